"""`Store`: the one door to the encrypted file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.store.connection import StoreConnection, connect
from desktop.store.opening import prepare
from desktop.store.troubles import explained
from sync.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from desktop.models.record import Record
    from desktop.store.checking import Finding
    from desktop.store.tables import Tables
    from sync.cell import Value
    from sync.journal import Shown

    Decisions = Mapping[tuple[type[Record], bytes], Mapping[int, Value]]

SYSTEM = bytes(16)
NO_HASH = bytes(32)


class Store:
    """Records of one commune in one encrypted file. Safe to share between threads: one writes, several read.

    Opening it loads neither SQLAlchemy nor the declarations; the first transaction does, so that the window need not
    wait for them (docs/decisions/0003-home-before-the-rest.md).

    Attributes:
        commune: Official 5-digit code; every row bears it.
        actor: Who is signed in, 16 bytes; the program itself before anybody is.
        path: The database file.
        clock: Where its times come from.
        certificate_hash: Of the certificate by which the province let this computer in; zeros before it did.
        lock: Held by whoever writes.
        plain: The connection that writes; for who holds the lock.
    """

    def __init__(self, path: Path, key: bytes, *, clock: Clock, strict: bool) -> None:
        self.path = path
        self.actor = SYSTEM
        self.clock = clock
        self.lock = RLock()
        self._key = key
        self._strict = strict
        self._loaded: Tables | None = None
        with explained(path):
            self.plain = self.connect()
            self.plain.execute("BEGIN IMMEDIATE")  # a file that cannot be written to is told now
            self.commune = (self._own("commune") or b"").decode()
            self._device = self._own("device") or SYSTEM
            self.certificate_hash = self._own("certificate_hash") or NO_HASH
            self.plain.execute("COMMIT")

    def connect(self, *, read_only: bool = False) -> StoreConnection:
        """Another connection to the file, as the driver gives it."""
        return connect(self.path, self._key, read_only=read_only)

    @property
    def _tables(self) -> Tables:
        from desktop.store.tables import Tables

        with self.lock:
            if self._loaded is None:
                self._loaded = Tables(self, self._device, strict=self._strict)
            return self._loaded

    def writing(
        self, shown: Shown | None = None, *, reason: str, label: str = "", undoes: int | None = None
    ) -> AbstractContextManager[Session]:
        """One transaction: the rows, their log lines, their history and their search entries, or nothing.

        Args:
            shown: What the form showed; see `Shown`.
            reason: Stable word for the act.
            label: What the undo button and the history call it.
            undoes: The act that this one takes back.
        Raises:
            ChangedMeanwhile: see `Journal.append`.
            DiskFull, DiskTrouble, Busy, Damaged, FolderReadOnly: nothing was saved.
        """
        return self._tables.writing(shown, reason, label, undoes)

    def local_writing(self) -> AbstractContextManager[Connection]:
        """A transaction on tables of this computer alone: drafts, saved filters, the log of views."""
        return self._tables.local_writing()

    def reading(self) -> AbstractContextManager[Connection]:
        """A consistent view of what is committed."""
        return self._tables.reading()

    def ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of one plain question, for what is shown before rows are worked with; waits for who writes."""
        with explained(self.path), self.lock:
            rows: list[tuple[Any, ...]] = self.plain.execute(question, values).fetchall()
            return rows

    def add_rows(self, session: Session, record: type[Record], rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
        """Insert many rows of one register at once.

        Args:
            rows: Values by field key; an `id` is minted where none is given.
        Returns:
            The ids, in order.
        """
        return self._tables.add_rows(session, record, rows)

    def change_row(self, session: Session, record: type[Record], row_id: UUID, values: Mapping[str, Any]) -> bool:
        """Set fields of one living row, at a third of what the session would take for it.

        Args:
            values: By field key; a row may be asked for with none.
        Returns:
            Whether there is such a row.
        """
        return self._tables.change_row(session, record, row_id, values)

    def settle(self, decisions: Decisions, shown: Shown, label: str) -> None:
        """Decide between values that stand side by side: an ordinary act, logged even where the value shown stays.

        Args:
            decisions: Register and row id, 16 bytes, to what is to stand: field number to its value as it travels,
                `rowmeta.ROW` to whether the row goes to the trash.
            shown: What the card showed: the decision covers that and nothing newer.
            label: What the undo button and the history call it.
        Raises:
            ChangedMeanwhile: see `Journal.append`.
        """
        self._tables.settle(decisions, shown, label)

    def identify(self, device: bytes, certificate_hash: bytes) -> None:
        """Take the place at the province that this computer was given; its next change begins a new incarnation.

        Args:
            device: Its id, 16 bytes.
        """
        self.set_meta("device", device)
        self.set_meta("certificate_hash", certificate_hash)
        with self.lock:
            self._device, self.certificate_hash = device, certificate_hash
            self._tables.identify(device, certificate_hash)

    def fresh_start(self) -> None:
        """Begin a new incarnation with the next change."""
        self._tables.fresh_start()

    def meta(self, key: str) -> bytes | None:
        """A value that belongs to this computer's file."""
        return self._tables.meta(key)

    def set_meta(self, key: str, value: bytes) -> None:
        """Keep such a value."""
        self._tables.set_meta(key, value)

    def check(self) -> list[Finding]:
        """Everything that is not as it must be: pages, log, causal facts, tables, search; nothing in a sound file."""
        return self._tables.check()

    def close(self) -> None:
        """Let go of the file; what is committed is in it."""
        with self.lock:
            if self._loaded is not None:
                self._loaded.close()
            self.plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self.plain.close()

    def _own(self, key: str) -> bytes | None:
        row = self.plain.execute("SELECT value FROM local_meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None


def open_store(folder: Path, key: bytes, *, clock: Clock | None = None, strict: bool = False) -> Store:
    """Open the register of a data folder.

    Args:
        folder: Where `register.db` lies.
        key: The raw 32-byte file key.
        strict: Refuse a change whose form context nobody gave; tests ask for it.
    Raises:
        NoRegister, Unreadable, Damaged, NewerFile, and what a backup raises where the file must be widened first.
    """
    path = folder / "register.db"
    prepare(path, key)
    return Store(path, key, clock=clock or Clock(), strict=strict)
