"""The versioned catalogues."""

from datetime import date

import pytest

from desktop.models.catalogues import Catalogue, Entry, catalogue, catalogue_names

HAND_MADE = [name for name in catalogue_names() if name not in ("commune", "province")]


def test_every_catalogue_the_registers_need_is_there():
    assert {"ethnic_group", "religion", "poverty_class", "poverty_standard", "post", "programme", "sex"} <= set(
        catalogue_names()
    )
    with pytest.raises(KeyError):
        catalogue("no_such_list")


@pytest.mark.parametrize("name", catalogue_names())
def test_every_catalogue_names_its_title_and_sources(name):
    assert catalogue(name).title
    assert catalogue(name).sources
    assert not any("http" in source for source in catalogue(name).sources)


@pytest.mark.parametrize("name", HAND_MADE)
def test_every_spelling_leads_back_to_its_entry(name):
    for entry in catalogue(name).entries():
        assert catalogue(name).find(entry.key) == entry
        for text in (entry.label, *entry.aliases):
            assert catalogue(name).find(text) == entry, text
            assert catalogue(name).find(text.upper()) == entry, text


@pytest.mark.parametrize("name", HAND_MADE)
def test_keys_are_plain_and_what_is_unsure_exists(name):
    for entry in catalogue(name).entries():
        assert entry.key.isascii()
        assert " " not in entry.key
        for unsure in entry.extra.get("unverified", ()):
            assert hasattr(entry, unsure) or unsure.split(".")[0] in entry.extra


def test_there_are_54_ethnic_groups_with_two_lists_of_codes():
    groups = [entry for entry in catalogue("ethnic_group").entries() if "minority" in entry.extra]
    assert len(groups) == 54
    assert sum(entry.extra["minority"] for entry in groups) == 53
    for year in ("1979", "2008"):
        assert sorted(entry.extra["codes"][year] for entry in groups) == [f"{code:02d}" for code in range(1, 55)]
    codes = {entry.key: entry.extra["codes"] for entry in groups}
    assert codes["hoa"] == {"1979": "04", "2008": "06"}
    assert codes["muong"] == {"1979": "06", "2008": "04"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("H’mông", "mong"),
        ("HMÔNG", "mong"),
        ("khơme", "khmer"),
        ("Ede", "e_de"),
        ("E De", "e_de"),
        ("Sán Chỉ", "san_chay"),
    ],
)
def test_ethnic_groups_are_found_as_they_are_spelt(typed, key):
    found = catalogue("ethnic_group").find(typed)
    assert found is not None
    assert found.key == key


def test_the_poverty_standard_changes_with_2027():
    standards = catalogue("poverty_standard")
    assert [entry.key for entry in standards.entries(on=date(2026, 12, 31))] == ["2022_2025"]
    (new,) = standards.entries(on=date(2027, 1, 1))
    assert (new.extra["income_rural_vnd"], new.extra["income_urban_vnd"]) == (2_200_000, 2_800_000)
    old = standards.get("2022_2025")
    assert old is not None
    assert "income_rural_vnd" in old.extra["unverified"]


def test_an_ended_programme_keeps_its_label_and_leaves_the_choice():
    programmes = catalogue("programme")
    assert programmes.label("de_an_939").startswith("Đề án 939")
    keys = {entry.key for entry in programmes.entries(on=date(2026, 6, 1))}
    assert "de_an_2415" in keys
    assert "de_an_939" not in keys


def test_a_key_from_a_newer_program_is_shown_as_it_is():
    assert catalogue("religion").label("not_yet_known") == "not_yet_known"
    assert catalogue("religion").get("not_yet_known") is None


def test_posts_say_where_they_are_held():
    heads = {entry.key: entry.extra["unit"] for entry in catalogue("post").entries() if entry.extra["head"]}
    assert heads == {"chair": "commune", "branch_head": "branch", "group_head": "group"}


def test_a_text_that_two_entries_answer_to_finds_neither_until_marks_tell():
    rivers = Catalogue("river", "Sông", [Entry("ma", "Mã"), Entry("mả", "Mả"), Entry("đa", "Đà", ("Đáy",))])
    assert rivers.find("ma") == Entry("ma", "Mã")  # by its key
    assert rivers.find("MA ") is None
    assert rivers.find("mã") == Entry("ma", "Mã")
    assert [entry.key for entry in rivers.find_all("ma")] == ["ma", "mả"]
    assert rivers.find("day") == rivers.find("Đà")
    assert rivers.find("") is None


def test_a_key_may_have_one_entry_after_the_other():
    first = Entry("1", "Xã Mới", valid_to=date(2026, 4, 29))
    then = Entry("1", "Phường Mới", valid_from=date(2026, 4, 30))
    places = Catalogue("place", "Nơi", [then, first])
    assert len(places) == 1
    assert places.entries() == (then,)
    assert places.entries(on=date(2026, 4, 29)) == (first,)
    assert places.get("1", on=date(2026, 1, 1)) == first
    assert places.label("1") == "Phường Mới"
