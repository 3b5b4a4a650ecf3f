"""Head and foot of papers."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.forms.letterhead import (
    MOTTO,
    NATION,
    Head,
    Letterhead,
    Signer,
    Variant,
    document_number,
    place_name,
    standard,
)
from desktop.forms.paper import A4
from desktop.forms.pen import Pen
from desktop.forms.signatures import Signatures
from tests.forms.reading import pages
from tests.forms.samples import BRANCHES, CHAIR, COMMUNE, LONG_NAME, PROVINCE, letterhead


def drawn(head: Head):
    pen = Pen(A4, title="Đầu trang")
    head.draw(pen, A4.left, A4.text_top, A4.text_width)
    return pages(pen.finish())[0]


@pytest.mark.parametrize(
    ("variant", "superior", "issuer"),
    [
        (Variant.A, "HỘI LHPN TỈNH HƯNG YÊN", "BAN THƯỜNG VỤ HỘI LHPN XÃ HỒNG PHONG"),
        (Variant.B, "ỦY BAN MTTQ VIỆT NAM XÃ HỒNG PHONG", "HỘI LIÊN HIỆP PHỤ NỮ"),
        (Variant.C, "HỘI LHPN XÃ HỒNG PHONG", "CHI HỘI PHỤ NỮ THÔN ĐÔNG MAI"),
    ],
)
def test_each_variant_prints_its_two_lines_and_the_national_title(variant, superior, issuer):
    page = drawn(Head(letterhead(variant)))
    for line in (superior, issuer, NATION, MOTTO):
        assert "".join(line.split()) in "".join(page.text.split())
    assert page.box(NATION).left > page.box(issuer).right
    assert page.box(NATION).top > page.box(MOTTO).top


def test_a_plain_list_has_no_head_at_all():
    assert drawn(Head(letterhead(Variant.D), "Số: 01/DS", date(2026, 1, 5))).flat == ""


def test_a_branch_is_named_once_however_it_is_given():
    assert standard(Variant.C, commune=COMMUNE, branch="thôn Đông Mai").issuer == "CHI HỘI PHỤ NỮ THÔN ĐÔNG MAI"
    assert standard(Variant.C, commune=COMMUNE, branch=BRANCHES[0]).issuer == "CHI HỘI PHỤ NỮ THÔN ĐÔNG MAI"


def test_number_and_day_stand_on_one_line():
    page = drawn(Head(letterhead(), document_number(5, "GM-BTV"), date(2026, 1, 5)))
    number, day = page.box("Số: 05/GM-BTV"), page.box("Hồng Phong, ngày 05 tháng 01 năm 2026")
    assert abs(number.bottom - day.bottom) < 4
    assert day.left > number.right
    assert day.right <= A4.width - A4.right + 1


def test_all_four_lines_can_be_edited():
    lines = Letterhead(Variant.A, "ĐƠN VỊ TRÊN", "ĐƠN VỊ DƯỚI", "DÒNG MỘT", "Dòng hai")
    assert all(line in drawn(Head(lines)).flat for line in ("ĐƠN VỊ TRÊN", "ĐƠN VỊ DƯỚI", "DÒNG MỘT", "Dòng hai"))


@pytest.mark.parametrize("variant", [Variant.A, Variant.B, Variant.C])
def test_long_names_of_units_stay_left_of_the_national_title(variant):
    long = standard(
        variant, commune="xã Trần Văn Thời Đất Mũi Nguyễn Huân", province=PROVINCE, branch="ấp " + "Kinh " * 20
    )
    head = Head(long, "Số: 01/KH-BTV", None)
    page = drawn(head)
    assert page.box(long.issuer).right < page.box(NATION).left
    pen = Pen(A4, title="")
    lowest = min(box.bottom for _, box in page.letters)
    assert A4.text_top - head.height(pen, A4.text_width) < lowest


def test_a_commune_named_by_a_number_keeps_its_kind():
    assert place_name("Phường 5") == "Phường 5"
    assert place_name("đặc khu Phú Quý") == "Phú Quý"
    assert place_name("Hồng Phong") == "Hồng Phong"


def signatures(signers: list[Signer], day: str = "Hồng Phong, ngày 14 tháng 7 năm 2026"):
    pen = Pen(A4, title="Ký")
    block = Signatures(signers, day)
    block.draw(pen, A4.left, 700, A4.text_width)
    return pages(pen.finish())[0], block.height(pen, A4.text_width)


def test_the_preparer_signs_at_the_left_and_the_head_at_the_right_under_the_day():
    head = letterhead()
    page, _ = signatures([head.preparer, head.signer])
    preparer, chair, day = page.box("NGƯỜI LẬP BIỂU"), page.box("CHỦ TỊCH"), page.box("Hồng Phong, ngày")
    assert preparer.right < chair.left
    assert page.box("TM. BAN THƯỜNG VỤ").top > chair.top
    assert day.bottom > page.box("TM. BAN THƯỜNG VỤ").top
    assert page.box(CHAIR).top < chair.bottom - 50


def test_three_signers_and_a_long_name_stay_inside_the_margins_and_the_height():
    head = letterhead().signed_by(LONG_NAME)
    others = [head.preparer, Signer(("KẾ TOÁN KIÊM THỦ QUỸ CỦA HỘI LIÊN HIỆP PHỤ NỮ",), LONG_NAME), head.signer]
    page, height = signatures(others)
    boxes = [box for letter, box in page.letters if not letter.isspace()]
    assert min(box.left for box in boxes) >= A4.left
    assert max(box.right for box in boxes) <= A4.width - A4.right
    assert min(box.bottom for box in boxes) >= 700 - height


def test_the_signers_name_is_kept_when_lines_are_edited():
    assert replace(letterhead(), place="Phố Nối").signer.name == CHAIR
