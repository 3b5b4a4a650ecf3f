"""A computer of a commune for the engine's tests: a real encrypted store, its keys, and a clock that a test sets."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.models.person import Person
from desktop.models.record import Record
from desktop.store.exchange import StoreExchange
from desktop.store.store import Store, open_store
from sync.bundle import Sealed, open_bundle, seal
from sync.cell import Value
from sync.certificate import EnrolRequest, Invitation, decode_admission, digest, encode_request
from sync.clock import Clock
from sync.ids import uuid7
from sync.inbox import Applied
from sync.journal import AS_STORED, Shown
from sync.keys import PrivateKeys
from sync.manifest import Kind, Manifest
from sync.payload import read_frame
from sync.standing import Standing
from sync.uplink import Sender
from tests.people import KEY, Wall
from tests.sync.engine.facts import Facts, facts_of

_LAST_OWN = 'SELECT hex(incarnation) FROM incarnation WHERE "foreign" IS NOT 1 ORDER BY id DESC'


class Computer:
    """One computer that was let in.

    Attributes:
        wall: Its clock.
        store: Open until `close`.
    """

    def __init__(self, folder: Path, sender: Sender, wall: Wall) -> None:
        self.folder = folder
        self.sender = sender
        self.wall = wall
        self.store: Store
        self.exchange: StoreExchange
        self.start()

    @property
    def device(self) -> bytes:
        return self.sender.device

    # the program

    def start(self) -> None:
        self.store = open_store(self.folder, KEY, clock=Clock(self.wall), strict=True)
        self.exchange = StoreExchange(self.store)

    def close(self) -> None:
        self.store.close()

    def restart(self) -> None:
        """Close the program and open it again."""
        self.close()
        self.start()

    def back_up(self, to: Path) -> Path:
        """Copy the closed folder."""
        self.close()
        shutil.copytree(self.folder, to)
        self.start()
        return to

    def put_back(self, copy: Path) -> None:
        """Work on with an older copy of the folder; what came after it is gone."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)
        self.start()

    def resumed_in(self, folder: Path) -> "Computer":
        """A copy of the running program, as when a virtual machine is resumed twice: it writes under the same name."""
        self.back_up(folder)
        twin = Computer(folder, self.sender, self.wall)
        name = bytes.fromhex(twin.store.ask(_LAST_OWN)[0][0])
        for each in (self, twin):
            journal = each.store._tables._journal
            journal._incarnation, journal._mine = name, [name]
        return twin

    # people

    def add(self, record: type[Record] = Person, **values: Any) -> bytes:
        """A new row; its id, 16 bytes."""
        return self.add_all([values], record)[0]

    def add_all(self, rows: Sequence[dict[str, Any]], record: type[Record] = Person) -> list[bytes]:
        """New rows in one act."""
        with self.store.writing(reason="import", label="Nhập") as session:
            return [row.bytes for row in self.store.add_rows(session, record, rows)]

    def form(self, row: bytes, record: type[Record] = Person) -> Shown:
        """Open a form: what it shows."""
        key = record.__table_id__, row
        found = self.store.ask("SELECT meta FROM row_meta WHERE table_id = ? AND row = ?", *key)
        return Shown({key: found[0][0] if found else None})

    def edit(self, row: bytes, shown: Shown = AS_STORED, record: type[Record] = Person, **values: Any) -> bool:
        """Change fields; whether the row lives here."""
        with self.store.writing(shown, reason="edit", label="Sửa") as session:
            return self.store.change_row(session, record, UUID(bytes=row), values)

    def trash(self, row: bytes, shown: Shown = AS_STORED, record: type[Record] = Person) -> None:
        self._set_trash(row, self.wall.ms, shown, record)

    def untrash(self, row: bytes, shown: Shown = AS_STORED, record: type[Record] = Person) -> None:
        self._set_trash(row, None, shown, record)

    def _set_trash(self, row: bytes, deleted_at: int | None, shown: Shown, record: type[Record]) -> None:
        with self.store.writing(shown, reason="trash", label="Thùng rác") as session:
            session.connection().exec_driver_sql(
                f'UPDATE "{record.__tablename__}" SET deleted_at = ? WHERE id = ?', (deleted_at, row)
            )

    def settle(self, row: bytes, values: dict[int, Value], shown: Shown = AS_STORED) -> None:
        """Decide between values of a person."""
        self.store.settle({(Person, row): values}, shown, "Quyết định")

    # what it shows

    def value(self, row: bytes, key: str = "full_name", record: type[Record] = Person) -> Any:
        """One field as the table shows it; None also where there is no such row."""
        found = self.store.ask(f'SELECT "{key}" FROM "{record.__tablename__}" WHERE id = ?', row)
        return found[0][0] if found else None

    def lives(self, row: bytes, record: type[Record] = Person) -> bool:
        """Whether the row is here and not in the trash."""
        return self.store.ask(f'SELECT deleted_at FROM "{record.__tablename__}" WHERE id = ?', row) == [(None,)]

    def conflicts(self) -> set[tuple[bytes, int]]:
        """Row and field of everything that two computers left different."""
        return set(self.store.ask("SELECT row, field FROM conflict"))

    def facts(self) -> Facts:
        """Every cell with its values."""
        with self.store.reading() as db:
            return facts_of(self.exchange._rows.everything(db))

    def values(self, row: bytes, number: int = 1, table: int = 2) -> set[Value]:
        """The values that stand side by side in a cell."""
        return {head.value for head in self.facts()[table, row][number].heads.values()}

    def acked(self) -> dict[bytes, int]:
        """Own incarnation to the last number that the province acknowledged."""
        return dict(self.store.ask("SELECT i.incarnation, a.seq FROM ack a JOIN incarnation i ON i.id = a.incarnation"))

    def waiting(self) -> int:
        """Changes that the province has not acknowledged."""
        return self.exchange.standings().waiting

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything in the file, table by table, but for search indexes."""
        names = self.store.ask(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_search%' ORDER BY name"
        )
        return {name: self.store.ask(f'SELECT * FROM "{name}" ORDER BY 1, 2') for (name,) in names}

    # the exchange

    def ups(self) -> list[bytes]:
        """What it sends: its changes, after everything it holds where it gives that back."""
        sealed = self.exchange.seal_everything(self.sender) if self.exchange.standing().gives_back else []
        return [each.blob for each in (*sealed, *self.exchange.seal_changes(self.sender))]

    def standing(self) -> Standing:
        return self.exchange.standing()

    def take(self, blob: bytes) -> Applied:
        return self.exchange.take(blob, self.sender)

    def opened(self, blob: bytes) -> tuple[Manifest, list[tuple[Any, ...]]]:
        """A bundle that came down, read without applying it."""
        opened = open_bundle(blob, [self.sender.keys.identity], lambda _: self.sender.card.keys.verify)
        return opened.manifest, [read_frame(frame) for frame in opened.frames]


def admitted(folder: Path, invitation: Invitation, enrol: Callable[[bytes], Sealed], wall: Wall, name: str) -> Computer:
    """Let the computer of a fresh folder in.

    Args:
        enrol: See `Province.enrol`.
    """
    keys, card = PrivateKeys.generate(), invitation.card
    store = open_store(folder, KEY, clock=Clock(wall), strict=True)
    device = store.meta("device") or b""
    request = EnrolRequest(invitation.secret, device, invitation.unit, keys.public, name)
    body, to = encode_request(request), (card.keys.recipient,)
    manifest = Manifest(Kind.ENROL, uuid7().bytes, invitation.unit, device, to, wall.ms, body=body)
    reply = open_bundle(enrol(seal(manifest, [], keys).blob).blob, [keys.identity], lambda _: card.keys.verify)
    store.identify(device, digest(decode_admission(reply.manifest.body).certificate))
    store.close()
    return Computer(folder, Sender(device, invitation.unit, keys, card), wall)
