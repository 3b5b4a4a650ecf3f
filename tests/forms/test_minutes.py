"""HN-04."""

from dataclasses import replace

import pytest

from desktop.forms.minutes import Minutes, render_minutes
from desktop.forms.paper import A4
from tests.forms.reading import in_order, pages, said, texts
from tests.forms.samples import MEETING, letterhead, minutes


def test_minutes_tell_the_whole_meeting_in_order():
    text = said(render_minutes(minutes()))
    parts = ["BIÊN BẢN", "Thời gian:", "Địa điểm:", "Thành phần tham dự:", "Vắng mặt:", "Chủ tọa:", "Thư ký:"]
    assert in_order([*parts, "I. NỘI DUNG", "II. Ý KIẾN", "III. BIỂU QUYẾT", "IV. KẾT LUẬN", "kết thúc vào hồi"], text)
    assert "triệu tập 86 người; có mặt 79 người; vắng mặt 07 người" in text
    assert "21 giờ 00 phút, ngày 20 tháng 11 năm 2026" in text


def test_secretary_and_chair_sign_side_by_side_by_name_alone():
    page = pages(render_minutes(minutes(1)))[-1]
    secretary, chair = page.box("THƯ KÝ"), page.box("CHỦ TỌA")
    assert secretary.right < chair.left
    assert page.letters
    assert in_order(["THƯ KÝ", "CHỦ TỌA", "Lê Thị An", "Đỗ Thị Nguyệt"], page.flat) or in_order(
        ["THƯ KÝ", "Lê Thị An", "CHỦ TỌA", "Đỗ Thị Nguyệt"], page.flat
    )


@pytest.mark.parametrize("paragraphs", range(1, 24))
def test_a_long_text_runs_over_pages_without_losing_a_word(paragraphs):
    told = minutes(paragraphs)
    numbered = "\n".join(f"Đoạn {n}: {line}" for n, line in enumerate(told.content.splitlines(), start=1))
    read = pages(render_minutes(replace(told, content=numbered)))
    flat = " ".join(page.flat.removesuffix(f" {number}") for number, page in enumerate(read, start=1))
    assert in_order([" ".join(line.split()) for line in numbered.splitlines()], flat)
    assert "THƯ KÝ" in read[-1].flat
    assert "kết thúc vào hồi" in read[-1].flat
    for page in read:
        boxes = [box for letter, box in page.letters if not letter.isspace()]
        assert min(box.bottom for box in boxes) >= A4.bottom - 4
        assert max(box.right for box in boxes) <= A4.width - A4.right + 1


@pytest.mark.parametrize("paragraphs", range(4, 12))
def test_no_heading_stands_last_on_a_page(paragraphs):
    for page in texts(render_minutes(minutes(paragraphs))):
        last = page.strip().splitlines()[-1]
        assert not last.startswith(("I.", "II.", "III.", "IV."))


def test_pages_are_numbered_at_the_top_from_the_second_on():
    first, second = pages(render_minutes(minutes(9)))[:2]
    number = next(box for letter, box in second.letters if letter == "2" and box.bottom > A4.height - A4.top)
    assert abs((number.left + number.right) / 2 - (A4.left + A4.text_width / 2)) < 2
    assert not any(box.bottom > A4.height - A4.top for letter, box in first.letters if not letter.isspace())


def test_minutes_not_written_yet_leave_lines_to_write_on():
    blank = Minutes(letterhead(), "Họp Ban Chấp hành", MEETING.starts_at, MEETING.place, "", "")
    text = said(render_minutes(blank))
    assert "có mặt ........ người" in text
    assert "vào hồi ........ giờ ........ phút" in text
    assert "THƯ KÝ" in text


def test_the_same_minutes_give_the_same_bytes_and_take_a_watermark():
    assert render_minutes(minutes()) == render_minutes(minutes())
    assert "BẢN NHÁP" in said(render_minutes(minutes(), watermark="BẢN NHÁP"))
