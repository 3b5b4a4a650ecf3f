"""Everything that can be wrong with a code, an invitation, a server or a clock: its reason, nothing changed or lost."""

from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from desktop.exchange.making import make_desk
from desktop.models.dates import PartialDate
from desktop.ui.texts import UNKNOWN, explain
from sync.carriers.https_line import Timing
from sync.carriers.stick import StickCarrier
from sync.errors import AppError
from tests.e2e.exchange.computers import Computer
from tests.e2e.exchange.conftest import COMMUNE, OTHER_COMMUNE, Found
from tests.e2e.exchange.impostors import answering
from tests.e2e.exchange.provinces import Watched
from tests.e2e.exchange.refusing import enrolment, refused
from tests.e2e.exchange.roads import Road
from tests.e2e.exchange.rounds import assert_equal
from tests.sync.server.places import Place

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
YEARS_MS = 365 * 24 * 3600 * 1000


@pytest.fixture
def place(file_place: Place) -> Place:
    """What is wrong here is found out before any database is asked, so one kind is enough."""
    return file_place


@pytest.fixture
def an(an_on_her_way: UUID) -> UUID:
    """See `an_on_her_way`."""
    return an_on_her_way


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Computers that give a line up sooner than at the office."""
    monkeypatch.setattr("sync.carriers.https.Timing", partial(Timing, attempts=2, pause_s=0.01, read_s=5))


# ---- joining ----


def test_a_revoked_computer_joins_again_and_brings_what_waited(
    desktop: Computer, laptop: Computer, province: Watched, an: UUID, hurried: None
) -> None:
    laptop.add_branch("Chi hội Khe Vàng")
    revoked = enrolment(laptop).device
    province.province.set_status(revoked, "revoked")
    with province.on_the_network() as server:
        laptop.desk = make_desk(laptop.office, server=server)
        with refused(laptop, "net.refused"):
            laptop.by_network()
        laptop.enrol_by_code(server, province.code(COMMUNE), "Máy xách tay")
        assert enrolment(laptop).device != revoked
        laptop.by_network()
        assert laptop.waiting == 0
        desktop.desk = make_desk(desktop.office, server=server)
        desktop.by_network()
    assert_equal(desktop, laptop, province)


def test_codes_that_do_not_hold(
    desktop: Computer, laptop: Computer, found: Found, province: Watched, hurried: None
) -> None:
    with province.on_the_network() as server:
        code = province.code(COMMUNE)
        elsewhere = found("Ma Thị Thủy", OTHER_COMMUNE)
        desktop.enrol_by_code(server, code, "Máy văn phòng")
        for computer, typed, reason in (
            (laptop, code, "net.invitation_used"),
            (laptop, code[:-1] + ("0" if code[-1] != "0" else "1"), "code.mistyped"),
            (elsewhere, province.code(COMMUNE), "net.invitation_elsewhere"),
        ):
            with pytest.raises(AppError) as caught:
                computer.enrol_by_code(server, typed, "Máy")
            assert caught.value.code == reason
            assert explain(caught.value) != UNKNOWN
            assert not computer.desk.status().joined


def test_invitations_on_a_stick_that_do_not_hold(desktop: Computer, province: Watched, stick: Path) -> None:
    with pytest.raises(AppError) as caught:
        desktop.enrol_by_stick(stick, "Máy")
    assert caught.value.code == "exchange.no_invitation"
    province.invite_on(stick, OTHER_COMMUNE)
    with pytest.raises(AppError) as caught:
        desktop.enrol_by_stick(stick, "Máy")
    assert caught.value.code == "exchange.other_commune"
    assert "Xã" in explain(caught.value)
    ((path, data),) = StickCarrier(stick).invitations()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(AppError) as caught:
        desktop.enrol_by_stick(stick, "Máy")
    assert caught.value.code == "invitation.false"
    assert not desktop.desk.status().invitation_pending


# ---- servers ----

WELCOME = b"HTTP/1.1 200 OK\r\nContent-Type: application/cbor\r\nContent-Length: 400\r\n\r\n"


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"\x00\x01\x02 this is no HTTP at all\r\n\r\n", "net.nonsense"),
        (WELCOME.replace(b"400", b"9") + b"<html>no!", "net.nonsense"),
        (b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", "net.server_trouble"),
        (WELCOME + b"\x85", "net.cut"),
    ],
    ids=["garbage", "another kind of answer", "500", "stops midway"],
)
def test_a_server_that_does_not_answer_as_one(
    laptop: Computer, province: Watched, an: UUID, tmp_path: Path, answer: bytes, code: str
) -> None:
    with answering(province.keys, tmp_path / "gia", answer) as address:
        laptop.desk = make_desk(laptop.office, server=address)
        with refused(laptop, code):
            laptop.by_network()


@pytest.mark.usefixtures("hurried")
def test_a_server_with_another_key_than_the_pinned_one(laptop: Computer, an: UUID, tmp_path: Path) -> None:
    from sync.server.keyring import ProvinceKeys

    with answering(ProvinceKeys.generate("Kẻ mạo danh", (), ("127.0.0.1",)), tmp_path / "gia", b"") as address:
        laptop.desk = make_desk(laptop.office, server=address)
        with refused(laptop, "net.other_key"):
            laptop.by_network()


@pytest.mark.usefixtures("hurried")
def test_no_server_at_all(laptop: Computer, an: UUID) -> None:
    laptop.desk = make_desk(laptop.office, server="https://127.0.0.1:9")
    with refused(laptop, "net.unreachable"):
        laptop.by_network()
    assert not laptop.desk.network_due(), "it leaves the network alone for a while"


# ---- clocks ----


@pytest.mark.parametrize("years", [73, -26], ids=["2099", "2000"])
def test_a_wrong_clock_changes_nothing_but_what_is_told(
    desktop: Computer, laptop: Computer, road: Road, years: int
) -> None:
    road.join(desktop, laptop)
    branch = desktop.add_branch("Chi hội Na Pặng")
    person = desktop.add(branch, full_name="Lê Thị An", birth_date=PartialDate("1962"))
    road.exchange(desktop, laptop)
    laptop.wall.ms += years * YEARS_MS
    laptop.restart()
    laptop.change(person, phone="0912000222")
    road.exchange(laptop, desktop)
    desktop.change(person, phone="0912000333")
    road.exchange(desktop, laptop)
    assert_equal(desktop, laptop, road.province)
    assert laptop.values(person)["phone"] == desktop.values(person)["phone"] == "0912000333"
    offset = laptop.desk.status().clock_offset_s
    assert offset is not None
    assert abs(offset - years * YEARS_MS // 1000) < 60
    assert desktop.store.clock.now_ms() == desktop.wall.ms
