"""Tables of this computer alone, beside the registers and the exchange's own."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table

METADATA = MetaData()

LOCAL_META = Table(
    "local_meta", METADATA,
    Column("key", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

CAPTURED = Table(
    "captured", METADATA,
    Column("table_id", Integer, nullable=False),
    Column("rid", Integer, nullable=False),
    Column("field", Integer, nullable=False),
    Column("old", LargeBinary),  # BLOB affinity keeps any value as it is
)  # fmt: skip

DRAFT = Table(
    "draft", METADATA,
    Column("key", String, primary_key=True),
    Column("officer", LargeBinary(16), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("saved_ms", BigInteger, nullable=False),
)  # fmt: skip

SAVED_FILTER = Table(
    "saved_filter", METADATA,
    Column("id", Integer, primary_key=True),
    Column("sheet", String, nullable=False),
    Column("name", String, nullable=False),
    Column("query", String, nullable=False),
)  # fmt: skip
