"""Kinds of value: each knows how it is typed, shown, checked, stored and sent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Generic, Literal, TypeVar
from unicodedata import normalize
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, String
from sqlalchemy.types import TypeEngine

from desktop.models.catalogues import catalogue
from desktop.models.citizen_id import parse as parse_citizen_id
from desktop.models.columns import RowId, TextOf
from desktop.models.dates import PartialDate
from desktop.models.dates import today as today
from desktop.models.names import is_name, tidy_name
from desktop.models.numbers import group_digits
from desktop.models.phones import parse as parse_phone
from sync.errors import AppError
from sync.registry import Wire

T_co = TypeVar("T_co", covariant=True)

Align = Literal["left", "right", "center"]
MOST_LETTERS: Final = 100_000
"""In one value: three times what a cell of a spreadsheet takes, and far less than a bundle of the exchange."""

_TOO_LONG: Final = f"Dài quá: một ô chứa nhiều nhất {group_digits(MOST_LETTERS)} chữ."


class BadValue(AppError):
    """What was typed cannot be read as this kind of value."""

    code = "value.unreadable"

    def __init__(self, hint: str) -> None:
        super().__init__(hint, hint=hint)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Kind(Generic[T_co]):
    """A kind of value, shared by every layer that meets it.

    Attributes:
        name: Stable name of the kind.
        widget: Which input the window builds; the window maps the name.
        wire: How a value travels in a change record.
        column: Makes the column type for both databases.
        read: Typed text, tidied and not empty, to a value; ValueError or BadValue when it cannot be read.
        show: A stored value to what a person reads.
        align: Where a column of it stands.
        width: How many characters a column of it wants.
        target: The register that a reference points to, or the catalogue that a key comes from.
        choices: Keys and labels of a closed choice.
        hint: What to type, said when it could not be read.
    """

    name: str
    widget: str
    wire: Wire
    column: Callable[[], TypeEngine[Any]]
    read: Callable[[str], T_co]
    show: Callable[[Any], str]
    align: Align = "left"
    width: int = 16
    target: str = ""
    choices: tuple[tuple[str, str], ...] = field(default=())
    hint: str = "Không đọc được nội dung này."

    def parse(self, text: str) -> T_co | None:
        """Read what a person typed.

        Returns:
            The value, or None when nothing was typed.
        Raises:
            BadValue: with a sentence saying what to type.
        """
        text = normalize("NFC", text).strip()
        if not text:
            return None
        if len(text) > MOST_LETTERS:
            raise BadValue(_TOO_LONG)
        try:
            return self.read(text)
        except ValueError as exc:
            raise BadValue(self.hint) from exc

    def format(self, value: Any) -> str:
        """What a person reads; an empty string where nothing is known."""
        return "" if value is None else self.show(value)


def _single_line(text: str) -> str:
    return " ".join(text.split())


def _name(text: str) -> str:
    name = tidy_name(text)
    if not is_name(name):
        raise ValueError(text)
    return name


def _whole(text: str) -> int:
    digits = text.replace(".", "").replace(" ", "").replace("\N{NO-BREAK SPACE}", "").removesuffix("đ")
    value = int(digits)
    if not 0 <= value < 2**53:
        raise ValueError(text)
    return value


def _hundredths(text: str) -> int:
    whole, _, part = text.replace(" ", "").partition(",")
    if len(part) > 2 or not (whole + part).isdigit():
        raise ValueError(text)
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def _show_hundredths(value: int) -> str:
    whole, part = divmod(value, 100)
    return group_digits(whole) + (f",{part:02d}".rstrip("0") if part else "")


def _civil(text: str) -> PartialDate:
    day = PartialDate.typed(text)
    if day.day is None:
        raise ValueError(text)
    return day


def _show_date(value: str) -> str:
    return "/".join(reversed(value.split("-")))


def _moment(text: str) -> str:
    for layout in ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, layout).strftime("%Y-%m-%dT%H:%M")
        except ValueError:
            continue
    raise ValueError(text)


def _show_moment(value: str) -> str:
    return datetime.fromisoformat(value).strftime("%d/%m/%Y %H:%M")


_TRUE = frozenset({"x", "có", "1", "yes", "true", "đúng", "v", "✓", "✔", "+"})
_FALSE = frozenset({"không", "0", "no", "false", "sai", "-"})


def _yes_no(text: str) -> bool:
    lowered = text.casefold()
    if lowered in _TRUE:
        return True
    if lowered in _FALSE:
        return False
    raise ValueError(text)


TEXT: Kind[str] = Kind("text", "text", "text", String, _single_line, str, width=24)
NOTE: Kind[str] = Kind("note", "note", "text", String, str, _single_line, width=28)
NAME: Kind[str] = Kind(
    "name",
    "name",
    "text",
    String,
    _name,
    str,
    width=26,
    hint="Họ tên gồm từ 2 đến 80 chữ cái; không có số và dấu câu.",
)
DATE: Kind[PartialDate] = Kind(
    "date",
    "date",
    "text",
    lambda: TextOf(PartialDate),
    PartialDate.typed,
    _show_date,
    width=12,
    hint="Ghi năm (1962), tháng (03/1962) hoặc ngày (05/03/1962).",
)
CIVIL_DATE: Kind[PartialDate] = Kind(
    "civil_date",
    "civil_date",
    "text",
    lambda: TextOf(PartialDate),
    _civil,
    _show_date,
    width=12,
    hint="Ghi đủ ngày, ví dụ 05/03/2026.",
)
DATETIME: Kind[str] = Kind(
    "datetime",
    "datetime",
    "text",
    String,
    _moment,
    _show_moment,
    width=17,
    hint="Ghi ngày và giờ, ví dụ 24/11/2026 08:00.",
)
MONEY_VND: Kind[int] = Kind(
    "money",
    "money",
    "int",
    BigInteger,
    _whole,
    group_digits,
    align="right",
    width=14,
    hint="Ghi số tiền bằng đồng, ví dụ 500.000.",
)
GOLD: Kind[int] = Kind(
    "gold",
    "gold",
    "int",
    BigInteger,
    _hundredths,
    _show_hundredths,
    align="right",
    width=10,
    hint="Ghi số chỉ vàng, ví dụ 1,5.",
)
INTEGER: Kind[int] = Kind(
    "integer",
    "integer",
    "int",
    BigInteger,
    _whole,
    group_digits,
    align="right",
    width=10,
    hint="Ghi một số nguyên.",
)
YES_NO: Kind[bool] = Kind(
    "yes_no",
    "yes_no",
    "bool",
    Boolean,
    _yes_no,
    lambda value: "Có" if value else "Không",
    align="center",
    width=8,
    hint="Ghi có hoặc không.",
)
CITIZEN_ID: Kind[str] = Kind(
    "citizen_id",
    "citizen_id",
    "text",
    String,
    parse_citizen_id,
    str,
    width=14,
    hint="Số căn cước có 12 chữ số (chứng minh nhân dân cũ có 9).",
)
PHONE: Kind[str] = Kind(
    "phone",
    "phone",
    "text",
    String,
    parse_phone,
    str,
    width=13,
    hint="Số điện thoại có 10 chữ số, bắt đầu bằng 0.",
)


def CATALOGUE(name: str, *, width: int = 16) -> Kind[str]:
    """A key of a versioned catalogue; read by key, label or alias, shown by its label."""

    def read(text: str) -> str:
        entry = catalogue(name).find(text)
        if entry is None:
            raise ValueError(text)
        return entry.key

    return Kind(
        "catalogue",
        "catalogue",
        "text",
        String,
        read,
        lambda key: catalogue(name).label(key),
        target=name,
        width=width,
        hint="Chọn một mục trong danh sách.",
    )


def CHOICE(*choices: tuple[str, str], width: int = 16) -> Kind[str]:
    """One of a few keys that will not change; read by key or label."""
    labels = dict(choices)
    keys = {label.casefold(): key for key, label in choices} | {key: key for key in labels}

    def read(text: str) -> str:
        try:
            return keys[text.casefold()]
        except KeyError as exc:
            raise ValueError(text) from exc

    return Kind(
        "choice",
        "choice",
        "text",
        String,
        read,
        lambda key: labels.get(key, key),
        choices=choices,
        width=width,
        hint="Chọn một trong các mục có sẵn.",
    )


def REFERENCE(register: str, *, width: int = 20) -> Kind[UUID]:
    """The id of a row in another register; its title is looked up where it is shown."""
    return Kind(
        "reference",
        "reference",
        "bytes",
        RowId,
        UUID,
        str,
        target=register,
        width=width,
        hint="Chọn một mục đã có trong sổ.",
    )
