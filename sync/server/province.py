"""The province's side of the exchange: takes bundles, answers, lets computers in."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from sync.bundle import Opened, Packed, Sealed, frames_within, open_bundle, seal
from sync.certificate import Card, Invitation, decode_request
from sync.clock import Clock
from sync.collecting import uncollected
from sync.errors import AppError
from sync.ids import uuid7
from sync.manifest import Kind, Manifest
from sync.registry import Registry
from sync.server import admission, downlink, giving, holding, overviews, timelines
from sync.server.answering import answer
from sync.server.database import Database
from sync.server.examining import ACTIVE, content, may_know_more, why_held
from sync.server.intake import Intake, Source
from sync.server.keeper import Keeper
from sync.server.tables import DEVICE, RAW_BUNDLE
from sync.server.troubles import is_about_values
from sync.standing import NO_TIMELINE, Cursor, Standing, Timeline

log = logging.getLogger(__name__)
_NONSENSE: Final = (ArithmeticError, LookupError, TypeError, ValueError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one bundle.

    Attributes:
        outcome: applied, known (it was here already), held (it waits for a person) or refused (nothing was kept).
        reason: Stable word for what is held or refused.
        reply: What is to go back to the sender at once: the certificate of a computer that was let in.
        records: Changes that were new here.
        standing: Where the sender said it stands.
    """

    outcome: str
    device: bytes = b""
    bundle: bytes = b""
    reason: str = ""
    reply: Sealed | None = None
    records: int = 0
    standing: Standing | None = None


class Province:
    """One province. Safe to share between threads: each call opens its own transaction."""

    def __init__(self, database: Database, keys: admission.Keys, registry: Registry, clock: Clock) -> None:
        self._database = database
        self._keys = keys
        self._registry = registry
        self._clock = clock
        with database.writing() as db:
            if timelines.current(db) == NO_TIMELINE:
                timelines.begin(db, "init", now_ms=clock.now_ms())

    @property
    def card(self) -> Card:
        """What computers know the province by."""
        return self._keys.card

    def timeline(self) -> Timeline:
        """The present life of the database."""
        with self._database.reading() as db:
            return timelines.current(db)

    def invite(self, unit: str) -> Invitation:
        """A one-time invitation for one computer of a commune; `UnknownUnit` when there is no such commune."""
        with self._database.writing() as db:
            return admission.invite(db, self.card, unit, now_ms=self._clock.now_ms())

    def enrol(self, blob: bytes) -> Sealed:
        """Let in the computer that asks for it.

        Raises:
            What `admission.open_request` and `admission.admit` raise.
        """
        request, _ = admission.open_request(blob, self._keys)
        with self._database.writing() as db:
            Keeper(db).lock(request.unit)
            return admission.admit(db, request, self._keys, now_ms=self._clock.now_ms())

    def take(self, blob: bytes) -> Taken:
        """Take a bundle from a computer; the same one again changes nothing.

        It is durable before this returns. What cannot be applied for a reason that a person must look at is held;
        nothing is refused that its computer sealed in good order.
        """
        digest = sha256(blob).digest()
        try:
            manifest, frames = self._opened(blob)
        except AppError as refused:
            return Taken("refused", reason=refused.code)
        if manifest.kind is Kind.ENROL:
            return self._take_request(blob, manifest)
        taken = Taken("", manifest.sender, manifest.bundle, standing=manifest.standing)
        done, reason = self._tried(blob, digest, manifest, frames, taken)
        return done or self._hold(blob, digest, manifest, reason, taken)

    def answer(self, device: bytes, standing: Standing) -> list[Sealed]:
        """What a computer that stands so has to be sent, in order.

        Nothing when there is nothing new for it; nothing is ever sealed to a computer that is suspended or revoked.

        Raises:
            LookupError: no such computer.
        """
        with self._database.reading() as db:
            row = _device(db, device)
            if row is None:
                raise LookupError(device.hex())
            if row.status != ACTIVE:
                return []
            is_lost = timelines.shows_lost_past(db, row.unit, standing.cursor)
        if is_lost:
            self._begin_after_loss(row.unit, standing.cursor)
        now_ms = self._clock.now_ms()
        with uncollected(), self._database.reading() as db:
            said = answer(db, device, row.unit, standing, now_ms=now_ms)
            parts = downlink.parts(db, row.unit, device, standing, self._frames_of)
        is_news = any(part.frames for part in parts) or said.timeline != standing.cursor.timeline
        if not (is_news or standing.heads or standing.wants_full or said.gave):
            return []
        head = Manifest(
            Kind.DOWN, b"", row.unit, self.card.province, (row.recipient,), now_ms,
        )  # fmt: skip
        on_the_way = replace(said, acks=(), gave=b"")  # what is acknowledged must not outrun the cursor
        return [
            seal(
                replace(
                    head,
                    bundle=uuid7().bytes,
                    span=part.span,
                    records=part.records,
                    answer=said if part.span.end == parts[-1].span.end else on_the_way,
                ),
                part.frames,
                self._keys.private,
            )
            for part in parts
        ]

    def device(self, device: bytes) -> overviews.DeviceRow | None:
        """What is known of a computer; None when it was never let in."""
        with self._database.reading() as db:
            row = _device(db, device)
        return None if row is None else overviews.device_row(row)

    def confirm(self, device: bytes, cursor: Cursor) -> None:
        """Note how far a computer says it has followed its unit's feed."""
        values = {
            "cursor_counter": cursor.timeline.counter, "cursor_nonce": cursor.timeline.nonce,
            "cursor_seq": cursor.seq, "last_seen_ms": self._clock.now_ms(),
        }  # fmt: skip
        with self._database.writing() as db:
            db.execute(update(DEVICE).where(DEVICE.c.id == device).values(**values))

    def set_status(self, device: bytes, status: str) -> None:
        """Let a computer in again (active), for now not (suspended), or never more (revoked)."""
        with self._database.writing() as db:
            db.execute(update(DEVICE).where(DEVICE.c.id == device).values(status=status))

    def overview(self) -> list[overviews.UnitOverview]:
        """The communes with their computers."""
        with self._database.reading() as db:
            return overviews.overview(db)

    def all_held(self) -> holding.Holding:
        """What waits for a person, and what was decided."""
        with self._database.reading() as db:
            return holding.holding(db)

    def held(self, digest: bytes) -> tuple[holding.HeldBundle, Manifest | None]:
        """One bundle that waits, and what it says of itself; nothing of the latter where it cannot be opened.

        Args:
            digest: SHA-256 of it, or its beginning.
        Raises:
            HeldUnknown.
        """
        with self._database.reading() as db:
            held = holding.bundle(db, digest)
            blob = holding.blob_of(db, held.digest)
        try:
            return held, self._opened(blob)[0]
        except AppError:
            return held, None

    def release(self, digest: bytes, who: str) -> Taken:
        """Take in a bundle that waits, as if it arrived now and its computer were let in.

        Args:
            digest: SHA-256 of it, or its beginning.
            who: Whoever decides so.
        Returns:
            Applied; or held, with the reason for which it still cannot be taken in.
        Raises:
            HeldUnknown: it does not wait any more. HeldHopeless: it never can be taken in.
        """
        with self._database.reading() as db:
            held = holding.bundle(db, digest)
            blob = holding.blob_of(db, held.digest)
        if held.is_hopeless:
            raise holding.HeldHopeless()
        try:
            manifest, frames = self._opened(blob)
        except AppError as refused:
            return Taken("held", held.device, reason=refused.code)
        taken = Taken("", manifest.sender, manifest.bundle, standing=manifest.standing)
        done, reason = self._tried(blob, held.digest, manifest, frames, taken, who=who)
        if done is None or done.outcome == "held":
            reason = reason if done is None else done.reason
            with self._database.writing() as db:
                holding.keep_reason(db, held.digest, reason)
            return replace(taken, outcome="held", reason=reason)
        return done

    def set_aside(self, digest: bytes, who: str) -> None:
        """Keep a bundle off the list of what waits, without taking it in; `HeldUnknown` where it does not wait."""
        with self._database.writing() as db:
            held = holding.bundle(db, digest)
            Keeper(db).lock(held.unit)
            held = holding.bundle(db, held.digest)
            if not held.is_aside:
                holding.decide(db, held, holding.SET_ASIDE, who, now_ms=self._clock.now_ms())

    def held_records(self, number: int) -> holding.HeldRecords:
        """Single records that wait to be looked at; `HeldUnknown` where there are none."""
        with self._database.reading() as db:
            return holding.records(db, number)

    def see_records(self, number: int, who: str) -> None:
        """Note that somebody looked at records that are held; `HeldUnknown` where somebody else has."""
        with self._database.writing() as db:
            holding.see(db, number, who, now_ms=self._clock.now_ms())

    def new_timeline(self, reason: str = "restore") -> None:
        """Begin another life of the database, after a restore."""
        with self._database.writing() as db:
            timelines.begin(db, reason, now_ms=self._clock.now_ms())

    def _frames_of(self, blob: bytes) -> list[Packed]:
        return frames_within(blob, [self._keys.private.identity])

    def _begin_after_loss(self, unit: str, cursor: Cursor) -> None:
        with self._database.writing() as db:
            Keeper(db).lock("")
            if timelines.shows_lost_past(db, unit, cursor):
                log.warning("a computer knows a later state of this database: it was restored")
                timelines.begin(db, "behind", now_ms=self._clock.now_ms(), above=cursor.timeline.counter)

    def _opened(self, blob: bytes) -> tuple[Manifest, Sequence[bytes]]:
        """Open a bundle of any computer that was ever let in, or one that asks to be."""
        verifies: dict[bytes, bytes] = {}

        def trusted(manifest: Manifest) -> bytes | None:
            if manifest.kind is Kind.ENROL:
                return decode_request(manifest.body).keys.verify
            with self._database.reading() as db:
                row = _device(db, manifest.sender)
            if row is not None:
                verifies[manifest.sender] = row.verify
            return verifies.get(manifest.sender)

        opened: Opened = open_bundle(blob, [self._keys.private.identity], trusted)
        return opened.manifest, opened.frames

    def _take_request(self, blob: bytes, manifest: Manifest) -> Taken:
        try:
            reply = self.enrol(blob)
        except AppError as refused:
            return Taken("refused", manifest.sender, manifest.bundle, refused.code)
        return Taken("applied", manifest.sender, manifest.bundle, reply=reply)

    def _tried(
        self, blob: bytes, digest: bytes, manifest: Manifest, frames: Sequence[bytes], taken: Taken, *, who: str = ""
    ) -> tuple[Taken | None, str]:
        """Apply a bundle: what became of it, or why that is impossible.

        Raises:
            HeldUnknown: somebody else decided meanwhile. And the database's own troubles.
        """
        try:
            with uncollected():
                return self._apply(blob, digest, manifest, frames, taken, who), ""
        except AppError as trouble:
            if trouble.code.startswith("server.") or isinstance(trouble, holding.HeldUnknown):
                raise
            return None, trouble.code
        except Exception as error:
            if not (isinstance(error, _NONSENSE) or is_about_values(error)):
                raise
            log.exception("bundle %s could not be applied", manifest.bundle.hex())
            return None, "bundle.nonsense"

    def _apply(
        self, blob: bytes, digest: bytes, manifest: Manifest, frames: Sequence[bytes], taken: Taken, who: str
    ) -> Taken:
        """In one transaction.

        Args:
            who: Whoever lets in a bundle that was held; empty for one that arrives.
        """
        logs, cells = content(manifest.kind, frames)
        now_ms = self._clock.now_ms()
        with self._database.writing() as db:
            Keeper(db).lock(manifest.unit)
            held = holding.bundle(db, digest) if who else None
            if held is None and (again := _raw(db, digest)) is not None:
                return _again(again, taken)
            row = _device(db, manifest.sender)
            reason = why_held(row, manifest, is_let_in=held is not None)
            records = 0
            if not reason:
                standing = manifest.standing or Standing()
                timeline = timelines.current(db)
                source = Source(
                    manifest.unit, manifest.sender, manifest.bundle, digest,
                    gives_back=may_know_more(db, manifest.unit, standing, timeline),
                    vouched={head.incarnation: head.seq for head in standing.heads},
                )  # fmt: skip
                intake = Intake(db, self._registry, source, now_ms=now_ms)
                if manifest.kind is Kind.UP and logs:
                    records = intake.take_logs(logs)
                elif manifest.kind is Kind.STATE and manifest.span is not None:
                    intake.take_cells(cells)
                    giving.note_part(db, standing.gives_back, timeline, manifest.span)
            outcome = "held" if reason else "applied"
            if held is None:
                _note(db, blob, digest, manifest, outcome, reason, now_ms)
            elif not reason:
                holding.decide(db, held, holding.TAKEN, who, records=records, now_ms=now_ms)
        return replace(taken, outcome=outcome, reason=reason, records=records)

    def _hold(self, blob: bytes, digest: bytes, manifest: Manifest, reason: str, taken: Taken) -> Taken:
        with self._database.writing() as db:
            if (again := _raw(db, digest)) is not None:
                return _again(again, taken)
            _note(db, blob, digest, manifest, "held", reason, self._clock.now_ms())
        return replace(taken, outcome="held", reason=reason)


def _device(db: Connection, device: bytes) -> Any:
    return db.execute(select(DEVICE).where(DEVICE.c.id == device)).first()


def _raw(db: Connection, digest: bytes) -> Any:
    query = select(RAW_BUNDLE.c.outcome, RAW_BUNDLE.c.reason).where(RAW_BUNDLE.c.digest == digest)
    return db.execute(query).first()


def _again(row: Any, taken: Taken) -> Taken:
    return replace(taken, outcome="held" if row.outcome == "held" else "known", reason=row.reason)


def _note(
    db: Connection, blob: bytes, digest: bytes, manifest: Manifest, outcome: str, reason: str, now_ms: int
) -> None:
    db.execute(
        insert(RAW_BUNDLE).values(
            digest=digest, id=manifest.bundle, device=manifest.sender, unit=manifest.unit, at_ms=now_ms, blob=blob,
            outcome=outcome, reason=reason,
        )
    )  # fmt: skip
    values = {"last_seen_ms": now_ms} | ({"last_receipt_ms": now_ms} if outcome == "applied" else {})
    db.execute(update(DEVICE).where(DEVICE.c.id == manifest.sender).values(**values))
