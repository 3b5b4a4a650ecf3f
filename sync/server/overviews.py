"""What the province's first page shows: communes, their computers, when each was last heard of."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from sync.server.tables import DEVICE, FEED, QUARANTINE, RAW_BUNDLE, UNIT


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One computer.

    Attributes:
        status: active, suspended, revoked or replaced.
        last_seen_ms: When it was last heard of, Unix milliseconds.
        last_receipt_ms: When a bundle of it was last taken.
    """

    device: bytes
    unit: str
    name: str
    verify: bytes
    recipient: str
    status: str
    enrolled_ms: int
    last_seen_ms: int | None
    last_receipt_ms: int | None


@dataclass(frozen=True, slots=True)
class UnitOverview:
    """One commune.

    Attributes:
        changes: Change records received in all.
        held: How much waits for a person: bundles, and the records of one bundle held for one reason.
    """

    unit: str
    name: str
    computers: tuple[DeviceRow, ...]
    changes: int
    held: int

    @property
    def last_receipt_ms(self) -> int | None:
        """When anything of the commune was last taken."""
        return max((each.last_receipt_ms for each in self.computers if each.last_receipt_ms), default=None)


def device_row(row: Any) -> DeviceRow:
    """A row of `DEVICE`."""
    return DeviceRow(
        row.id, row.unit, row.name, row.verify, row.recipient, row.status, row.enrolled_ms, row.last_seen_ms,
        row.last_receipt_ms,
    )  # fmt: skip


def overview(db: Connection) -> list[UnitOverview]:
    """Every commune that was ever invited, by name."""
    computers: dict[str, list[DeviceRow]] = {}
    for row in db.execute(select(DEVICE).order_by(DEVICE.c.enrolled_ms)):
        computers.setdefault(row.unit, []).append(device_row(row))
    changes = _counts(db, select(FEED.c.unit, func.sum(FEED.c.changes)).group_by(FEED.c.unit))
    bundles = _counts(
        db, select(RAW_BUNDLE.c.unit, func.count()).where(RAW_BUNDLE.c.outcome == "held").group_by(RAW_BUNDLE.c.unit)
    )
    parts = QUARANTINE.c.unit, QUARANTINE.c.device, QUARANTINE.c.bundle, QUARANTINE.c.reason
    groups = select(*parts).where(QUARANTINE.c.settled_ms.is_(None)).distinct().subquery()
    records = _counts(db, select(groups.c.unit, func.count()).group_by(groups.c.unit))
    return [
        UnitOverview(
            row.code, row.name, tuple(computers.get(row.code, ())), changes.get(row.code, 0),
            bundles.get(row.code, 0) + records.get(row.code, 0),
        )
        for row in db.execute(select(UNIT).order_by(UNIT.c.name, UNIT.c.code))
    ]  # fmt: skip


def _counts(db: Connection, query: Any) -> dict[str, int]:
    return {unit: int(count or 0) for unit, count in db.execute(query)}
