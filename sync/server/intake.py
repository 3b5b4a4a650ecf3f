"""Taking in what a computer sent up: log first, then cells, then tables, then one step of the feed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from sync.clock import COUNTER_BITS
from sync.joining import JoinedRow, Joiner, Key, named_in
from sync.payload import Log, RowCells
from sync.record import ChangeRecord
from sync.registry import Registry
from sync.rowmeta import RowMeta, unpack
from sync.server import timelines
from sync.server.keeper import UNCHANGED, Keeper
from sync.server.lineages import lineage
from sync.server.placing import Placed, Placement, Placing
from sync.server.releasing import POISON, claims, send_on, unlist
from sync.server.tables import INCARNATION, QUARANTINE
from sync.walking import Line

_PATIENCE_MS: Final = 5 * 60 * 1000  # how far ahead of ours a clock may order what is shown
_AT_ONCE: Final = 500
_NOBODY: Final = bytes(16)


@dataclass(frozen=True, slots=True)
class Source:
    """Whose bundle it is.

    Attributes:
        digest: SHA-256 of the whole file.
        gives_back: Its computer may know of things that a restored province has lost.
        vouched: How far its computer says that its own incarnations have come, for those not acknowledged yet.
    """

    unit: str
    device: bytes
    bundle: bytes
    digest: bytes
    gives_back: bool
    vouched: Mapping[bytes, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Held:
    """Records that wait for a person: they stand in the log, and nobody is shown them."""

    reasons: dict[tuple[bytes, int], str] = field(default_factory=dict)

    def add(self, name: bytes, record: ChangeRecord, reason: str) -> None:
        self.reasons.setdefault((name, record.seq), reason)


class Intake:
    """Applies what one bundle holds, in the caller's transaction, which holds the unit's lock."""

    def __init__(self, db: Connection, registry: Registry, source: Source, *, now_ms: int) -> None:
        self._db = db
        self._registry = registry
        self._source = source
        self._now_ms = now_ms
        self._keeper = Keeper(db)
        self._latest = (now_ms + _PATIENCE_MS) << COUNTER_BITS

    def take_logs(self, logs: Sequence[Log]) -> int:
        """Append and apply change records; how many were new.

        Raises:
            PayloadFalse: a log does not follow from its own beginning.
        """
        placement = Placing(self._db, self._source.unit, now_ms=self._now_ms).place(logs)
        self._read_as_meant(placement, {log.origin.device for log in logs})
        held = self._poisoned(placement)
        arrived = [(each.name, line) for each in placement.placed for line in each.lines]
        edits = [*arrived, *placement.early]
        stored = self._stored({(line.record.table, line.record.row) for _, line in edits})
        joiner = Joiner(self._registry, stored.metas, keeps_values=True)
        for name, line in edits:
            if (line.record.table, line.record.row) in stored.elsewhere:
                held.add(name, line.record, "scope")
            if (name, line.record.seq) not in held.reasons:
                joiner.edit(name, self._stamped(line))
        rows = list(joiner.rows())
        self._show(rows)
        early = {(line.record.table, line.record.row) for _, line in placement.early}
        loose = [
            row for row in rows if (row.table, row.row) in early and stored.blobs.get((row.table, row.row)) != row.blob
        ]
        is_all = not held.reasons and self._is_all(logs, placement)
        seq = self._step([line.hash for _, line in arrived], loose, len(arrived), as_it_came=is_all)
        self._append(placement.placed, held, seq)
        self._hold(held, edits)
        self._release({(name, line.record.seq) for name, line in placement.early} - held.reasons.keys())
        return len(arrived)

    def _read_as_meant(self, placement: Placement, devices: set[bytes]) -> None:
        """Let the contexts of computers that were copied while they ran name what they mean."""
        meant = lineage(self._db, devices)
        if not meant.has_branches:
            return
        for each in placement.placed:
            meant.hear(each.name, each.lines)
        for each in placement.placed:
            each.lines = [meant.line(each.name, line) for line in each.lines]
        placement.early = [(name, meant.line(name, line)) for name, line in placement.early]

    def _is_all(self, logs: Sequence[Log], placement: Placement) -> bool:
        """Whether everything in the logs is new and counts as it says, so that it may be sent on as it came."""
        placed = [(each.name, each.lines[0].record.seq, len(each.lines)) for each in placement.placed]
        return (
            not placement.early
            and placed == [(log.incarnation, log.first, len(log.records)) for log in logs]
            and all(line.eff == line.record.clock <= self._latest for each in placement.placed for line in each.lines)
        )

    def take_cells(self, cells: Sequence[RowCells]) -> int:
        """Join whole cells that a computer gives back; how many rows they changed."""
        stored = self._stored({(each.table, each.row) for each in cells})
        joiner = Joiner(self._registry, stored.metas, keeps_values=True)
        joiner.cells(each for each in cells if (each.table, each.row) not in stored.elsewhere)
        changed = [row for row in joiner.rows() if stored.blobs.get((row.table, row.row)) != row.blob]
        if changed:
            self._show(changed)
            self._step([], changed, 0, as_it_came=False)
        self._hear_of(cells)
        self._list_foreign(stored.elsewhere)
        self._release(set())
        return len(changed)

    def _poisoned(self, placement: Placement) -> _Held:
        """The records that claim to have seen what nobody has written: they would silence what is written later."""
        held = _Held()
        named: dict[bytes, int] = {}
        claims = []
        for name, line in _edits(placement):
            if line.record.seen:
                seen = named_in(line.record.seen)
                claims.append((name, line, seen))
                for other, seq in seen.items():
                    named[other] = max(seq, named.get(other, 0))
        if self._source.gives_back:  # whoever sees this will name it too
            self._report(named)
            return held
        reported = self._reported(named)
        if any(seq > reported.get(other, 0) for other, seq in named.items()):
            self._hear_of_own(named)  # a later bundle may have come before the one that it follows on
            reported = self._reported(named)
        for name, line, seen in claims:
            if any(seq > reported.get(other, 0) for other, seq in seen.items()):
                held.add(name, line.record, POISON)
        return held

    def _release(self, early: set[tuple[bytes, int]]) -> None:
        """Join what was held for a claim, once all that it claims to have seen was reported.

        Args:
            early: Records beyond a gap that were joined just now.
        """
        listed = claims(self._db, self._source.unit)
        if not listed:
            return
        reported = self._reported({name for each in listed if each.line for name in named_in(each.line.record.seen)})
        released = [
            (each, each.line)
            for each in listed
            if each.line is not None
            and all(seq <= reported.get(name, 0) for name, seq in named_in(each.line.record.seen).items())
        ]
        stored = self._stored({(line.record.table, line.record.row) for _, line in released})
        released = [one for one in released if (one[1].record.table, one[1].record.row) not in stored.elsewhere]
        if released:
            joiner = Joiner(self._registry, stored.metas, keeps_values=True)
            for each, line in released:
                joiner.edit(each.name, line)
            self._show(list(joiner.rows()))
            step = self._step([line.hash for _, line in released], [], len(released), as_it_came=False)
            send_on(self._db, [each for each, _ in released], step)
        gone = [each.number for each in listed if each.is_shown or (each.name, each.seq) in early]
        unlist(self._db, [*gone, *(each.number for each, _ in released)])

    def _reported(self, names: Iterable[bytes]) -> dict[bytes, int]:
        wanted = list(names)
        found: dict[bytes, int] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            query = select(INCARNATION.c.incarnation, INCARNATION.c.reported).where(
                INCARNATION.c.incarnation.in_(wanted[start : start + _AT_ONCE]),
                INCARNATION.c.unit == self._source.unit,
            )
            found.update((row.incarnation, row.reported) for row in self._db.execute(query))
        return found

    def _stored(self, keys: set[Key]) -> "_Stored":
        stored = _Stored()
        for key, (unit, blob) in self._keeper.metas(list(keys)).items():
            if unit == self._source.unit:
                stored.blobs[key] = blob
                stored.metas[key] = unpack(blob)
            else:
                stored.elsewhere.add(key)
        return stored

    def _show(self, rows: Sequence[JoinedRow]) -> None:
        self._keeper.keep_metas({(row.table, row.row): row.blob for row in rows}, self._source.unit)
        by_table: dict[int, list[JoinedRow]] = {}
        for row in rows:
            if self._registry.knows(row.table) and (row.shown or row.trashed is not None or row.born):
                by_table.setdefault(row.table, []).append(row)
        for table, members in by_table.items():
            unfit = self._keeper.show(
                self._registry.table(table),
                self._source.unit,
                [(row.row, row.shown, _trash(row)) for row in members],
            )
            self._quarantine([self._line("value", table, each.row, f"field {each.number}") for each in unfit])

    def _step(self, hashes: Sequence[bytes], loose: Sequence[JoinedRow], changes: int, *, as_it_came: bool) -> int:
        if not hashes and not loose:
            return 0
        content = sha256(b"".join(hashes) + b"".join(row.row + row.blob for row in loose)).digest()
        unit = self._source.unit
        seq = timelines.step(
            self._db,
            unit,
            content,
            changes=changes,
            rows=len(loose),
            now_ms=self._now_ms,
            bundle=self._source.digest if as_it_came else None,
        )
        self._keeper.append_feed_rows(unit, seq, [(row.table, row.row) for row in loose])
        return seq

    def _append(self, placed: Sequence[Placed], held: _Held, seq: int) -> None:
        self._keeper.append_acts(
            [
                (each.id, first, act.at_ms, record.actor, record.reason or "", act.label)
                for each in placed
                for first, act in each.acts.items()
                for record in (each.lines[first - each.lines[0].record.seq].record,)
            ]
        )
        self._keeper.append_changes(
            [
                (
                    each.id, line.record.seq, line.hash, self._source.unit,
                    0 if (each.name, line.record.seq) in held.reasons else seq,
                    line.record.table, line.record.row, int(line.record.op), self._eff(line), line.data,
                )
                for each in placed
                for line in each.lines
            ]
        )  # fmt: skip

    def _stamped(self, line: Line) -> Line:
        """A record with the stamp by which it is shown."""
        eff = min(line.record.clock, self._latest)
        return line if line.eff == eff else line._replace(eff=eff)

    def _eff(self, line: Line) -> int | None:
        return self._latest if line.record.clock > self._latest else None

    def _hold(self, held: _Held, edits: Sequence[tuple[bytes, Line]]) -> None:
        """List what waits for a person, each record once: one beyond a gap may come several times."""
        if not held.reasons:
            return
        known = select(QUARANTINE.c.incarnation, QUARANTINE.c.seq).where(
            QUARANTINE.c.incarnation.in_({name for name, _ in held.reasons})
        )
        listed = {(name, seq) for name, seq in self._db.execute(known)}
        self._quarantine(
            [
                self._line(held.reasons[dot], line.record.table, line.record.row)
                | {"incarnation": dot[0], "seq": dot[1]}
                for dot, line in {(name, line.record.seq): line for name, line in edits}.items()
                if dot in held.reasons and dot not in listed
            ]
        )

    def _line(self, reason: str, table: int, row: bytes, detail: str = "") -> dict[str, Any]:
        return {
            "unit": self._source.unit, "device": self._source.device, "at_ms": self._now_ms, "reason": reason,
            "bundle": self._source.bundle, "table_id": table, "row": row, "incarnation": None, "seq": None,
            "detail": detail,
        }  # fmt: skip

    def _list_foreign(self, keys: set[Key]) -> None:
        """List rows of other communes that were given back here, each once however often that happens."""
        if not keys:
            return
        known = select(QUARANTINE.c.table_id, QUARANTINE.c.row).where(
            QUARANTINE.c.unit == self._source.unit, QUARANTINE.c.reason == "scope", QUARANTINE.c.incarnation.is_(None)
        )
        listed = {(table, row) for table, row in self._db.execute(known)}
        self._quarantine([self._line("scope", *key) for key in sorted(keys - listed)])

    def _quarantine(self, lines: list[dict[str, Any]]) -> None:
        if lines:
            self._db.execute(insert(QUARANTINE), lines)

    def _hear_of(self, cells: Iterable[RowCells]) -> None:
        """Remember how far the incarnations named in given-back cells had come, known or not."""
        heard: dict[bytes, int] = {}
        for each in cells:
            for cell in each.meta.cells.values():
                for name, seq in cell.ctx.items():
                    if heard.get(name, 0) < seq:
                        heard[name] = seq
        self._report(heard)

    def _hear_of_own(self, named: Iterable[bytes]) -> None:
        """Believe a computer how far its own incarnations have come: those that nobody knows, or that are its."""
        vouched = {name: self._source.vouched[name] for name in named if name in self._source.vouched}
        others = select(INCARNATION.c.incarnation).where(
            INCARNATION.c.incarnation.in_(list(vouched)),
            INCARNATION.c.device.not_in([self._source.device, _NOBODY]),
        )
        for name in self._db.execute(others).scalars():
            del vouched[name]
        self._report(vouched)

    def _report(self, heard: Mapping[bytes, int]) -> None:
        """Remember how far incarnations have come; nothing of those that another commune's computer writes under."""
        known = self._reported(heard)
        new = {name for name in heard if name not in known}
        elsewhere = select(INCARNATION.c.incarnation).where(INCARNATION.c.incarnation.in_(new))
        for name in new.difference(self._db.execute(elsewhere).scalars()) if new else ():
            self._db.execute(
                insert(INCARNATION).values(**_only_named(name, self._source.unit, heard[name], self._now_ms))
            )
        for name, seq in known.items():
            if seq < heard[name]:
                self._db.execute(
                    update(INCARNATION).where(INCARNATION.c.incarnation == name).values(reported=heard[name])
                )


@dataclass(slots=True)
class _Stored:
    """Rows that exist: those of the unit, and the keys of those that are another's."""

    metas: dict[Key, RowMeta] = field(default_factory=dict)
    blobs: dict[Key, bytes] = field(default_factory=dict)
    elsewhere: set[Key] = field(default_factory=set)


def _edits(placement: Placement) -> list[tuple[bytes, Line]]:
    return [(each.name, line) for each in placement.placed for line in each.lines] + placement.early


def _trash(row: JoinedRow) -> Any:
    if row.trashed is None:
        return UNCHANGED
    return row.trashed_ms if row.trashed else None


def _only_named(name: bytes, unit: str, seq: int, now_ms: int) -> Mapping[str, Any]:
    """An incarnation of which the log is not here; where it does arrive, `Placing` learns its origin."""
    return {
        "incarnation": name, "device": _NOBODY, "unit": unit, "parent": bytes(16), "parent_seq": 0,
        "parent_hash": bytes(32), "certificate_hash": bytes(32), "started_ms": now_ms, "seq": 0, "hash": bytes(32),
        "clock": 0, "reported": seq, "is_fork": False,
    }  # fmt: skip
