"""Wording of the checks of this computer, the self-test, the support file, and of commands without a console."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from desktop.helpdesk.checks import Check

ERRORS = {
    "helpdesk.code_wrong": (
        "Mã này không đúng, có thể nghe nhầm một số. Chưa có gì thay đổi. Hãy nhờ đọc lại từng số: 5 số, 2 số, 1 số."
    ),
    "helpdesk.cannot_write": (
        "Không lưu được tệp hỗ trợ {file} vào {place}. Sổ không thay đổi. Hãy chọn thư mục khác hoặc USB khác."
    ),
}

SUBJECTS: Final = {
    "room": "Chỗ trống trên ổ đĩa",
    "place": "Nơi để sổ",
    "fonts": "Chữ tiếng Việt trên giấy",
    "clock": "Ngày giờ của máy",
    "printers": "Máy in",
}
CHECKS: Final = {
    "room.good": "Ổ đĩa còn trống {free}, đủ cho sổ và các bản sao lưu.",
    "room.low": (
        "Ổ đĩa chỉ còn trống {free}. Sổ vẫn dùng được bình thường. Nên dọn bớt tệp không cần để có ít nhất 1 GB."
    ),
    "room.none": (
        "Ổ đĩa chỉ còn trống {free}. Dữ liệu đã lưu vẫn an toàn, nhưng chưa nhập danh sách, sao lưu hay lập sổ mới "
        "được. Hãy dọn bớt tệp không cần, rồi xem lại."
    ),
    "room.unknown": "Chưa xem được ổ đĩa còn bao nhiêu chỗ. Dữ liệu không thay đổi. Hãy nhờ người phụ trách máy xem.",
    "place.good": "Sổ nằm trên ổ đĩa của máy này, không bị chương trình nào tự chép đi.",
    "place.unknown": "Chưa xem được nơi để sổ. Dữ liệu không thay đổi. Hãy nhờ người phụ trách máy xem ổ đĩa.",
    "fonts.good": "Máy có kiểu chữ in được đủ chữ tiếng Việt.",
    "clock.good": "Hôm nay là {today}. Nếu không đúng, hãy chỉnh lại ngày giờ của máy.",
    "clock.before_program": (
        "Máy đang ghi là ngày {today}, trước cả khi có chương trình này. Dữ liệu đã ghi vẫn đúng. "
        "Hãy chỉnh lại ngày giờ của máy, nếu không giấy in ra và lịch sử sẽ mang ngày sai."
    ),
    "clock.far_ahead": (
        "Máy đang ghi là ngày {today}, có lẽ nhanh nhiều năm. Dữ liệu đã ghi vẫn đúng. "
        "Hãy chỉnh lại ngày giờ của máy, nếu không giấy in ra và lịch sử sẽ mang ngày sai."
    ),
    "clock.before_records": (
        "Máy đang ghi là ngày {today}, nhưng trong sổ đã có thay đổi của ngày {newest}. Dữ liệu vẫn đúng, không mất "
        "gì. Hãy chỉnh lại ngày giờ của máy."
    ),
    "clock.off": (
        "Ngày giờ của máy lệch với đồng hồ của tỉnh {days} ngày. Dữ liệu vẫn đúng. Hãy chỉnh lại ngày giờ của máy."
    ),
    "printers.good": "Máy này đã cài {count} máy in.",
    "printers.none": (
        "Chưa thấy máy in nào. Mọi việc trong sổ vẫn làm được, giấy tờ vẫn lưu thành tệp PDF được. "
        "Khi cần in, hãy cài máy in rồi bấm in."
    ),
}
TONES: Final = {"good": "Tốt", "attention": "Cần xem", "stop": "Chưa được"}
NO_PRINTER: Final = "Chưa có"
LINE: Final = "{number:>2}. {what}: {how}"
LINE_GOOD: Final = "tốt."
LINE_NOT_GOOD: Final = "{tone}. {sentence}"

STEPS: Final = {
    "found": "Lập một sổ thử, có mã hóa",
    "import": "Nhập một danh sách Excel",
    "find": "Tìm tên gõ không dấu",
    "print": "Dựng danh sách dự họp để in",
    "backup": "Sao lưu và khôi phục",
    "exchange": "Gửi – nhận qua USB với một máy thử",
    "check": "Kiểm tra sổ thử",
}
STEP_GOOD: Final = "tốt."
STEP_BAD: Final = "CHƯA ĐƯỢC, lỗi {why}."
STEP_LEFT: Final = "chưa thử, vì bước trước chưa được."
TRIED_GOOD: Final = "Sổ Hội chạy tốt trên máy này."
TRIED_LOOK: Final = "Sổ Hội chạy tốt trên máy này; có {count} điều nên xem lại, ghi ở trên."
TRIED_BAD: Final = "Sổ Hội CHƯA chạy tốt trên máy này: bước {number} chưa được. Sổ của xã không bị ảnh hưởng."
PROGRAM_IS: Final = "Sổ Hội {version}, tự kiểm tra lúc {when}"
SPOKEN: Final = "Mã đọc cho người hỗ trợ: {code}"
SPOKEN_MEANS: Final = "Mã {code} nghĩa là:"

# The section of the settings

MACHINE_HINT: Final = "Máy này có hợp để dùng Sổ Hội không, và cách nhờ người khác giúp khi có trục trặc."
MACHINE_HEADING: Final = "Máy này"
LOOK_AGAIN: Final = "Xem lại"
LOOKING: Final = "Đang xem máy này…"
TEST_HEADING: Final = "Tự kiểm tra"
TEST_HINT: Final = (
    "Chương trình làm thử mọi việc chính trong một sổ tạm, khoảng nửa phút. Sổ của xã không bị đụng đến. "
    "Khi gọi người hỗ trợ, hãy làm bước này trước."
)
TEST: Final = "Tự kiểm tra"
TESTING: Final = "Đang tự kiểm tra…"
TEST_STEP: Final = "Đang thử: {what}"
TEST_COPY: Final = "Chép kết quả"
TEST_COPIED: Final = "Đã chép kết quả. Có thể dán vào thư hay tin nhắn."
FILE_HEADING: Final = "Tệp hỗ trợ"
FILE_HINT: Final = (
    "Một tệp để gửi cho người hỗ trợ: nhật ký lỗi, phiên bản, kết quả xem máy, số dòng trong mỗi sổ. "
    "Trong tệp không có tên người, số căn cước, số điện thoại, mật khẩu hay mã khôi phục."
)
FILE_SAVE: Final = "Lưu tệp hỗ trợ…"
FILE_DIALOG: Final = "Lưu tệp hỗ trợ"
FILE_KINDS: Final = "Tệp hỗ trợ Sổ Hội (*.zip)"
FILE_WORKING: Final = "Đang lưu tệp hỗ trợ…"
FILE_SAVED: Final = "Đã lưu tệp hỗ trợ {file}. Hãy gửi tệp này cho người hỗ trợ."
READ_FIRST: Final = (
    "Tệp hỗ trợ của Sổ Hội, lưu lúc {when}.\n"
    "\n"
    "tinh-hinh.json  phiên bản, kết quả xem máy và tự kiểm tra, số dòng trong mỗi sổ, việc gửi – nhận, cài đặt\n"
    "nhat-ky/        nhật ký của chương trình\n"
    "\n"
    "Trong tệp không có tên người, số căn cước, số điện thoại, mật khẩu, mã khôi phục hay đường dẫn thư mục.\n"
)

# Before anybody has signed in

FIRST_HEADING: Final = "Trước khi bắt đầu, nên biết về máy này"
SORRY_TITLE: Final = "Sổ Hội chưa mở được"
SORRY: Final = (
    "Sổ Hội gặp lỗi ngoài dự kiến nên chưa mở được. Dữ liệu đã lưu vẫn an toàn. "
    "Hãy mở lại; nếu vẫn lỗi, hãy gọi người phụ trách và đọc mã lỗi {reference}."
)

# A command where there is no console

TOLD_TITLE: Final = "Sổ Hội"
TOLD_CLOSE: Final = "Đóng"
TOLD_COPY: Final = "Chép lại"
TOLD_DONE: Final = "Đã xong."
TOLD_BAD: Final = "Chưa làm được."
TOLD_WORKING: Final = "Đang làm, xin chờ…"


def tone_of(check: Check) -> str:
    """How one subject stands, in a word; having no printer is no fault."""
    return NO_PRINTER if check.code == "printers.none" else TONES[check.tone]


def said(check: Check) -> str:
    """What was found, how things are, what to do."""
    from desktop.ui.texts import errors

    details = dict(check.details)
    sentence = CHECKS.get(check.code) or errors()[check.code]
    if "free_bytes" in details:
        details["free"] = size_of(details["free_bytes"])
    for key in ("today", "newest"):
        if isinstance(details.get(key), datetime):
            details[key] = f"{details[key].astimezone():%d/%m/%Y}"
    if details.get("ahead_s") is not None:
        details["days"] = max(1, round(abs(details["ahead_s"]) / 86_400))
    return sentence.format_map(details)


def size_of(size_bytes: int) -> str:
    """Room on a disk.

    >>> size_of(45_200_000_000), size_of(612_000_000)
    ('45,2 GB', '612 MB')
    """
    if size_bytes < 1_000_000_000:
        return f"{size_bytes // 1_000_000} MB"
    return f"{size_bytes / 1_000_000_000:.1f} GB".replace(".", ",")
