"""Cells to values: what each kind of field makes of what stands in a list."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop.importing.date_values import DateStyle, NoSuchDate, UnclearOrder, read_date, style_of
from desktop.importing.grid import Cell
from desktop.models import citizen_id, phones
from desktop.models.kinds import MOST_LETTERS, BadValue, Kind
from desktop.models.names import is_name, tidy_name
from desktop.models.spelling import is_syllable

Reader = Callable[[Cell], Any]
_ENOUGH_TO_KNOW_IT = 60  # letters


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that could not be taken as it stands.

    Attributes:
        reason: Stable code; its sentence stands in `reasons`.
        text: What the cell says.
    """

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class ZeroLost:
    """A citizen number whose leading zeros a spreadsheet took; the rest of the row must agree with it."""

    number: str
    text: str


def reader_of(kind: Kind[Any], cells: Iterable[Cell], heading: str = "") -> Reader:
    """What turns the cells of one column into values of a kind.

    Args:
        cells: The column, for what it tells of its own habits.
        heading: Of the column; it may say in which unit sums stand.
    Returns:
        A function giving a value, None for a cell that says nothing, or a `Trouble`; dates may come as `ShortYear`
        and citizen numbers as `ZeroLost`, to be settled with the rest of the row.
    """
    read = _reader(kind, cells, heading)
    return lambda cell: _too_long(cell) or read(cell)


def _reader(kind: Kind[Any], cells: Iterable[Cell], heading: str) -> Reader:
    if kind.name in ("date", "civil_date"):
        style = style_of(cells)
        return lambda cell: _date(cell, style)
    if kind.name == "money":
        unit = _unit(heading)
        return lambda cell: _money(cell, kind, unit)
    reader = _READERS.get(kind.name, _parsed)
    return lambda cell: reader(cell, kind)


def _too_long(cell: Cell) -> Trouble | None:
    if isinstance(cell, str) and len(cell) > MOST_LETTERS:
        return Trouble("value.too_long", cell[:_ENOUGH_TO_KNOW_IT])
    return None


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing, be it in words.

    >>> [is_blank(cell) for cell in ("", "-", "chưa có", "Kinh", 0.0)]
    [True, True, True, False, False]
    """
    return cell == "" or (isinstance(cell, str) and _NOTHING.fullmatch(cell) is not None)


_NOTHING = re.compile(
    r"[\s\-–—_.…?]*|(không|ko|k|chưa|chua|khong)( có| co| rõ| ro| biết| nhớ)?\.?|n/?a|null|none", re.IGNORECASE
)
_DITTO = re.compile(r"""[\s\-–—.]*(n\.?t\.?|n/t|như trên|nhu tren|["″”“〃„]{1,2}|''|,,|//)[\s\-–—.]*""", re.IGNORECASE)


def is_ditto(cell: Cell) -> bool:
    """Whether a cell says "as above".

    >>> [is_ditto(cell) for cell in ("nt", "-nt-", '"', "″", "Nt.", "Kinh", "")]
    [True, True, True, True, True, False, False]
    """
    return isinstance(cell, str) and len(cell) <= 12 and bool(cell) and _DITTO.fullmatch(cell) is not None


_NUMBERING = re.compile(r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?")


def is_numbering(cells: Sequence[Cell]) -> bool:
    """Whether a row's cells are the numbers of its columns: "(1) (2) (3)", "A B 1 2"."""
    texts = [text_of(cell) for cell in cells]
    return len(texts) > 2 and len(set(texts)) == len(texts) and all(map(_NUMBERING.fullmatch, texts))


def text_of(cell: Cell) -> str:
    """A cell as a person would read it.

    >>> text_of(25168846518.0), text_of(date(1962, 3, 5))
    ('25168846518', '05/03/1962')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour or cell.minute):
        return cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def _date(cell: Cell, style: DateStyle) -> Any:
    if is_blank(cell):
        return None
    try:
        return read_date(cell, style)
    except UnclearOrder:
        return Trouble("date.order_unclear", text_of(cell))
    except NoSuchDate:
        return Trouble("date.no_such_day", text_of(cell))


_ENUMERATED = re.compile(r"^\s*\d+\s*[.)\-/]\s*")
_CALLED = re.compile(r"^(bà|chị|cô|mẹ|ông|anh|đ/?c|đồng chí)[.:]?\s+(?=\S+\s+\S)", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[\s*+,;.:]+$")
_SHIFT_HELD = re.compile(r"NGH|NG|TH|TR|PH|CH|KH|NH|GI|QU")


def name_of(text: str) -> str:
    """A person's name as it is kept.

    >>> name_of("  NGUYỄN  THỊ lan *"), name_of("NGuyễn THị Hoa"), name_of("3. Bà Lê Thị Út")
    ('Nguyễn Thị Lan', 'Nguyễn Thị Hoa', 'Lê Thị Út')
    """
    bare = _AFTER_NAME.sub("", _CALLED.sub("", _ENUMERATED.sub("", text)))
    return " ".join(_without_slip(word) for word in tidy_name(bare).split())


def _without_slip(word: str) -> str:
    """A capital too many or too few, where the word is plain Vietnamese."""
    held = _SHIFT_HELD.match(word)
    slipped = word[:1].islower() or (held is not None and word[held.end() :].islower())
    return word.capitalize() if slipped and is_syllable(word) else word


def _name(cell: Cell, kind: Kind[Any]) -> Any:
    if is_blank(cell):
        return None
    name = name_of(text_of(cell))
    return name if is_name(name) else Trouble("name.unreadable", text_of(cell))


_TWELVE = re.compile(r"(?<!\d)\d{12}(?!\d)")
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)


def _citizen_id(cell: Cell, kind: Kind[Any]) -> Any:
    if is_blank(cell) or cell == 0:
        return None
    text = text_of(cell)
    reading = citizen_id.read(text)
    if reading.number is not None:
        return reading.number
    digits = "".join(filter(str.isdigit, text))
    if reading.candidate and not digits.startswith("0"):  # what begins with zero has not lost it
        return ZeroLost(reading.candidate, text)
    if _ROUNDED.fullmatch(text):
        return Trouble("citizen_id.rounded", text)
    if len(whole := set(_TWELVE.findall(text))) == 1:
        return whole.pop()
    return Trouble("citizen_id.eleven_digits" if len(digits) == 11 else "citizen_id.wrong_length", text)


def _phone(cell: Cell, kind: Kind[Any]) -> Any:
    if is_blank(cell) or cell == 0:
        return None
    text = text_of(cell)
    return phones.read(text).number or Trouble("phone.unreadable", text)


_YES = re.compile(r"[x×✓✔√v+]+|có|co|1|yes|y|true|đúng|rồi|đv|đảng viên|là.*|[\d\s./\-]{4,}", re.IGNORECASE)
_NO = re.compile(r"không.*|khong.*|ko|k|0|no|n|false|sai|chưa.*|chua.*|[\s\-–—_.…]+", re.IGNORECASE)


def _yes_no(cell: Cell, kind: Kind[Any]) -> Any:
    if cell == "":
        return None
    if isinstance(cell, date):  # the day on which it came true
        return True
    text = text_of(cell)
    if _NO.fullmatch(text):
        return False
    return True if _YES.fullmatch(text) else Trouble("value.unreadable", text)


def _text(cell: Cell, kind: Kind[Any]) -> Any:
    text = " ".join(text_of(cell).split()) if kind.name == "text" else text_of(cell)
    return None if not text.strip(" -–—_.…") else text


def _number(cell: Cell, kind: Kind[Any]) -> Any:
    if is_blank(cell):
        return None
    if isinstance(cell, float | int) and kind.name == "gold":
        return round(cell * 100)
    return _parsed(cell, kind)


_THOUSANDS = re.compile(r"(?<=\d)[.,\s](?=\d{3}(?!\d))")
_CURRENCY = re.compile(r"\s*(đồng|đ|vnđ|vnd|d)\.?$", re.IGNORECASE)
_IN_WORDS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(triệu|tr|nghìn|ngàn|k)", re.IGNORECASE)


def _unit(heading: str) -> int:
    """In which unit a column of sums stands, by its heading.

    >>> _unit("Số tiền (1.000 đồng)"), _unit("Số tiền (triệu đồng)"), _unit("Số tiền")
    (1000, 1000000, 1)
    """
    heading = heading.lower()
    if re.search(r"1\.?000\s*(đ|d|vn)|nghìn|ngàn", heading):
        return 1000
    return 1_000_000 if "triệu" in heading else 1


def _money(cell: Cell, kind: Kind[Any], unit: int) -> Any:
    if is_blank(cell):
        return None
    if isinstance(cell, float | int):
        return round(cell * unit) if cell >= 0 else Trouble("value.unreadable", text_of(cell))
    text = _CURRENCY.sub("", text_of(cell).strip())
    if spelt := _IN_WORDS.fullmatch(text):
        times = 1_000_000 if spelt[2].lower().startswith("tr") else 1000
        return round(float(spelt[1].replace(",", ".")) * times)
    text = _THOUSANDS.sub("", text)
    return int(text) * unit if text.isdecimal() else Trouble("value.unreadable", text_of(cell))


def _reference(cell: Cell, kind: Kind[Any]) -> Any:
    """The title of a row of another register; found or made when the list is stored."""
    return None if is_blank(cell) else " ".join(text_of(cell).split())


def _parsed(cell: Cell, kind: Kind[Any]) -> Any:
    """By the kind's own parser, as if a person had typed it."""
    if is_blank(cell) and kind.name != "choice":
        return None
    text = text_of(cell)
    try:
        return kind.parse(text)
    except BadValue:
        return Trouble("value.unreadable", text)


_READERS: dict[str, Callable[[Cell, Kind[Any]], Any]] = {
    "name": _name,
    "citizen_id": _citizen_id,
    "phone": _phone,
    "yes_no": _yes_no,
    "text": _text,
    "note": _text,
    "integer": _number,
    "gold": _number,
    "reference": _reference,
}
