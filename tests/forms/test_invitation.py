"""HN-03."""

from dataclasses import replace

import pytest

from desktop.forms.invitation import Invitee, Size, render_invitations
from desktop.forms.letterhead import Variant
from desktop.forms.paper import A4, A5
from tests.forms.reading import in_order, pages, said, texts
from tests.forms.samples import CHAIR, LONG_NAME, invitation, invitees, letterhead


def test_an_invitation_says_who_what_when_where_and_who_invites():
    text = said(render_invitations(invitation(), invitees(1)))
    told = ["Số: 05/GM-BTV", "Hồng Phong, ngày 08 tháng 7 năm 2026", "GIẤY MỜI", "Kính mời: Bà", "Dự:", "Thời gian:"]
    assert in_order([*told, "Địa điểm:", "Nội dung:", "Đề nghị"], text)
    assert "- Lưu: VT." in text
    assert CHAIR in text


def test_each_of_many_gets_a_sheet_with_her_name():
    people = invitees(30)
    paper = texts(render_invitations(invitation(), people))
    assert len(paper) == 30
    assert all(person.name in " ".join(text.split()) for person, text in zip(people, paper, strict=True))


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (2, 1), (3, 2), (8, 4)])
def test_two_small_ones_share_a_sheet_side_by_side(people, sheets):
    read = pages(render_invitations(invitation(), invitees(people), size=Size.A5))
    assert len(read) == sheets
    assert all(page.width > page.height for page in read)
    assert sum(page.flat.count("GIẤY MỜI") for page in read) == people


def test_a_small_one_stays_on_its_half_of_the_sheet():
    page = pages(render_invitations(invitation(), invitees(1), size=Size.A5))[0]
    assert max(box.right for letter, box in page.letters if not letter.isspace()) <= A5.width - A5.right + 1


def test_without_a_name_there_is_room_to_write_one():
    text = said(render_invitations(invitation(number=None, issued_on=None)))
    assert "Kính mời: Dự:" in text
    assert "Số: ......../GM-BTV" in text


@pytest.mark.parametrize("size", Size)
def test_a_long_text_gets_smaller_and_never_leaves_its_paper(size):
    long = replace(invitation(), content="\n".join(["Bàn việc giúp hội viên có hoàn cảnh khó khăn dịp Tết. " * 3] * 14))
    read = pages(render_invitations(long, [Invitee(LONG_NAME, "Bà", "Chi hội phụ nữ thôn Đông Mai")], size=size))
    assert len(read) == 1
    paper = A4 if size is Size.A4 else A5
    boxes = [box for letter, box in read[0].letters if not letter.isspace()]
    assert min(box.bottom for box in boxes) >= paper.bottom - 2
    assert max(box.right for box in boxes) <= paper.width - paper.right + 1
    assert "".join(LONG_NAME.split()) in "".join(read[0].text.split())
    assert CHAIR in read[0].flat


def test_a_plain_letterhead_leaves_the_national_title_out():
    text = said(render_invitations(replace(invitation(), letterhead=letterhead(Variant.D)), invitees(1)))
    assert "CỘNG HÒA" not in text
    assert "GIẤY MỜI" in text


def test_the_same_invitations_give_the_same_bytes_and_take_a_watermark():
    people = invitees(3)
    assert render_invitations(invitation(), people) == render_invitations(invitation(), people)
    assert "BẢN DEMO" in said(render_invitations(invitation(), people, watermark="BẢN DEMO"))
