"""Queries on a sheet: the SQL that finds what is asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, false, func, literal_column, or_, select, text
from sqlalchemy.sql.expression import ClauseElement

from desktop.models.fields import Field
from desktop.models.names import accent_fold, fold
from desktop.models.record import Record, record_named, title_field
from desktop.models.sheets import Sheet, SheetField
from desktop.registers.asked import EVERYTHING as EVERYTHING
from desktop.registers.asked import Filter as Filter
from desktop.registers.asked import Query as Query
from desktop.registers.asked import Test as Test
from desktop.store.capture import search_index, title_key


def match_words(words: str) -> str:
    """An FTS5 expression: every word the beginning of some word.

    >>> match_words('tran  thi')
    '"tran"* "thi"*'
    """
    return " ".join(f'"{word}"*' for word in words.replace('"', " ").split())


def match_expression(typed: str, *, exact: bool = False) -> str:
    """What to MATCH for typed text: by its letters alone, or with its marks as typed; empty where nothing is asked.

    >>> match_expression("Trần 09")
    'folded : ("tran"* "09"*)'
    >>> match_expression("Trần 09", exact=True)
    'accented : ("trần"*) AND folded : ("09"*)'
    """
    words = (accent_fold(typed) if exact else fold(typed)).split()
    marked = [word for word in words if exact and not word.isdecimal()]  # numbers stand in the other column alone
    plain = [word for word in words if word not in marked]
    columns = (("accented", marked), ("folded", plain))
    return " AND ".join(f"{column} : ({match_words(' '.join(asked))})" for column, asked in columns if asked)


@dataclass
class SheetQuery:
    """The tables of a sheet, joined, and its columns in them."""

    sheet: Sheet
    _joins: dict[str, tuple[FromClause, ClauseElement]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.main = self.sheet.main.__table__.alias("t0")
        self.parts = [part.record.__table__.alias(f"t{n}") for n, part in enumerate(self.sheet.parts, 1)]

    def column(self, entry: SheetField) -> ColumnElement[Any]:
        """The stored value."""
        table = self.main if entry.part == 0 else self.parts[entry.part - 1]
        return table.c[entry.field.key]

    def shown(self, entry: SheetField) -> ColumnElement[Any]:
        """What a list shows of it: the title of what it refers to, else the stored value."""
        if entry.field.kind.name != "reference":
            return self.column(entry)
        return self._title(self.column(entry), record_named(entry.field.kind.target), entry.key)

    def order(self, entry: SheetField) -> ColumnElement[Any]:
        """What to sort it by."""
        if entry.field.kind.name == "reference":
            self.shown(entry)
            return self._order_of_title(record_named(entry.field.kind.target), f"r_{entry.key}")
        table = "t0" if entry.part == 0 else f"t{entry.part}"
        if title_key(entry.record) and entry.field.key == entry.record.__title__:
            return literal_column(f"{table}.title_key")
        return self.column(entry)

    def select(
        self, *columns: ColumnElement[Any], where: Sequence[ColumnElement[bool]], trash: bool = False
    ) -> Select[Any]:
        """Select from the joined tables the rows of this sheet."""
        source: FromClause = self.main
        for alias, part in zip(self.parts, self.sheet.parts, strict=True):
            holds = and_(
                alias.c[part.link] == self.main.c.id,
                alias.c[part.open_until].is_(None),
                alias.c.deleted_at.is_not(None) if trash else alias.c.deleted_at.is_(None),
            )
            source = source.join(alias, holds, isouter=not part.needed)
        for target, condition in self._joins.values():
            source = source.outerjoin(target, condition)  # type: ignore[arg-type]
        lives = self.main.c.deleted_at.is_not(None) if trash else self.main.c.deleted_at.is_(None)
        return select(*columns).select_from(source).where(lives, *where)

    def conditions(self, query: Query) -> list[ColumnElement[bool]]:
        """The WHERE of a query."""
        found = [self._condition(entry) for entry in query.filters]
        if query.text.strip():
            found.append(self._matches(query.text, trash=query.trash))
        if query.only:
            found.append(self.main.c.id.in_(query.only))
        return found

    def _condition(self, asked: Filter) -> ColumnElement[bool]:
        entry = self.sheet.field(asked.key)
        column = self.column(entry)
        many = asked.value if isinstance(asked.value, list | tuple) else [asked.value]
        tests: dict[str, Callable[[], ColumnElement[bool]]] = {
            "is": lambda: column.in_(many),
            "is_not": lambda: or_(column.is_(None), column.not_in(many)),
            "empty": lambda: (
                or_(column.is_(None), column == "") if entry.field.kind.wire == "text" else column.is_(None)
            ),
            "filled": lambda: column.is_not(None),
            "from": lambda: column >= asked.value,
            "to": lambda: or_(column <= asked.value, func.substr(column, 1, len(str(asked.value))) == str(asked.value)),
            "contains": lambda: _contains([self.shown(entry)], str(asked.value)),
        }
        return tests[asked.test]()

    def _matches(self, typed: str, *, trash: bool) -> ColumnElement[bool]:
        if search_index(self.sheet.main) is None or trash:
            shown = [self.shown(entry) for entry in self.sheet.fields if entry.field.kind.wire in ("text", "bytes")]
            return _contains(shown, typed)
        expression = match_expression(typed)
        if not expression:
            return false()
        name = f"{self.sheet.main.__tablename__}_search"
        return text(f't0.rid IN (SELECT rowid FROM "{name}" WHERE "{name}" MATCH :typed)').bindparams(typed=expression)  # type: ignore[return-value]

    def _title(self, column: ColumnElement[Any], record: type[Record], key: str) -> ColumnElement[Any]:
        alias = f"r_{key}"
        if alias not in self._joins:
            joined = record.__table__.alias(alias)
            self._joins[alias] = (joined, joined.c.id == column)
        target = self._joins[alias][0]
        title: Field = title_field(record)
        if title.kind.name == "reference":
            return self._title(target.c[title.key], record_named(title.kind.target), f"{key}_{title.key}")
        return target.c[title.key]

    def _order_of_title(self, record: type[Record], alias: str) -> ColumnElement[Any]:
        title = title_field(record)
        if title.kind.name == "reference":
            return self._order_of_title(record_named(title.kind.target), f"{alias}_{title.key}")
        return literal_column(f"{alias}.{'title_key' if title_key(record) else title.key}")


def _contains(columns: Sequence[ColumnElement[Any]], typed: str) -> ColumnElement[bool]:
    """Whether the columns together hold the typed letters; nothing does where no letter was typed."""
    wanted = fold(typed)
    return func.fold_all(*columns).contains(wanted, autoescape=True) if wanted else false()
