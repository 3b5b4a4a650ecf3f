"""What waits for a person at the province: listed, decided about, and who decided what."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update

from sync.errors import AppError
from sync.server.tables import DECISION, DEVICE, QUARANTINE, RAW_BUNDLE, UNIT

HELD: Final = "held"
SET_ASIDE: Final = "set_aside"  # kept, and off the list
TAKEN: Final = "applied"
SEEN: Final = "seen"  # of records
HOPELESS: Final = frozenset({"unit", "bundle.other_unit", "kind", "unknown"})  # what is signed does not change any more
_SHOWN: Final = 200
_DECISIONS_SHOWN: Final = 50
_HEX_LEAST: Final = 6


class HeldUnknown(AppError):
    """No such bundle waits for a person.

    Details: what, as it was asked for.
    """

    code = "held.unknown"


class HeldHopeless(AppError):
    """A bundle that can never be taken in, whoever decides it."""

    code = "held.hopeless"


@dataclass(frozen=True, slots=True)
class HeldBundle:
    """A bundle that was kept and not applied.

    Attributes:
        digest: SHA-256 of the file, 32 bytes.
        unit: The commune that it names; another than the computer's where that is the reason.
        name: Of the commune.
        device_name: Of the computer; empty where it is not known.
        at_ms: When it arrived, Unix milliseconds.
        size: Bytes.
        reason: Stable word.
        is_aside: Somebody set it aside.
    """

    digest: bytes
    unit: str
    name: str
    device: bytes
    device_name: str
    at_ms: int
    size: int
    reason: str
    is_aside: bool

    @property
    def is_hopeless(self) -> bool:
        """Whether nobody can ever take it in."""
        return self.reason in HOPELESS


@dataclass(frozen=True, slots=True)
class HeldRecords:
    """Single records of one bundle that stand in the log and are shown to nobody, for one reason.

    Attributes:
        number: By which they are asked for.
        count: How many.
        at_ms: When the first arrived, Unix milliseconds.
    """

    number: int
    unit: str
    name: str
    device_name: str
    at_ms: int
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided.

    Attributes:
        who: Name at the console, or of the command.
        act: `TAKEN`, `SET_ASIDE` or `SEEN`.
        reason: For which it had been held.
        records: Changes that were new by it, or records that were seen.
    """

    at_ms: int
    who: str
    act: str
    unit: str
    name: str
    device_name: str
    reason: str
    records: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything on which people decide, newest first.

    Attributes:
        bundles: At most 200 of each of the two sorts.
        count: How many bundles wait in all.
    """

    bundles: tuple[HeldBundle, ...]
    aside: tuple[HeldBundle, ...]
    records: tuple[HeldRecords, ...]
    decisions: tuple[Decision, ...]
    count: int


_BUNDLES: Final = (
    select(
        RAW_BUNDLE.c.digest, RAW_BUNDLE.c.unit, UNIT.c.name, RAW_BUNDLE.c.device, DEVICE.c.name.label("device_name"),
        RAW_BUNDLE.c.at_ms, func.length(RAW_BUNDLE.c.blob).label("size"), RAW_BUNDLE.c.reason, RAW_BUNDLE.c.outcome,
    )
    .join_from(RAW_BUNDLE, UNIT, UNIT.c.code == RAW_BUNDLE.c.unit, isouter=True)
    .join(DEVICE, DEVICE.c.id == RAW_BUNDLE.c.device, isouter=True)
    .order_by(RAW_BUNDLE.c.at_ms.desc(), RAW_BUNDLE.c.digest)
)  # fmt: skip
_RECORDS: Final = (
    select(
        func.min(QUARANTINE.c.id).label("number"), QUARANTINE.c.unit, func.min(UNIT.c.name).label("name"),
        func.min(DEVICE.c.name).label("device_name"), func.min(QUARANTINE.c.at_ms).label("at_ms"),
        QUARANTINE.c.reason, func.count().label("count"),
    )
    .join_from(QUARANTINE, UNIT, UNIT.c.code == QUARANTINE.c.unit, isouter=True)
    .join(DEVICE, DEVICE.c.id == QUARANTINE.c.device, isouter=True)
    .where(QUARANTINE.c.settled_ms.is_(None))
    .group_by(QUARANTINE.c.unit, QUARANTINE.c.device, QUARANTINE.c.bundle, QUARANTINE.c.reason)
    .order_by(func.min(QUARANTINE.c.id).desc())
)  # fmt: skip
_DECISIONS: Final = (
    select(DECISION, UNIT.c.name.label("name"), DEVICE.c.name.label("device_name"))
    .join_from(DECISION, UNIT, UNIT.c.code == DECISION.c.unit, isouter=True)
    .join(DEVICE, DEVICE.c.id == DECISION.c.device, isouter=True)
    .order_by(DECISION.c.id.desc())
)


def holding(db: Connection) -> Holding:
    """What waits, what was set aside, and the last decisions."""
    of = RAW_BUNDLE.c.outcome
    count = db.execute(select(func.count()).select_from(RAW_BUNDLE).where(of == HELD)).scalar()
    return Holding(
        tuple(_bundle(row) for row in db.execute(_BUNDLES.where(of == HELD).limit(_SHOWN))),
        tuple(_bundle(row) for row in db.execute(_BUNDLES.where(of == SET_ASIDE).limit(_SHOWN))),
        tuple(_records(row) for row in db.execute(_RECORDS.limit(_SHOWN))),
        tuple(
            Decision(row.at_ms, row.who, row.act, row.unit, row.name or row.unit, row.device_name or "", row.reason,
                     row.records)
            for row in db.execute(_DECISIONS.limit(_DECISIONS_SHOWN))
        ),
        int(count or 0),
    )  # fmt: skip


def bundle(db: Connection, digest: bytes) -> HeldBundle:
    """One bundle that waits or was set aside.

    Args:
        digest: SHA-256 of it, or its beginning, at least 3 bytes.
    Raises:
        HeldUnknown: there is none, or it was decided about; or several begin so.
    """
    waits = RAW_BUNDLE.c.outcome.in_([HELD, SET_ASIDE])
    begins = RAW_BUNDLE.c.digest.between(digest.ljust(32, b"\x00"), digest.ljust(32, b"\xff"))
    found = db.execute(_BUNDLES.where(waits, begins).limit(2)).all()
    if len(found) != 1 or 2 * len(digest) < _HEX_LEAST:
        raise HeldUnknown(what=digest.hex())
    return _bundle(found[0])


def records(db: Connection, number: int) -> HeldRecords:
    """Records that nobody has looked at yet; `HeldUnknown` where there are none."""
    row = db.execute(_RECORDS.having(func.min(QUARANTINE.c.id) == number)).first()
    if row is None:
        raise HeldUnknown(what=str(number))
    return _records(row)


def blob_of(db: Connection, digest: bytes) -> bytes:
    """The file."""
    return bytes(db.execute(select(RAW_BUNDLE.c.blob).where(RAW_BUNDLE.c.digest == digest)).scalar_one())


def keep_reason(db: Connection, digest: bytes, reason: str) -> None:
    """Note why a bundle still cannot be taken in."""
    held = RAW_BUNDLE.c.digest == digest, RAW_BUNDLE.c.outcome.in_([HELD, SET_ASIDE])
    db.execute(update(RAW_BUNDLE).where(*held).values(reason=reason))


def decide(db: Connection, held: HeldBundle, act: str, who: str, *, records: int = 0, now_ms: int) -> None:
    """Note that a bundle was taken in or set aside, and by whom; the file stays."""
    db.execute(update(RAW_BUNDLE).where(RAW_BUNDLE.c.digest == held.digest).values(outcome=act))
    if act == TAKEN:
        db.execute(update(DEVICE).where(DEVICE.c.id == held.device).values(last_receipt_ms=now_ms))
    db.execute(
        insert(DECISION).values(
            at_ms=now_ms, who=who, act=act, unit=held.unit, device=held.device, digest=held.digest,
            reason=held.reason, records=records,
        )
    )  # fmt: skip


def see(db: Connection, number: int, who: str, *, now_ms: int) -> None:
    """Take records off the list; what becomes of them does not change.

    Raises:
        HeldUnknown: somebody else has done so.
    """
    seen = records(db, number)
    first = db.execute(select(QUARANTINE).where(QUARANTINE.c.id == number)).one()
    same = [
        QUARANTINE.c[name].is_not_distinct_from(first._mapping[name]) for name in ("unit", "device", "bundle", "reason")
    ]
    db.execute(update(QUARANTINE).where(QUARANTINE.c.settled_ms.is_(None), *same).values(settled_ms=now_ms))
    db.execute(
        insert(DECISION).values(
            at_ms=now_ms, who=who, act=SEEN, unit=seen.unit, device=first.device, reason=seen.reason,
            records=seen.count,
        )
    )  # fmt: skip


def _bundle(row: Any) -> HeldBundle:
    return HeldBundle(
        bytes(row.digest), row.unit or "", row.name or row.unit or "", bytes(row.device or b""), row.device_name or "",
        row.at_ms, row.size, row.reason, row.outcome == SET_ASIDE,
    )  # fmt: skip


def _records(row: Any) -> HeldRecords:
    return HeldRecords(
        row.number, row.unit, row.name or row.unit, row.device_name or "", row.at_ms, row.reason, row.count
    )
