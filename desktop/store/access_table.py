"""The table of who saw personal and sensitive fields; `desktop.accounts.access_log` writes and reads it."""

from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, event

LOCAL = MetaData()

ACCESS_LOG = Table(
    "access_log",
    LOCAL,
    Column("seq", Integer, primary_key=True),
    Column("at_ms", Integer, nullable=False, index=True),
    Column("user_id", String, nullable=False),
    Column("act", String, nullable=False),
    Column("register", String, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("row_ids", String, nullable=False),
    Column("fields", String, nullable=False),
    Column("purpose", String, nullable=False),
    sqlite_autoincrement=True,
)

GUARDS = (
    """CREATE TRIGGER IF NOT EXISTS access_log_no_update BEFORE UPDATE ON access_log
       BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END""",
    """CREATE TRIGGER IF NOT EXISTS access_log_no_delete BEFORE DELETE ON access_log
       BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END""",
    # INSERT OR REPLACE deletes without firing the trigger above
    """CREATE TRIGGER IF NOT EXISTS access_log_no_replace BEFORE INSERT ON access_log
       WHEN EXISTS (SELECT 1 FROM access_log WHERE seq = NEW.seq)
       BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END""",
)


@event.listens_for(ACCESS_LOG, "after_create")
def _guard(_table: Table, connection: Connection, **_how: Any) -> None:
    for guard in GUARDS:
        connection.exec_driver_sql(guard)


LOCAL_TABLES: tuple[Table, ...] = (ACCESS_LOG,)
