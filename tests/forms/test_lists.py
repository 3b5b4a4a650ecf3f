"""HN-02, HV-02, HV-03 and HT-01."""

import pytest

from desktop.forms.allowance import render_allowances
from desktop.forms.branch_list import render_branch_list
from desktop.forms.gifts import render_gifts
from desktop.forms.movements import Direction, render_movements
from tests.forms.reading import in_order, pages, said, texts
from tests.forms.samples import (
    BRANCHES,
    allowances,
    branch_list,
    gifts,
    members,
    movements,
    names,
)

COUNTS = (0, 1, 12, 17, 18, 19, 20, 21, 22, 60)


@pytest.mark.parametrize("count", COUNTS)
def test_an_allowance_list_has_every_name_and_its_sum_also_in_words(count):
    paper = [" ".join(text.split()) for text in texts(render_allowances(allowances(count)))]
    assert in_order(names(count), " ".join(paper))
    assert paper[-1].count("Tổng cộng") == 2
    assert "CHỦ TỊCH" in paper[-1]
    assert all("Thành tiền (đồng)" in text for text in paper)


def test_an_allowance_is_days_times_rate():
    text = said(render_allowances(allowances(4)))
    assert in_order(["1 50.000 50.000", "2 50.000 100.000", "Tổng cộng 6 300.000"], text)
    assert "Tổng cộng: 4 người; số tiền: 300.000 đồng (Bằng chữ: Ba trăm nghìn đồng chẵn)." in text
    assert "THỦ QUỸ" in text


@pytest.mark.parametrize("count", COUNTS)
def test_a_branch_list_has_every_member_and_how_many_they_are(count):
    text = said(render_branch_list(branch_list(count)))
    assert in_order([member.full_name for member in members(count)], text)
    core = sum(member.is_core for member in members(count))
    assert f"Tổng số: {count} hội viên, trong đó hội viên nòng cốt: {core}." in text
    assert "DANH SÁCH HỘI VIÊN CHI HỘI PHỤ NỮ THÔN ĐÔNG MAI" in text


def test_religion_is_off_unless_asked_for():
    assert "Công giáo" not in said(render_branch_list(branch_list(20)))
    assert "Tôn giáo" not in said(render_movements(movements(Direction.LEFT, 20)))
    assert "Công giáo" in said(render_branch_list(branch_list(20, show_religion=True)))
    assert "Tôn giáo" in said(render_movements(movements(Direction.LEFT, 20, show_religion=True)))


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("count", [0, 2, 25, 60])
def test_members_who_came_and_went_stand_under_their_branch_with_day_and_reason(direction, count):
    text = said(render_movements(movements(direction, count)))
    assert direction.value in text
    assert f"Tổng số: {count} hội viên." in text
    assert in_order([f"{BRANCHES[0]} ({count // 2} người)", f"{BRANCHES[2]} ({count - count // 2} người)"], text)
    assert in_order([member.full_name for member in members(count)], text)
    assert text.count("20/10/2026") == count


def test_no_date_of_a_crowded_list_is_broken():
    text = said(render_movements(movements(Direction.LEFT, 40, show_religion=True)))
    assert text.count("20/10/2026") == 40
    assert text.count("05/03/1971") == sum(member.birth == "05/03/1971" for member in members(40))


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 10, 11, 12, 13, 40])
def test_a_gift_list_lies_across_and_has_its_sums_in_words(count):
    given = gifts(count)
    read = pages(render_gifts(given))
    assert all(page.width > page.height for page in read)
    flat = " ".join(page.flat for page in read)
    assert in_order([gift.full_name for gift in given.gifts], flat)
    assert all("Người nhận thay (quan hệ)" in page.flat for page in read)
    assert f"Tổng cộng: {count} người." in read[-1].flat
    assert "CHỦ TỊCH" in read[-1].flat


def test_sums_of_money_and_of_goods_are_apart():
    given = gifts(17)
    text = said(render_gifts(given))
    assert "Tiền: 3.400.000 đồng (Bằng chữ: Ba triệu bốn trăm nghìn đồng chẵn)." in text
    assert "Hiện vật trị giá: 7.650.000 đồng (Bằng chữ: Bảy triệu sáu trăm năm mươi nghìn đồng chẵn)." in text
    assert "Lê Văn Bình (con)" in text
    assert given.cash_vnd == 3_400_000


@pytest.mark.parametrize(
    "render",
    [
        lambda mark: render_allowances(allowances(5), watermark=mark),
        lambda mark: render_branch_list(branch_list(5), watermark=mark),
        lambda mark: render_movements(movements(Direction.LEFT, 5), watermark=mark),
        lambda mark: render_gifts(gifts(5), watermark=mark),
    ],
)
def test_every_list_takes_a_watermark_and_keeps_its_bytes(render):
    assert "BẢN NHÁP" in said(render("BẢN NHÁP"))
    assert render(None) == render(None)
