"""Our side of the exchange: a province's server as a process of its own, three computers of a commune, TLS between."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from desktop.exchange.enrolment import applicant
from desktop.exchange.joining import admit, opened_admission, request
from desktop.exchange.making import make_desk
from desktop.models.hamlet import Hamlet
from desktop.models.person import Person
from desktop.models.record import registry
from desktop.models.sheets import sheet_named
from desktop.registers.office import Founding, Office, enter, found
from desktop.registers.register import Register
from desktop.store.store import Store
from sync.certificate import encode_card
from sync.clock import Clock
from sync.server.commands.context import PASSWORD as SERVER_PASSWORD
from sync.server.database import Database
from sync.server.keyring import ProvinceKeys, create
from sync.server.province import Province
from sync.slow_key import Cost
from tests.bench.documents import Document, documents, edited, prepare_documents
from tests.bench.invented import places
from tests.bench.job import Case, Figures
from tests.bench.peers import served
from tests.bench.prepared import CHAIR, CHEAP, COMMUNE, PASSWORD
from tests.bench.wire import HOST, Wire, counted, free_port

COMPUTERS = ("a", "b", "c")  # writes, reads, comes new
LIST = 250  # rows of one list that is typed or imported: a branch
CHEAP_BOX = Cost(memory_kib=19 * 1024, iterations=2, lanes=1)
Edit = Callable[[Store, Sequence[Document], Sequence[UUID]], None]


def prepare_exchange(case: Case) -> None:
    """A province that has let in three computers of a commune, and the persons as documents."""
    prepare_documents(case)
    folder = _folder(case)
    if folder.exists():
        return
    making = folder.with_suffix(".making")
    shutil.rmtree(making, ignore_errors=True)
    keys = ProvinceKeys.generate("Hội LHPN tỉnh Thái Nguyên", (), (HOST,))
    create(making / "province", keys, PASSWORD, cost=CHEAP_BOX)
    database = Database.open(None, making / "province", keys.database_key)
    province = Province(database, keys, registry(), Clock())
    offices = [found(making / name, Founding(COMMUNE, CHAIR, PASSWORD), cost=CHEAP).office for name in COMPUTERS]
    for office, name in zip(offices, COMPUTERS, strict=True):
        _let_in(province, keys, office.store, name)
    for office in offices:
        office.close()
    database.close()
    making.rename(folder)


def exchanged(case: Case, *, count: bool = False, edit: Edit | None = None) -> Figures:
    """Push, pull, a newcomer's first load; after some persons were edited, push and pull again.

    Server and both computers have exchanged something before, as those of the yardsticks have.

    Args:
        count: Count the bytes, TLS included; the times then say nothing.
        edit: How the edits are saved; none are made without.
    """
    with _commune(case, count) as commune:
        people = documents(case.size)
        homes = _add_hamlets(commune.store("a"), case.size)
        for name in ("a", "b", "a"):  # the hamlets travel, and everything has run once
            commune.phase("start", name)
        ids = _add_persons(commune.store("a"), people, homes)
        commune.phase("push", "a")
        commune.phase("pull", "b")
        commune.phase("newcomer", "c")
        later = edited(people)
        if edit is not None:
            edit(commune.store("a"), later, [ids[document["id"]] for document in later])
            commune.phase("later_push", "a")
            commune.phase("later_pull", "b")
            commune.phase("silent", "b")
        _check(commune.store("b"), people, later if edit else [])
        _check(commune.store("c"), people, [])
        return commune.figures


def one_by_one(store: Store, later: Sequence[Document], ids: Sequence[UUID]) -> None:
    """Open a form for each, change two fields, save."""
    register = Register(store, sheet_named("person"))
    for document, row in zip(later, ids, strict=True):
        register.save(register.open(row), {"phone": document["phone"], "note": document["note"]})


def as_one_list(store: Store, later: Sequence[Document], ids: Sequence[UUID]) -> None:
    """Save them all as one act, as an import does."""
    from sync.journal import AS_STORED

    with store.writing(AS_STORED, reason="import", label="Nhập danh sách") as session:
        for document, row in zip(later, ids, strict=True):
            store.change_row(session, Person, row, {"phone": document["phone"], "note": document["note"]})


@dataclass(frozen=True, slots=True)
class _Commune:
    """Three open registers and the way to their province."""

    offices: dict[str, Office]
    address: str
    wire: Wire | None
    figures: Figures

    def store(self, name: str) -> Store:
        return self.offices[name].store

    def phase(self, name: str, computer: str) -> None:
        """One whole exchange of a computer, as its button does it."""
        desk = make_desk(self.offices[computer], server=self.address)
        began = time.perf_counter()
        desk.by_network(lambda _step: None, _Unstopped())
        self.figures[f"{name}_s"] = time.perf_counter() - began
        if self.wire:
            self.figures[f"{name}_kb"] = self.wire.lap_kb()


class _Unstopped:
    """Nobody asks to stop."""

    def check(self) -> None:
        """Go on."""


@contextmanager
def _commune(case: Case, count: bool) -> Iterator[_Commune]:
    place, port = case.scratch / "exchange", free_port()
    shutil.copytree(_folder(case), place)
    command = [sys.executable, "-m", "sync.server", "serve", "--data", str(place / "province"), "--address", HOST]
    env = {SERVER_PASSWORD: PASSWORD}
    with ExitStack() as stack:
        stack.enter_context(served([*command, "--port", str(port)], port, case, env))
        wire = stack.enter_context(counted(port)) if count else None
        offices = {name: enter(place / name, "", PASSWORD) for name in COMPUTERS}
        for office in offices.values():
            stack.callback(office.close)
        yield _Commune(offices, f"https://{HOST}:{wire.port if wire else port}", wire, {})


def _folder(case: Case) -> Path:
    return case.inputs / f"exchange-{case.size}"


def _let_in(province: Province, keys: ProvinceKeys, store: Store, name: str) -> None:
    invitation = province.invite(COMMUNE)
    asking = applicant(store, invitation.secret, name)
    asking = replace(asking, card_data=encode_card(keys.card, keys.private))
    blob = province.enrol(request(store, asking, invitation.secret, keys.card).blob).blob
    opened = opened_admission(blob, asking)
    assert opened is not None
    admit(store, asking, opened, server="")


def _add_hamlets(store: Store, size: int) -> list[UUID]:
    rows = [{"name": f"Thôn {name}", "kind": "thon", "status": "active"} for name in places(size)]
    with store.writing(reason="import", label="Nhập danh sách") as session:
        return store.add_rows(session, Hamlet, rows)


def _add_persons(store: Store, people: Sequence[Document], homes: Sequence[UUID]) -> list[UUID]:
    ids: list[UUID] = []
    for start in range(0, len(people), LIST):
        rows = [
            {**{key: value for key, value in person.items() if key != "id"}, "hamlet_id": homes[person["hamlet_id"]]}
            for person in people[start : start + LIST]
        ]
        with store.writing(reason="import", label="Nhập danh sách") as session:
            ids += store.add_rows(session, Person, rows)
    return ids


def _check(store: Store, people: Sequence[Document], later: Sequence[Document]) -> None:
    """Everybody is there with what was written last, and can be found."""
    expected = {person["citizen_id"]: (person["full_name"], person["phone"], person["note"]) for person in people}
    expected |= {person["citizen_id"]: (person["full_name"], person["phone"], person["note"]) for person in later}
    stored = store.ask("SELECT citizen_id, full_name, phone, note FROM person")
    assert {row[0]: tuple(row[1:]) for row in stored} == expected
    ((found,),) = store.ask("SELECT count(*) FROM person_search WHERE person_search MATCH 'thi'")
    assert found == sum("Thị" in person["full_name"].split() for person in people)
