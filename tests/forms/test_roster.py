"""HN-01, and the tables of all lists."""

from dataclasses import fields, replace
from itertools import pairwise

import pytest

from desktop.forms.paper import A4, MM
from desktop.forms.pen import Numbering
from desktop.forms.roster import Invited, InvitedGroup, Roster, Turnout, render_roster, roster_columns
from desktop.forms.table import PAD, column_edges
from tests.forms.reading import in_order, pages, said, texts
from tests.forms.samples import (
    BRANCHES,
    CHAIR,
    LONG_NAME,
    MEETING,
    UNBROKEN_NAME,
    invited,
    letterhead,
    names,
    numbered_names,
    roster,
)

HEADINGS = ["STT", "Họ và tên", "Năm sinh", "Chức vụ / Đơn vị", "Ký tên", "Ghi chú"]


def pages_of(count: int) -> int:
    return len(texts(render_roster(roster(numbered_names(count)))))


@pytest.fixture(scope="module")
def one_page() -> int:
    """How many people fit one page exactly, signatures included."""
    return next(count for count in range(1, 60) if pages_of(count + 1) == 2)


def test_everything_that_is_told_of_the_meeting_stands_over_the_list():
    text = said(render_roster(roster(names(3))))
    assert in_order(
        ["DANH SÁCH ĐẠI BIỂU DỰ HỌP", "(có ký nhận)", "Nội dung:", "Thời gian:", "Địa điểm:", "Chủ trì:"], text
    )
    assert MEETING.title in text
    assert "7 giờ 30 phút, thứ Ba, ngày 14 tháng 7 năm 2026" in text


def test_every_name_of_a_long_list_is_there_in_order_and_every_page_has_its_heading():
    people = numbered_names(400)
    paper = texts(render_roster(roster(people)))
    assert in_order(people, " ".join(" ".join(paper).split()))
    for number, text in enumerate(paper, start=1):
        flat = " ".join(text.split())
        assert all(heading in flat for heading in HEADINGS)
        assert f"Trang {number}/{len(paper)}" in flat
    assert sum("CỘNG HÒA" in text for text in paper) == 1


def test_a_list_of_nobody_says_so_and_can_be_signed():
    paper = texts(render_roster(roster([])))
    assert len(paper) == 1
    flat = " ".join(paper[0].split())
    assert in_order(["Chưa có ai trong danh sách.", "Triệu tập: 0 người", "NGƯỜI LẬP BIỂU"], flat)
    assert "CHỦ TỊCH" in flat


def test_a_list_of_one_is_one_page():
    paper = texts(render_roster(roster(["Lê Thị An"])))
    assert len(paper) == 1
    assert "Lê Thị An" in paper[0]
    assert CHAIR in paper[0]


def test_one_page_exactly_holds_all_rows_and_the_signatures(one_page):
    people = numbered_names(one_page)
    paper = texts(render_roster(roster(people)))
    assert len(paper) == 1
    assert in_order([*people, "Triệu tập", "NGƯỜI LẬP BIỂU"], " ".join(paper[0].split()))


def test_one_row_more_takes_rows_along_to_the_signatures(one_page):
    people = numbered_names(one_page + 1)
    first, second = texts(render_roster(roster(people)))
    assert in_order(people, " ".join((first + second).split()))
    assert people[0] in first
    assert people[-1] in second
    assert people[-2] in second
    assert in_order([people[-1], "Triệu tập", "NGƯỜI LẬP BIỂU"], " ".join(second.split()))
    assert "NGƯỜI LẬP BIỂU" not in first


@pytest.mark.parametrize("count", [*range(13, 26), *range(36, 54)])
def test_wherever_the_list_ends_no_row_is_lost_and_no_page_stands_empty(count):
    people = numbered_names(count)
    paper = [" ".join(text.split()) for text in texts(render_roster(roster(people)))]
    assert in_order(people, " ".join(paper))
    assert all(any(person in text for person in people) for text in paper)
    assert [text.count("NGƯỜI LẬP BIỂU") for text in paper] == [0] * (len(paper) - 1) + [1]


def test_rows_are_high_enough_to_sign():
    people = numbered_names(8)
    page = pages(render_roster(roster(people)))[0]
    feet = [page.box(person).bottom for person in people]
    assert all(upper - lower >= 9 * MM - 3 for upper, lower in pairwise(feet))
    assert (feet[0] - feet[-1]) / 7 >= 9 * MM - 0.5


@pytest.mark.parametrize("name", [LONG_NAME, UNBROKEN_NAME, "W" * 80, "Ng. " * 20])
def test_a_name_of_eighty_letters_stays_inside_its_box(name):
    paper = render_roster(roster(["Trần Thị Trên", name, "Bùi Thị Dưới"]))
    page = pages(paper)[0]
    left, right = column_edges(roster_columns(phone=False), A4)[1:3]
    box = page.box(name)
    assert box.left >= left
    assert box.right <= right - PAD / 2
    assert box.top < page.box("Trần Thị Trên").bottom
    assert box.bottom > page.box("Bùi Thị Dưới").top


def test_a_long_unit_and_a_long_note_stay_inside_their_boxes():
    person = Invited("Lê Thị An", "1962", "Chi hội trưởng " * 6, note="đến muộn, có xin phép từ hôm trước")
    page = pages(render_roster(Roster(letterhead(), MEETING, [InvitedGroup([person])])))[0]
    edges = column_edges(roster_columns(phone=False), A4)
    for text, column in ((person.unit, 3), (person.note, 5)):
        box = page.box(text)
        assert edges[column] <= box.left
        assert box.right <= edges[column + 1]


def test_the_telephone_is_off_unless_asked_for():
    assert "0912 345 678" not in said(render_roster(roster(names(2))))
    assert "Số điện thoại" in (shown := said(render_roster(roster(names(2), show_phone=True))))
    assert "0912 345 678" in shown


@pytest.mark.parametrize("phone", [False, True])
def test_a_roster_has_no_place_for_a_citizen_id_a_religion_or_a_poverty_class(phone):
    assert {each.name for each in fields(Invited)} == {"full_name", "birth", "unit", "phone", "note"}
    allowed = {*HEADINGS, "Số điện thoại"}
    assert {column.heading for column in roster_columns(phone=phone)} <= allowed


def test_branches_stand_under_their_names_and_numbers_run_on():
    groups = [InvitedGroup(invited(["Lê Thị An"]), BRANCHES[0]), InvitedGroup(invited(["Bùi Thị Hoa"]), BRANCHES[1])]
    text = said(render_roster(Roster(letterhead(), MEETING, groups)))
    assert in_order([f"{BRANCHES[0]} (1 người)", "1 Lê Thị An", f"{BRANCHES[1]} (1 người)", "2 Bùi Thị Hoa"], text)


@pytest.mark.parametrize("count", range(12, 22))
def test_the_name_of_a_branch_never_stands_last_on_a_page(count):
    groups = [
        InvitedGroup(invited(numbered_names(count)), BRANCHES[0]),
        InvitedGroup(invited(["Bùi Thị Hoa", "Lê Thị An", "Đỗ Kim Oanh"]), BRANCHES[1]),
    ]
    paper = texts(render_roster(Roster(letterhead(), MEETING, groups)))
    [page] = [text for text in paper if BRANCHES[1] in text]
    assert "Bùi Thị Hoa" in page


def test_blank_rows_for_those_who_come_uncalled_are_numbered_on():
    text = said(render_roster(roster(["Lê Thị An"], blank_rows=3)))
    assert in_order(["1 Lê Thị An", "2", "3", "4", "Triệu tập: 1 người"], text)


def test_turnout_is_left_to_write_and_printed_once_known():
    assert "có mặt: ...... người" in said(render_roster(roster(names(5))))
    text = said(render_roster(roster(names(5), turnout=Turnout(3, 1, 1))))
    assert "Triệu tập: 5 người; có mặt: 3 người; vắng: 2 người (có lý do: 1, không có lý do: 1)." in text


def test_page_numbers_stand_where_the_decree_has_them_if_the_office_wants_it():
    decree = replace(letterhead(), page_numbers=Numbering.DECREE)
    first, second, *_ = pages(render_roster(replace(roster(numbered_names(60)), letterhead=decree)))
    assert "Trang" not in first.flat + second.flat
    assert [letter for letter, box in second.letters if box.bottom > A4.height - A4.top and letter.strip()] == ["2"]
    assert not [letter for letter, box in first.letters if box.bottom > A4.height - A4.top and letter.strip()]


def test_a_watermark_goes_under_every_page():
    paper = render_roster(roster(numbered_names(60)), watermark="BẢN DEMO")
    assert all("BẢN DEMO" in "".join(page.letters[i][0] for i in range(8)) for page in pages(paper))
    assert "BẢN DEMO" not in said(render_roster(roster(names(60))))


def test_the_same_roster_gives_the_same_bytes():
    people = names(60)
    assert render_roster(roster(people)) == render_roster(roster(people))


def test_the_file_names_no_day_of_its_making_and_embeds_its_fonts():
    paper = render_roster(roster(names(3)))
    assert b"/CreationDate (D:20000101000000" in paper
    assert b"Helvetica" not in paper
    assert paper.count(b"/FontFile2") >= 2
