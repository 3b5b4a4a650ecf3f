"""Provinces and communes, and what became of the old ones."""

from collections import Counter
from datetime import date

import pytest

from desktop.models.catalogues import catalogue, communes

LAST_DAY_AS_DECREED = date(2026, 4, 29)
COMMUNES_OF = {
    "01": 126, "04": 56, "08": 124, "11": 45, "12": 38, "14": 75, "15": 99, "19": 92, "20": 65, "22": 54, "24": 99,
    "25": 148, "31": 114, "33": 104, "37": 129, "38": 166, "40": 130, "42": 69, "44": 78, "46": 40, "48": 94, "51": 96,
    "52": 135, "56": 65, "66": 102, "68": 124, "75": 95, "79": 168, "80": 96, "82": 102, "86": 124, "91": 102,
    "92": 103, "96": 64,
}  # fmt: skip


def kinds(on: date, name: str = "commune") -> Counter[str]:
    return Counter(entry.extra["kind"] for entry in catalogue(name).entries(on))


def test_there_are_34_provinces_and_3321_communes():
    assert len(catalogue("province")) == 34
    assert len(catalogue("commune")) == 3321
    assert Counter(entry.extra["province"] for entry in catalogue("commune").entries()) == COMMUNES_OF
    assert len(communes.in_province("75")) == 95


def test_kinds_add_up_before_and_after_each_change():
    assert kinds(LAST_DAY_AS_DECREED) == {"commune": 2621, "ward": 687, "special_zone": 13}
    assert kinds(date(2026, 4, 30)) == {"commune": 2611, "ward": 697, "special_zone": 13}
    assert kinds(date(2026, 9, 20)) == {"commune": 2599, "ward": 709, "special_zone": 13}


def test_three_provinces_became_cities_in_2026():
    days = [LAST_DAY_AS_DECREED, date(2026, 4, 30), date(2026, 9, 1), date(2026, 9, 20)]
    assert [kinds(day, "province")["city"] for day in days] == [6, 7, 8, 9]
    assert catalogue("province").label("75") == "Thành phố Đồng Nai"
    assert catalogue("province").label("75", on=date(2026, 1, 1)) == "Tỉnh Đồng Nai"


def test_a_commune_that_became_a_ward_keeps_its_code():
    assert catalogue("commune").label("26368") == "Phường Long Thành"
    assert catalogue("commune").label("26368", on=LAST_DAY_AS_DECREED) == "Xã Long Thành"


def test_nothing_exists_before_its_first_day():
    assert catalogue("commune").entries(on=date(2025, 6, 30)) == ()


@pytest.mark.parametrize("typed", ["Hà Nội", "TP. Hà Nội", "thanh pho ha noi", "HN", "01"])
def test_provinces_are_found_as_they_are_written(typed):
    assert catalogue("province").find(typed) == catalogue("province").get("01")


def test_namesakes_are_told_apart_by_their_province():
    assert catalogue("commune").find("Xã Tân Tiến") is None
    assert len(communes.find("Xã Tân Tiến")) == 7
    assert [entry.label for entry in communes.find("P. Tân Tiến")] == ["Phường Tân Tiến"]
    assert [entry.key for entry in communes.find("tan tien", "Tỉnh Đồng Nai")] == ["25318"]
    assert [entry.key for entry in communes.find("25318")] == ["25318"]
    assert communes.find("Tân Tiến", "nowhere") == []


@pytest.mark.parametrize(
    ("old", "now"),
    [
        (("Phường 01", "Quận 3", "TP. Hồ Chí Minh"), ["Phường Bàn Cờ"]),
        (("xa my khanh", "Phong Điền", "Cần Thơ"), ["Phường An Bình"]),
        (("TT Long Thành", "H. Long Thành", "Đồng Nai"), ["Phường Long Thành"]),
        (("Phường Đúc", None, "Thừa Thiên Huế"), ["Phường Thuận Hóa"]),
        (("Bạch Long Vĩ", None, "Hải Phòng"), ["Đặc khu Bạch Long Vĩ"]),
        (("Tân Thạnh", "Thới Lai", "Cần Thơ"), ["Xã Trường Thành"]),
        (("Xã Không Có", None, None), []),
    ],
)
def test_an_old_address_leads_to_the_present_commune(old, now):
    assert [entry.label for entry in communes.find_old(*old)] == now


def test_every_present_commune_knows_what_it_was_made_of():
    assert all(communes.merged_into(code) for code in (entry.key for entry in catalogue("commune").entries()))
    assert "Thị trấn Long Thành, Huyện Long Thành, Tỉnh Đồng Nai" in [old.text for old in communes.merged_into("26368")]


def test_every_old_commune_lives_on_somewhere():
    olds = [old for entry in catalogue("commune").entries() for old in communes.merged_into(entry.key)]
    assert len(set(olds)) == 10_040
    assert len({old.province for old in olds}) == 63
