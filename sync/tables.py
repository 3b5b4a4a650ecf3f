"""The tables the exchange keeps beside the registers."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table

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
    Column("foreign", Boolean),  # written on another computer and learnt from the province
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

EXCHANGE = Table(  # one row, once the computer has heard of the province
    "exchange", METADATA,
    Column("id", Integer, primary_key=True),
    Column("timeline_counter", BigInteger, nullable=False),
    Column("timeline_nonce", LargeBinary(16), nullable=False),
    Column("feed_seq", BigInteger, nullable=False),
    Column("feed_hash", LargeBinary(32), nullable=False),
    Column("wants_full", Boolean, nullable=False),
    Column("gives_back", LargeBinary, nullable=False),  # see `Standing`
    Column("parts", LargeBinary),  # of a snapshot that is under way: CBOR [end hash, [parts taken]]
    Column("has_whole_cells", Boolean, nullable=False),  # something came without its log
)  # fmt: skip

ACK = Table(  # how far the province has this computer's own incarnations
    "ack", METADATA,
    Column("incarnation", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("level", Integer, nullable=False),
    Column("line", Integer, nullable=False),  # id of the last line acknowledged
)  # fmt: skip

CHAIN_START = Table(  # where the log of another computer begins here, or goes on after a hole
    "chain_start", METADATA,
    Column("incarnation", Integer, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("hash", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

CONFLICT = Table(
    "conflict", METADATA,
    Column("table_id", Integer, primary_key=True),
    Column("row", LargeBinary(16), primary_key=True),
    Column("field", Integer, primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
