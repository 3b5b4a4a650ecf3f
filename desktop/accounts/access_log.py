"""Who looked at, printed or took out personal and sensitive fields: kept here, never sent, never changed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desktop.store.access_table import ACCESS_LOG, LOCAL_TABLES

__all__ = ["LOCAL_TABLES", "MOST_ROWS_NAMED", "AccessAct", "AccessEntry", "entries", "record"]

MOST_ROWS_NAMED = 200


class AccessAct(StrEnum):
    """How the fields were seen."""

    VIEW = "view"
    PRINT = "print"
    EXPORT = "export"


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """One line of the log.

    Attributes:
        row_ids: The records; empty where there were more than `MOST_ROWS_NAMED`.
        row_count: How many records.
        fields: Keys of the personal and sensitive fields among those shown.
        purpose: What the paper, file or page was, e.g. the form's code.
    """

    seq: int
    at: datetime
    user_id: str
    act: AccessAct
    register: str
    row_ids: tuple[UUID, ...]
    row_count: int
    fields: tuple[str, ...]
    purpose: str


def record(
    connection: Connection,
    *,
    user_id: str,
    act: AccessAct,
    register: str,
    rows: Sequence[UUID] | int,
    fields: Sequence[str],
    purpose: str = "",
    at: datetime | None = None,
) -> None:
    """Add a line, in the caller's transaction; nothing is written when no such field or no record was shown.

    Args:
        rows: The records, or only how many.
        at: An aware instant; now when not given.
    """
    count = rows if isinstance(rows, int) else len(rows)
    if not fields or not count:
        return
    named = [] if isinstance(rows, int) or count > MOST_ROWS_NAMED else [row.hex for row in rows]
    moment = at or datetime.now(UTC)
    connection.execute(
        ACCESS_LOG.insert().values(
            at_ms=round(moment.timestamp() * 1000),
            user_id=user_id,
            act=act.value,
            register=register,
            row_count=count,
            row_ids=json.dumps(named),
            fields=json.dumps(sorted(set(fields))),
            purpose=purpose,
        )
    )


def entries(
    connection: Connection,
    *,
    since: datetime | None = None,
    user_id: str | None = None,
    act: AccessAct | None = None,
    register: str | None = None,
    row_id: UUID | None = None,
    limit: int = 500,
) -> list[AccessEntry]:
    """Lines of the log, the newest first, narrowed by whatever is given."""
    query = select(ACCESS_LOG).order_by(ACCESS_LOG.c.seq.desc()).limit(limit)
    if since is not None:
        query = query.where(ACCESS_LOG.c.at_ms >= round(since.timestamp() * 1000))
    if user_id is not None:
        query = query.where(ACCESS_LOG.c.user_id == user_id)
    if act is not None:
        query = query.where(ACCESS_LOG.c.act == act.value)
    if register is not None:
        query = query.where(ACCESS_LOG.c.register == register)
    if row_id is not None:
        query = query.where(ACCESS_LOG.c.row_ids.contains(row_id.hex))
    return [_entry(row) for row in connection.execute(query).mappings()]


def _entry(row: Any) -> AccessEntry:
    return AccessEntry(
        seq=row["seq"],
        at=datetime.fromtimestamp(row["at_ms"] / 1000, UTC),
        user_id=row["user_id"],
        act=AccessAct(row["act"]),
        register=row["register"],
        row_ids=tuple(UUID(hex=text) for text in json.loads(row["row_ids"])),
        row_count=row["row_count"],
        fields=tuple(json.loads(row["fields"])),
        purpose=row["purpose"],
    )
