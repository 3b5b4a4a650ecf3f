"""What two computers wrote differently: a card a row, and settling it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.exchange.conflict_cells import Version, lives, log_of, started_from, versions, wire_values
from desktop.exchange.desk import Choice, ConflictCard, ConflictField
from desktop.exchange.memory import moment, remembered
from desktop.models.fields import Field, Merge
from desktop.models.kinds import CHOICE
from desktop.models.membership import Membership
from desktop.models.office import Officer
from desktop.models.person import Person
from desktop.models.record import Record, fields_of, record_numbered, title_field
from desktop.models.sheets import MEMBER, Sheet, sheet_of, sheets
from desktop.registers.history import as_stored
from desktop.registers.titles import title_of
from desktop.store.store import SYSTEM, Store
from sync.journal import Key
from sync.rowmeta import ROW, RowMeta, unpack
from sync.tables import CONFLICT, ROW_META

KEEP, TRASH = "keep", "trash"
LIFE: Final = Field(
    ROW, "Giữ hay xóa", CHOICE((KEEP, "Giữ lại trong sổ"), (TRASH, "Để trong thùng rác")), key="life", required=True
)


class Conflicts:
    """The conflicts of one office."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cards(self) -> list[ConflictCard]:
        """A card a row with the parts that belong to it, the one that has waited longest first."""
        names = {bytes.fromhex(device): name for device, name in remembered(self._store).computers.items()}
        with self._store.reading() as db:
            grouped: dict[tuple[str, UUID], list[ConflictField]] = {}
            for key, numbers in _noted(db).items():
                for place, field in _fields(db, key, numbers, names):
                    grouped.setdefault(place, []).append(field)
            cards = [_card(db, sheet, row, fields) for (sheet, row), fields in grouped.items()]
        return sorted(cards, key=_waiting_since)

    def count(self) -> int:
        """How many fields wait for a person."""
        return sum(len(card.fields) for card in self.cards())


def _noted(db: Connection) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for table, row, number in db.execute(select(CONFLICT).order_by(CONFLICT.c.table_id, CONFLICT.c.row)):
        found.setdefault((table, row), []).append(number)
    return found


def _fields(
    db: Connection, key: Key, numbers: Sequence[int], names: Mapping[bytes, str]
) -> Iterator[tuple[tuple[str, UUID], ConflictField]]:
    """The fields of one row that ask a person, each with the sheet row that shows it."""
    record = record_numbered(key[0])
    if record is None:
        return
    read = db.execute(select(record.__table__).where(record.__table__.c.id == UUID(bytes=key[1]))).mappings().first()
    if read is None:
        return
    found: dict[str, Any] = {str(column): value for column, value in read.items()}
    declared = {field.number: field for field in fields_of(record)}
    asked = [number for number in numbers if number == ROW or _asks(declared.get(number))]
    if not asked:
        return
    meta = meta_of(db, key, wire_values(found, {number: field.key for number, field in declared.items()}))
    place = _place(db, record, found)
    log = log_of(db, key[1])
    for number in sorted(asked):
        name = f"{key[0]}.{key[1].hex()}.{number}"
        if number == ROW:
            if meta.is_disputed:
                choices = [_life(db, version, names) for version in lives(meta, log)]
                yield place, ConflictField(name, LIFE, "", tuple(choices))
            continue
        field, cell = declared[number], meta.cell(number)
        if not cell.is_conflict or found["deleted_at"] is not None:
            continue
        choices = [_choice(db, field, version, names) for version in versions(cell, log)]
        yield place, ConflictField(name, field, title_of(db, field, started_from(cell, number, log)), tuple(choices))


def _asks(field: Field | None) -> bool:
    """Whether two values in a field are for a person to settle."""
    return field is not None and field.merge is Merge.REVIEW


def meta_of(db: Connection, key: Key, values: Mapping[int, Any]) -> RowMeta:
    """The causal facts of a row, with the values that its table shows."""
    blob = db.execute(select(ROW_META.c.meta).where(ROW_META.c.table_id == key[0], ROW_META.c.row == key[1])).scalar()
    return unpack(blob, values)


def _place(db: Connection, record: type[Record], row: Mapping[str, Any]) -> tuple[str, UUID]:
    """The sheet that shows a row, and the row on it: a part is shown with what it belongs to."""
    for sheet in sheets().values():
        for part in sheet.parts:
            if part.record is record and row[part.link] is not None:
                return sheet.name, row[part.link]
    if record is Person:
        table = Membership.__table__.c
        held = select(table.id).where(table.person_id == row["id"], table.left_on.is_(None), table.deleted_at.is_(None))
        if db.execute(held).first() is not None:
            return MEMBER.name, row["id"]
    return sheet_of(record).name, row["id"]


def _card(db: Connection, name: str, row: UUID, fields: Sequence[ConflictField]) -> ConflictCard:
    sheet = sheets()[name]
    branch = _branch(db, row) if sheet is MEMBER else ""
    return ConflictCard(f"{name}:{row.hex}", name, row, _title(db, sheet, row), branch, tuple(fields))


def _title(db: Connection, sheet: Sheet, row: UUID) -> str:
    field, table = title_field(sheet.main), sheet.main.__table__
    value = db.execute(select(table.c[field.key]).where(table.c.id == row)).scalar()
    return title_of(db, field, value.bytes if isinstance(value, UUID) else value)


def _branch(db: Connection, person: UUID) -> str:
    table = Membership.__table__.c
    held = table.person_id == person, table.left_on.is_(None), table.deleted_at.is_(None)
    found = db.execute(select(table.branch_id).where(*held)).scalar()
    declared = next(field for field in fields_of(Membership) if field.key == "branch_id")
    return title_of(db, declared, found.bytes) if found is not None else ""


def officer_name(db: Connection, actor: bytes) -> str:
    """The full name of who wrote something; empty where she is not known here, or the program itself did."""
    if actor == SYSTEM:
        return ""
    table = Officer.__table__
    return db.execute(select(table.c.full_name).where(table.c.id == UUID(bytes=actor))).scalar() or ""


def _choice(db: Connection, field: Field, version: Version, names: Mapping[bytes, str]) -> Choice:
    return _signed(db, as_stored(field, version.value), title_of(db, field, version.value), version, names)


def _life(db: Connection, version: Version, names: Mapping[bytes, str]) -> Choice:
    value = TRASH if version.value else KEEP
    return _signed(db, value, LIFE.kind.format(value), version, names)


def _signed(db: Connection, value: Any, text: str, version: Version, names: Mapping[bytes, str]) -> Choice:
    who = officer_name(db, version.actor)
    computer = names.get(version.device, "")
    return Choice(value, text, who, computer, version.is_here, moment(version.at_ms))


def _waiting_since(card: ConflictCard) -> tuple[Any, str]:
    return max(choice.at for field in card.fields for choice in field.choices), card.id
