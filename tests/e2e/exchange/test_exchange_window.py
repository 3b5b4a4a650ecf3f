"""The window and the exchange beneath it, on the demo commune: joining, sending, receiving, settling."""

from typing import Any

import pytest

from desktop.app import Program
from desktop.demo.commune import COMMUNE as DEMO
from desktop.models.dates import PartialDate
from desktop.ui.navigation import EXCHANGE, HOME
from tests.e2e.exchange.computers import Computer
from tests.e2e.exchange.conftest import Found
from tests.e2e.exchange.provinces import NAME, Watched
from tests.e2e.waiting import settle, until
from tests.sync.server.places import Place

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def place(file_place: Place) -> Place:
    """One kind of database is enough for what the window shows."""
    return file_place


def ended(program: Program) -> Any:
    """How the exchange that was begun ended."""
    runs = program.pages.exchange.runs
    until(lambda: runs.running is None)
    settle(program)
    assert runs.last is not None
    assert runs.last.error is None
    return runs.last


def test_the_demo_commune_joins_sends_and_receives(work: Program, found: Found, province: Watched) -> None:
    runs = work.pages.exchange.runs
    laptop: Computer = found("Hoàng Thị Mai", DEMO)
    with province.on_the_network() as server:
        work.window.show_page(EXCHANGE)
        settle(work)
        assert runs.join_by_code(server, province.code(DEMO), "Máy văn phòng")
        ended(work)
        assert runs.status is not None
        assert (runs.status.joined, runs.status.province) == (True, NAME)
        assert runs.status.waiting > 2000
        assert runs.by_network()
        assert ended(work).outcome.acknowledged > 2000
        assert runs.status.waiting == 0
        laptop.enrol_by_code(server, province.code(DEMO), "Máy xách tay")
        laptop.by_network()
        assert work.office is not None
        members = work.office.register("member")
        person = members.ids(members.find()[:1])[0]
        laptop.change(person, birth_date=PartialDate("1970"))
        members.save(members.open(person), {"birth_date": PartialDate("1971")})
        laptop.by_network()
        assert runs.by_network()
        assert ended(work).outcome.conflicts_new == 1
        assert runs.status.conflicts == 1
        work.window.show_page(HOME)
        settle(work)
        work.window.show_page(EXCHANGE)
        settle(work)
        laptop.by_network()
        (card,) = laptop.desk.conflicts()
        laptop.desk.settle(card.id, {card.fields[0].key: PartialDate("1970")})
        laptop.by_network()
        assert runs.by_network()
        ended(work)
        assert runs.status.conflicts == 0
        assert members.open(person).values["birth_date"] == "1970"
