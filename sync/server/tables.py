"""The province's tables: what its engine keeps of the exchange, and the registers of every commune."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.types import TypeEngine

from desktop.models.columns import RowId
from desktop.models.record import Record, fields_of
from desktop.models.registers import SHIPPED

VERSION: Final = 1  # of the database; one with a higher number is a newer program's
METADATA: Final = MetaData()
_ROOM = {"fillfactor": "85"}  # a row that changes finds room on its page, so that no index is touched


def _id(name: str, *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary(16), nullable=nullable)


def _hash(name: str, *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary(32), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, String, nullable=nullable)


# ---- who takes part ----

UNIT: Final = Table(
    "unit", METADATA,
    Column("code", String, primary_key=True),
    _text("name"),
    _number("joined_ms"),
)  # fmt: skip

DEVICE: Final = Table(
    "device", METADATA,
    Column("id", LargeBinary(16), primary_key=True),
    _text("unit"),
    _text("name"),
    Column("certificate", LargeBinary, nullable=False),
    _hash("verify"),
    _text("recipient"),
    _text("status"),  # active, suspended, revoked, replaced
    _number("enrolled_ms"),
    _number("last_seen_ms", nullable=True),
    _number("last_receipt_ms", nullable=True),
    _number("cursor_counter", nullable=True),  # what it last confirmed of its unit's feed
    _id("cursor_nonce", nullable=True),
    _number("cursor_seq", nullable=True),
    Index("device_by_unit", "unit"),
)  # fmt: skip

INVITATION: Final = Table(
    "invitation", METADATA,
    Column("secret", LargeBinary(32), primary_key=True),  # SHA-256 of it
    _text("unit"),
    _number("created_ms"),
    _id("used_by", nullable=True),
    _number("used_ms", nullable=True),
    Column("answer", LargeBinary),
)  # fmt: skip

CONSOLE_USER: Final = Table(
    "console_user", METADATA,
    Column("name", String, primary_key=True),
    Column("verifier", LargeBinary, nullable=False),
    _text("role"),
    _number("created_ms"),
    _number("last_seen_ms", nullable=True),
    Column("active", Boolean, nullable=False),
)  # fmt: skip

# ---- the log ----

INCARNATION: Final = Table(
    "incarnation", METADATA,
    Column("id", Integer, primary_key=True),
    Column("incarnation", LargeBinary(16), nullable=False, unique=True),
    _id("device"),
    _text("unit"),
    _id("parent"),
    _number("parent_seq"),
    _hash("parent_hash"),
    _hash("certificate_hash"),
    _number("started_ms"),
    _number("seq"),
    _hash("hash"),
    _number("clock"),
    _number("reported"),  # highest number that anybody who may know has named
    Column("is_fork", Boolean, nullable=False),
    Index("incarnation_by_device", "device"),
)  # fmt: skip

ACT: Final = Table(
    "act", METADATA,
    Column("incarnation", Integer, primary_key=True, autoincrement=False),
    Column("tx", BigInteger, primary_key=True, autoincrement=False),  # number of its first record
    _number("at_ms"),
    _id("actor"),
    _text("reason"),
    _text("label"),
)  # fmt: skip

CHANGE: Final = Table(
    "change", METADATA,
    Column("incarnation", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    _hash("hash"),
    _text("unit"),
    _number("feed_seq"),  # 0 for a record that waits for a person and is shown to nobody
    Column("table_id", Integer, nullable=False),
    _id("row"),
    Column("op", Integer, nullable=False),
    _number("eff", nullable=True),  # where it is not the record's own clock
    Column("record", LargeBinary, nullable=False),
    Index("change_by_feed", "unit", "feed_seq"),
    Index("change_by_row", "row"),
)  # fmt: skip

WAITING: Final = Table(
    "waiting", METADATA,
    Column("id", Integer, primary_key=True),
    _id("incarnation"),
    _number("first"),
    _number("last"),
    _hash("before"),
    _hash("after"),
    _text("unit"),
    Column("blob", LargeBinary, nullable=False),
    _number("at_ms"),
    Index("waiting_by_incarnation", "incarnation", "first"),
)  # fmt: skip

ROW_META: Final = Table(
    "row_meta", METADATA,
    Column("table_id", Integer, primary_key=True, autoincrement=False),
    Column("row", LargeBinary(16), primary_key=True),
    _text("unit"),
    Column("meta", LargeBinary, nullable=False),
    Index("row_meta_by_unit", "unit", "table_id", "row"),
    postgresql_with=_ROOM,
)  # fmt: skip

# ---- what goes out ----

TIMELINE: Final = Table(
    "timeline", METADATA,
    Column("counter", BigInteger, primary_key=True, autoincrement=False),
    _id("nonce"),
    _number("since_ms"),
    _text("reason"),
)  # fmt: skip

FEED: Final = Table(
    "feed", METADATA,
    Column("unit", String, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    _hash("hash"),
    _id("nonce"),
    _number("at_ms"),
    _number("changes"),
    _number("rows"),
    _hash("bundle", nullable=True),  # digest of the bundle of which the frames are all that the step holds
)  # fmt: skip

FEED_ROW: Final = Table(
    "feed_row", METADATA,
    Column("unit", String, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("table_id", Integer, primary_key=True, autoincrement=False),
    Column("row", LargeBinary(16), primary_key=True),
)  # fmt: skip

# ---- what came in ----

RAW_BUNDLE: Final = Table(
    "raw_bundle", METADATA,
    Column("digest", LargeBinary(32), primary_key=True),  # SHA-256 of the blob
    _id("id", nullable=True),  # as its manifest says; unknown where it could not be opened
    _id("device", nullable=True),
    _text("unit", nullable=True),
    _number("at_ms"),
    Column("blob", LargeBinary, nullable=False),
    _text("outcome"),
    _text("reason"),
    Index("raw_bundle_by_id", "id"),
    Index("raw_bundle_by_device", "device"),
)  # fmt: skip

QUARANTINE: Final = Table(
    "quarantine", METADATA,
    Column("id", Integer, primary_key=True),
    _text("unit"),
    _id("device", nullable=True),
    _number("at_ms"),
    _text("reason"),
    _id("bundle", nullable=True),
    Column("table_id", Integer),
    _id("row", nullable=True),
    _id("incarnation", nullable=True),
    _number("seq", nullable=True),
    _text("detail"),
    _number("settled_ms", nullable=True),  # when a person had looked at it
    Index("quarantine_by_unit", "unit"),
)  # fmt: skip

DECISION: Final = Table(
    "decision", METADATA,
    Column("id", Integer, primary_key=True),
    _number("at_ms"),
    _text("who"),
    _text("act"),  # applied, set_aside, seen
    _text("unit"),
    _id("device", nullable=True),
    _hash("digest", nullable=True),  # of the bundle
    _text("reason"),  # for which it had been held
    _number("records"),
)  # fmt: skip

SERVER_META: Final = Table(
    "server_meta", METADATA,
    Column("key", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)  # fmt: skip

# ---- the registers ----


def register_tables(records: Iterable[type[Record]], metadata: MetaData) -> dict[int, Table]:
    """A table for each register by its permanent number, from the declarations alone.

    Nothing is refused here that a commune let in: no column insists, none is unique, none refers. The key begins
    with the commune, so that its rows lie together. Further indexes are left out: a text may be longer than an
    index of PostgreSQL takes, and then the whole bundle would not fit.
    """
    return {
        record.__table_id__: Table(
            record.__tablename__, metadata,
            Column("unit_id", String, primary_key=True),
            Column("id", RowId, primary_key=True),
            Column("deleted_at", BigInteger),
            *(Column(field.key, _type_of(record, field.key)) for field in fields_of(record)),
            postgresql_with=_ROOM,
        )
        for record in records
    }  # fmt: skip


def _type_of(record: type[Record], key: str) -> TypeEngine[object]:
    return record.__table__.columns[key].type


REGISTERS: Final = register_tables(SHIPPED, METADATA)
