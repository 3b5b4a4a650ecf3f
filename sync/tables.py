"""The tables the exchange keeps beside the registers."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table

METADATA = MetaData()

INCARNATION = Table(
    "incarnation", METADATA,
    Column("id", Integer, primary_key=True),
    Column("incarnation", LargeBinary(16), nullable=False, unique=True),
    Column("device", LargeBinary(16), nullable=False),
    Column("parent", LargeBinary(16), nullable=False),
    Column("parent_seq", BigInteger, nullable=False),
    Column("parent_hash", LargeBinary(32), nullable=False),
    Column("certificate_hash", LargeBinary(32), nullable=False),
    Column("started_ms", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("clock", BigInteger, nullable=False),
)  # fmt: skip

ACT = Table(
    "act", METADATA,
    Column("id", Integer, primary_key=True),
    Column("incarnation", Integer, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("actor", LargeBinary(16), nullable=False),
    Column("reason", String, nullable=False),
    Column("label", String, nullable=False),
    Column("undoes", Integer),
)  # fmt: skip

CHANGE = Table(
    "change", METADATA,
    Column("id", Integer, primary_key=True),
    Column("incarnation", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary(16), nullable=False),
    Column("act", Integer, nullable=False),
    Column("table_id", Integer, nullable=False),
    Column("row", LargeBinary(16), nullable=False),
    Column("op", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("old", LargeBinary),
    Index("change_by_row", "row"),
    Index("change_by_act", "act"),
)  # fmt: skip

ROW_META = Table(
    "row_meta", METADATA,
    Column("table_id", Integer, primary_key=True),
    Column("row", LargeBinary(16), primary_key=True),
    Column("meta", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
