"""Sheets: a register as a person sees it, one record or a record with those that belong to it.

The list, the form, the import, the export and the search of a register derive from its sheet.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from desktop.models.dates import full_years
from desktop.models.fields import Field, Privacy
from desktop.models.household import Household
from desktop.models.membership import Membership
from desktop.models.person import Person
from desktop.models.poverty_status import PovertyStatus
from desktop.models.record import Problem, Record, fields_of, record_named, records
from desktop.models.registers import SHIPPED

Values = Mapping[str, Any]
Judge = Callable[[Values, date], Iterator[Problem]]


@dataclass(frozen=True)
class Part:
    """A record that belongs to the sheet's main one, at most one at a time.

    Attributes:
        link: Key of its field that refers to the main record.
        open_until: Key of the date field that is empty while it holds; the present one is shown.
        needed: Whether a row without it is no row of this sheet.
    """

    record: type[Record]
    link: str
    open_until: str
    needed: bool = False


@dataclass(frozen=True)
class SheetField:
    """A field where it stands in a sheet.

    Attributes:
        key: Unique in the sheet; the field's own key unless two parts share it.
        part: 0 for the main record, else 1-based position of the part.
    """

    key: str
    field: Field
    record: type[Record]
    part: int

    @property
    def export_key(self) -> str:
        """The key in exported files: a reference is exported as the title of what it refers to."""
        return self.key.removesuffix("_id") if self.field.kind.name == "reference" else self.key


@dataclass(frozen=True)
class Sheet:
    """One register on screen.

    Attributes:
        name: Stable name; `sohoi export` and the navigation use it.
        title: What it is called.
        one: What one row is called, for buttons and messages ("hội viên").
        judges: Rules across its parts, beside those of each record.
        groups: The headings of its form in reading order; others follow as declared.
    """

    name: str
    title: str
    one: str
    main: type[Record]
    parts: tuple[Part, ...] = ()
    judges: tuple[Judge, ...] = field(default=())
    groups: tuple[str, ...] = ("",)

    @cached_property
    def fields(self) -> tuple[SheetField, ...]:
        """All fields that can be shown and edited, in the order of the form; links between the parts left out."""
        found: dict[str, SheetField] = {}
        for part, record in enumerate((self.main, *(part.record for part in self.parts))):
            link = self.parts[part - 1].link if part else ""
            for declared in fields_of(record):
                if declared.key != link:
                    key = declared.key if declared.key not in found else f"{record.__tablename__}_{declared.key}"
                    found[key] = SheetField(key, declared, record, part)
        rank = {group: position for position, group in enumerate(self.groups)}
        return tuple(sorted(found.values(), key=lambda entry: rank.get(entry.field.group, len(rank))))

    def field(self, key: str) -> SheetField:
        """One of its fields; KeyError when there is none."""
        return {entry.key: entry for entry in self.fields}[key]

    @property
    def listed(self) -> tuple[SheetField, ...]:
        """The columns as delivered; what is sensitive is never among them unasked."""
        delivered = (
            entry
            for entry in self.fields
            if entry.field.listed and entry.field.privacy is not Privacy.SENSITIVE and self._is_needed(entry.part)
        )
        return tuple(sorted(delivered, key=lambda entry: entry.field.listed))

    def _is_needed(self, part: int) -> bool:
        return part == 0 or self.parts[part - 1].needed

    def _is_begun(self, part: int, values: Values) -> bool:
        """Whether a row has this part at all: it must, or something of it was filled in."""
        own = (entry for entry in self.fields if entry.part == part)
        return self._is_needed(part) or any(
            values.get(entry.key) not in (None, "", entry.field.default) for entry in own
        )

    def judge(self, values: Values, on: date) -> list[Problem]:
        """Everything the rules say about a row: what is missing, each record's rules, those across parts."""
        problems = [
            Problem("value.required", entry.key, _missing(entry.field))
            for entry in self.fields
            if entry.field.required and values.get(entry.key) in (None, "") and self._is_begun(entry.part, values)
        ]
        for part, record in enumerate((self.main, *(part.record for part in self.parts))):
            keys = {entry.field.key: entry.key for entry in self.fields if entry.part == part}
            own = {declared: values.get(key) for declared, key in keys.items()}
            for found in record.judge(own, on):
                problems.append(Problem(found.code, keys.get(found.field, found.field), found.sentence, found.blocks))
        for judge in self.judges:
            problems.extend(judge(values, on))
        return problems


def _missing(field: Field) -> str:
    verb = "chọn" if field.kind.name in ("reference", "catalogue", "choice") else "ghi"
    return f"Hãy {verb} {field.label[0].lower()}{field.label[1:]}."


def _of_age(values: Values, on: date) -> Iterator[Problem]:
    """18 on the day of joining. Source: charter of 2022; every definition of coverage supports the age."""
    born, joined = values.get("birth_date"), values.get("joined_on")
    if born is None or born.earliest > on:
        return
    when = joined.earliest if joined is not None and joined.day else date(joined.year, 12, 31) if joined else on
    if full_years(born, on) < 18:
        yield Problem("membership.too_young", "birth_date", "Chưa đủ 18 tuổi. Hãy xem lại ngày sinh.")
    elif full_years(born, when) < 18:
        yield Problem(
            "membership.joined_young", "joined_on", "Vào Hội khi chưa đủ 18 tuổi. Hãy xem lại hai ngày.", blocks=False
        )


def _woman_unless_honorary(values: Values, on: date) -> Iterator[Problem]:
    if values.get("sex") == "male" and values.get("kind") != "honorary":
        yield Problem(
            "membership.not_a_woman",
            "sex",
            "Nam giới chỉ có thể là hội viên danh dự. Hãy xem lại giới tính hoặc loại hội viên.",
        )


MEMBER = Sheet(
    "member",
    "Hội viên",
    "hội viên",
    Person,
    (Part(Membership, "person_id", "left_on", needed=True),),
    (_of_age, _woman_unless_honorary),
    ("", "Sinh hoạt Hội", "Nơi ở", "Thông tin thêm", "Ra khỏi Hội"),
)
HOUSEHOLD = Sheet("household", "Hộ gia đình", "hộ", Household, (Part(PovertyStatus, "household_id", "to_on"),))
_COMPOSED = {sheet.name: sheet for sheet in (MEMBER, HOUSEHOLD)}


def sheet_named(name: str) -> Sheet:
    """A composed sheet, or the plain one of a register; KeyError when there is neither."""
    return _COMPOSED.get(name) or sheet_of(record_named(name))


def sheet_of(record: type[Record]) -> Sheet:
    """The plain sheet of one register."""
    one = record.__one__ or record.__label__[0].lower() + record.__label__[1:]
    return Sheet(record.__tablename__, record.__label__, one, record)


def called(one: str, title: str) -> str:
    """What a row is called inside a sentence: its kind and its title, no word of the two said twice.

    >>> called("hộ", "Hộ bà Hòa"), called("thôn, xóm", "Xóm Na Pặng"), called("lần hỗ trợ", "Hỗ trợ sửa nhà")
    ('hộ bà Hòa', 'xóm Na Pặng', 'lần hỗ trợ sửa nhà')
    """
    kinds = one.lower().split(", ")
    kind = next((kind for kind in kinds if f"{title.lower()} ".startswith(f"{kind} ")), "")
    if kind:
        return title[0].lower() + title[1:]
    said, words = one.lower().split(), title.split()
    for count in range(min(len(said), len(words)), 1, -1):  # a single word may be a surname
        if said[-count:] == [word.lower() for word in words[:count]]:
            return " ".join([one, *words[count:]])
    return f"{one} {title}".strip()


def sheets() -> dict[str, Sheet]:
    """Every sheet by name: each register's plain one, with the composed ones in their place."""
    every = dict.fromkeys((*SHIPPED, *records()))
    return {record.__tablename__: sheet_of(record) for record in every} | _COMPOSED
