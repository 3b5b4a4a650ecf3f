"""Who a row of a list is: somebody the register knows, somebody new, or a question for a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import ColumnElement, Connection, LargeBinary, String, type_coerce

from desktop.models.names import accent_fold, fold
from desktop.models.sheets import Sheet, SheetField
from desktop.registers.query import SheetQuery

NAME, BORN, CITIZEN_ID, BRANCH = "full_name", "birth_date", "citizen_id", "branch_id"
_ANOTHER_NAME = 60


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the register.

    Attributes:
        key: Its id, 16 bytes.
        values: The fields that the list speaks of, by key.
        part_keys: Ids of its parts, None where it has none at present.
    """

    key: bytes
    values: Mapping[str, Any]
    part_keys: tuple[bytes | None, ...]

    @property
    def id(self) -> UUID:
        """Its id."""
        return UUID(bytes=self.key)

    @property
    def parts(self) -> tuple[UUID | None, ...]:
        """The ids of its parts."""
        return tuple(UUID(bytes=key) if key else None for key in self.part_keys)


@dataclass(frozen=True, slots=True)
class Match:
    """What matching came to.

    Attributes:
        known: The row it is; None for somebody new.
        reason: Why a person is asked; empty when it is clear.
        candidates: Who it may be, where a person is asked.
    """

    known: Known | None = None
    reason: str = ""
    candidates: tuple[Known, ...] = ()


NEW = Match()


@dataclass
class Matcher:
    """What one register holds, ready to be asked row by row."""

    sheet: Sheet
    by_key: dict[bytes, Known] = field(default_factory=dict)
    by_citizen_id: dict[str, list[Known]] = field(default_factory=dict)
    by_name: dict[str, list[Known]] = field(default_factory=dict)
    namesakes: dict[str, dict[tuple[str, bool], list[Known]]] = field(default_factory=dict)
    by_content: dict[tuple[Any, ...], Known] = field(default_factory=dict)

    @classmethod
    def read(cls, db: Connection, sheet: Sheet, keys: Sequence[str]) -> "Matcher":
        """Take up the register's living rows, those without their parts too: who left may come back."""
        loose = replace(sheet, parts=tuple(replace(part, needed=False) for part in sheet.parts))
        matcher = cls(sheet)
        wanted = [entry for entry in loose.fields if entry.key in keys or entry.key in matcher.identity]
        matcher._take(_rows(db, loose, wanted))
        return matcher

    @cached_property
    def is_of_people(self) -> bool:
        """Whether rows are told apart as people are: by number, by name and birth date."""
        return {NAME, CITIZEN_ID} <= {entry.key for entry in self.sheet.fields}

    @property
    def identity(self) -> tuple[str, ...]:
        """The fields that tell rows apart."""
        return (NAME, BORN, CITIZEN_ID, BRANCH) if self.is_of_people else (self.sheet.main.__title__,)

    def known(self, row_id: UUID) -> Known | None:
        """The row of an id."""
        return self.by_key.get(row_id.bytes)

    def match(self, values: Mapping[str, Any]) -> Match:
        """Who a row is; its references are ids by now."""
        if self.is_of_people:
            return self._person(values)
        if self.sheet.main.__named__:
            found = self.by_name.get(accent_fold(str(values.get(self.sheet.main.__title__, ""))), [])
            return Match(found[0]) if found else NEW
        same = self.by_content.get(_content(values))
        return Match(same) if same else NEW

    def _take(self, rows: Iterator[Known]) -> None:
        title = self.sheet.main.__title__
        for known in rows:
            self.by_key[known.key] = known
            if self.is_of_people:
                number = known.values.get(CITIZEN_ID)
                if number:
                    self.by_citizen_id.setdefault(number, []).append(known)
                year = (known.values.get(BORN) or "")[:4]
                called = self.namesakes.setdefault(fold(known.values.get(NAME) or ""), {})
                called.setdefault((year, bool(number)), []).append(known)
            elif self.sheet.main.__named__:
                self.by_name.setdefault(accent_fold(str(known.values.get(title) or "")), []).append(known)
            else:
                self.by_content[_content(known.values)] = known

    def _namesakes(self, name: str, born: str | None, *, numbered: bool) -> Iterator[Known]:
        """Those of one folded name who may be meant: born in that year or in one not known; two numbers, two people."""
        for (year, has_number), found in self.namesakes.get(fold(name), {}).items():
            if (numbered or not has_number) and (born is None or year in ("", born[:4])):
                yield from found

    def _person(self, values: Mapping[str, Any]) -> Match:
        number = values.get(CITIZEN_ID)
        bearers = self.by_citizen_id.get(number, []) if number else []
        if len(bearers) > 1:
            return Match(None, "match.several", tuple(bearers))
        if bearers:
            return _by_number(values, bearers[0])
        name, born = values.get(NAME, ""), values.get(BORN)
        maybe: list[tuple[str, Known]] = []
        for known in self._namesakes(name, born, numbered=not number):
            verdict = _alike(values, known, same_marks=accent_fold(name) == accent_fold(known.values.get(NAME) or ""))
            if verdict == "same":
                maybe.insert(0, (verdict, known))
            elif verdict == "maybe":
                maybe.append((verdict, known))
        sure = [known for verdict, known in maybe if verdict == "same"]
        if len(sure) == 1 and born is not None:
            return Match(sure[0])
        return Match(None, "match.maybe_same", tuple(known for _, known in maybe)) if maybe else NEW


def _by_number(values: Mapping[str, Any], known: Known) -> Match:
    """One number is one person, unless name and birth year both speak of another."""
    same_name = fuzz.ratio(fold(values.get(NAME, "")), fold(known.values.get(NAME) or "")) >= _ANOTHER_NAME
    born, theirs = values.get(BORN), known.values.get(BORN)
    if same_name or (born and theirs and born[:4] == theirs[:4]):
        return Match(known)
    return Match(None, "match.other_name", (known,))


def _alike(values: Mapping[str, Any], known: Known, *, same_marks: bool) -> str:
    """How likely two rows of one folded name are one person: "same", "maybe" or empty."""
    born, theirs = values.get(BORN), known.values.get(BORN)
    branch, other = values.get(BRANCH), known.values.get(BRANCH)
    same_branch = branch is None or other is None or branch == other
    if born is None or theirs is None:
        return "maybe" if same_marks and same_branch and branch is not None else ""
    if not (born.startswith(theirs) or theirs.startswith(born)):
        return ""
    to_the_day = len(born) == len(theirs) == 10
    if same_marks and (to_the_day or same_branch):
        return "same"
    return "maybe" if to_the_day or (same_marks and born[:4] == theirs[:4]) else ""


def _content(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted((key, str(value)) for key, value in values.items() if value is not None))


def _plain(column: ColumnElement[Any], entry: SheetField) -> ColumnElement[Any]:
    """Dates and ids as they are stored: tens of thousands are read, and few are looked at."""
    if entry.field.kind.name in ("date", "civil_date"):
        return type_coerce(column, String())
    return type_coerce(column, LargeBinary()) if entry.field.kind.name == "reference" else column


def _rows(db: Connection, sheet: Sheet, entries: Sequence[SheetField]) -> Iterator[Known]:
    built = SheetQuery(sheet)
    columns = [_plain(built.column(entry), entry) for entry in entries]
    ids = [type_coerce(table.c.id, LargeBinary()) for table in (built.main, *built.parts)]
    keys = [entry.key for entry in entries]
    references = [entry.key for entry in entries if entry.field.kind.name == "reference"]
    count = len(ids)
    seen: dict[bytes | None, UUID | None] = {None: None}
    for row in db.execute(built.select(*ids, *columns, where=[])):
        values = dict(zip(keys, row[count:], strict=True))
        for key in references:
            if (stored := values[key]) not in seen:
                seen[stored] = UUID(bytes=stored)
            values[key] = seen[stored]
        yield Known(row[0], values, tuple(row[1:count]))
