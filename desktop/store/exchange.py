"""The exchange's side of an open store: what goes up, and what came down."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from desktop.models.record import records, registry
from desktop.store.arrived import StoreRows
from desktop.store.store import Store
from sync import inbox, outbox, uplink
from sync.bundle import Sealed, open_bundle
from sync.collecting import uncollected
from sync.inbox import Applied
from sync.manifest import Kind, Manifest
from sync.standing import Standing
from sync.tables import EXCHANGE
from sync.uplink import Sender


@dataclass(frozen=True, slots=True)
class Standings:
    """Where a computer stands with its province, for people.

    Attributes:
        waiting: Changes that the province has not acknowledged.
        is_loading: A first load is under way.
        gives_back: It gives a restored province everything it holds.
        has_whole_cells: Something came without its history, which therefore begins later than the records.
    """

    waiting: int
    is_loading: bool
    gives_back: bool
    has_whole_cells: bool


class StoreExchange:
    """Reads and applies what travels. Safe to share between threads, as its store is."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._registry: Final = registry()
        self._rows: Final = StoreRows(
            self._registry, {record.__table_id__: record for record in records()}, store.commune
        )

    def standing(self) -> Standing:
        """Where this computer stands, as the province is told."""
        with self._store.reading() as db:
            return outbox.standing(db)

    def standings(self) -> Standings:
        """The same for people."""
        with self._store.reading() as db:
            row = db.execute(select(EXCHANGE)).first()
            waiting = outbox.waiting(db)
        if row is None:
            return Standings(waiting, is_loading=False, gives_back=False, has_whole_cells=False)
        return Standings(waiting, row.parts is not None, bool(row.gives_back), row.has_whole_cells)

    def seal_changes(self, sender: Sender) -> list[Sealed]:
        """The bundles with what was not acknowledged; one greeting where there is nothing."""
        return list(self.sealing_changes(sender))

    def sealing_changes(self, sender: Sender) -> Iterator[Sealed]:
        """The same one by one, as they were when the first is asked for."""
        with uncollected(), self._store.reading() as db:
            yield from uplink.changes(db, sender, now_ms=self._store.clock.now_ms())

    def seal_everything(self, sender: Sender) -> list[Sealed]:
        """The bundles that give a restored province everything held here."""
        with uncollected(), self._store.reading() as db:
            return uplink.everything(db, self._rows.everything(db), sender, now_ms=self._store.clock.now_ms())

    def take(self, blob: bytes, sender: Sender) -> Applied:
        """Open and apply one bundle that came down, in one transaction.

        Raises:
            BundleDamaged, BundleForeign, BundleNewer, BundleTooLarge, SenderUnknown: see `open_bundle`.
            PayloadFalse: it holds what no program of ours writes. In each case nothing was changed.
        """

        def trusted(manifest: Manifest) -> bytes | None:
            is_ours = manifest.sender == sender.card.province and manifest.unit == sender.unit
            return sender.card.keys.verify if is_ours else None

        with uncollected():
            opened = open_bundle(blob, [sender.keys.identity], trusted)
            if opened.manifest.kind is not Kind.DOWN:
                return Applied("known")
            with self._store.local_writing() as db:
                applied = inbox.apply(
                    db, self._rows, self._registry, opened.manifest, opened.frames, now_ms=self._store.clock.now_ms()
                )
        if applied.restart:
            self._store.fresh_start()
        return applied
