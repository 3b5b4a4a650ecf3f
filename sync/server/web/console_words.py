"""What the console's pages say that is chosen by a value."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

STATUSES: Final = {
    "active": "đang dùng",
    "suspended": "tạm ngừng",
    "revoked": "đã thu hồi",
    "replaced": "đã thay bằng máy khác",
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something the province does to a computer.

    Attributes:
        path: Its word in the address.
        verb: On the button.
        status: What the computer is afterwards.
        from_: What it may be before.
        names_it: The computer's name has to be typed.
        happens: What happens, to work that is still on that computer above all.
    """

    path: str
    verb: str
    status: str
    from_: tuple[str, ...]
    names_it: bool
    happens: tuple[str, ...]


ACTS: Final = {
    act.path: act
    for act in (
        Act(
            "tam-ngung", "Tạm ngừng máy", "suspended", ("active",), False,
            (
                "Máy này không gửi và nhận được với tỉnh cho đến khi được nối lại.",
                "Việc đã làm trên máy vẫn ở trong máy, không mất gì; người dùng vẫn mở sổ và làm tiếp được.",
                "Gói dữ liệu của máy gửi bằng USB trong thời gian này được giữ lại, chờ người xem.",
            ),
        ),
        Act(
            "noi-lai", "Nối lại máy", "active", ("suspended",), False,
            (
                "Máy này lại gửi và nhận được với tỉnh như trước.",
                "Những gì còn chờ trong máy sẽ lên tỉnh ở lần gửi – nhận tới.",
                "Gói đã giữ lại trong lúc tạm ngừng vẫn chờ ở trang Chờ người xem.",
            ),
        ),
        Act(
            "thu-hoi", "Thu hồi máy", "revoked", ("active", "suspended"), True,
            (
                "Máy này không bao giờ gửi và nhận được với tỉnh nữa; muốn dùng lại phải xin mã nối máy mới.",
                "Từ nay tỉnh không ghi gói nào cho máy này mở được.",
                "Việc chưa gửi vẫn nằm trong máy. Gói nào của máy đến sau này được giữ lại, chờ người xem, "
                "không tự vào sổ.",
                "Sổ đã có trên máy không bị xóa từ xa; nó được bảo vệ bằng mật khẩu của người dùng.",
            ),
        ),
    )
}  # fmt: skip


def how_long_ago(moment_ms: int | None, now_ms: int) -> str:
    """Days since a moment, in words; by the calendar of this computer."""
    if moment_ms is None:
        return "chưa lần nào"
    days = (_date(now_ms) - _date(moment_ms)).days
    if days <= 0:
        return "hôm nay"
    return "hôm qua" if days == 1 else f"{days} ngày trước"


def is_long_ago(moment_ms: int | None, now_ms: int, days: int = 30) -> bool:
    """Whether a month has passed, or there was never anything."""
    return moment_ms is None or (_date(now_ms) - _date(moment_ms)).days > days


def moment(moment_ms: int | None) -> str:
    """Day and time, "21/11/2026 08:05"; empty where there is none."""
    return "" if moment_ms is None else f"{datetime.fromtimestamp(moment_ms / 1000):%d/%m/%Y %H:%M}"


def figure(number: int) -> str:
    """A number in Vietnamese grouping.

    >>> figure(160000)
    '160.000'
    """
    return f"{number:,}".replace(",", ".")


def _date(moment_ms: int) -> datetime:
    return datetime.fromtimestamp(moment_ms / 1000).replace(hour=0, minute=0, second=0, microsecond=0)
