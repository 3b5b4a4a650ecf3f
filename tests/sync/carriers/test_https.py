"""Bundles over the network: a real server on loopback, real TLS, a real province behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.exchange import StoreExchange
from desktop.store.store import Store
from sync.carriers.https import HttpsCarrier
from sync.carriers.https_errors import (
    AddressMistyped,
    DeviceRefused,
    DeviceTaken,
    InvitationUnknown,
    InvitationUsed,
    ServerKeyChanged,
    ServerNonsense,
    ServerUnreachable,
)
from sync.carriers.https_messages import SMALL
from sync.certificate import decode_card
from sync.keys import PrivateKeys
from sync.standing import Standing
from tests.people import COMMUNE
from tests.sync.server.web.lines import Plan, detour
from tests.sync.server.web.towns import HURRIED, Computer, Town, fill, running_town, waiting


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with running_town(tmp_path / "tinh") as town:
        yield town


def exchange(store: Store, computer: Computer) -> list[str]:
    """One whole exchange; what became of each bundle that went up."""
    desk = StoreExchange(store)
    with computer.carrier() as carrier:
        outcomes = [carrier.send(sealed).outcome for sealed in desk.seal_changes(computer.sender)]
        for blob in carrier.fetch(desk.standing()):
            desk.take(blob, computer.sender)
        carrier.confirm(desk.standing().cursor)
    return outcomes


def test_a_change_goes_up_and_its_receipt_comes_down(town: Town, store: Store) -> None:
    computer = town.computer()
    fill(store, 3)
    assert exchange(store, computer) == ["applied"]
    assert StoreExchange(store).standings().waiting == 0
    assert town.province.overview()[0].changes > 0


def test_a_large_bundle_goes_up_in_chunks_and_a_large_one_comes_down(town: Town, store: Store) -> None:
    computer, other = town.computer(), town.computer("Máy xách tay")
    fill(store, 60, letters=3000)
    (sealed,) = waiting(store, computer)
    assert len(sealed.blob) > 4 * SMALL
    told: list[tuple[str, int, int]] = []
    with computer.carrier() as carrier:
        assert carrier.send(sealed, lambda *said: told.append(said)).outcome == "applied"
        told_before = len(told)
        again = carrier.send(sealed, lambda *said: told.append(said))
    assert again.outcome in ("known", "applied")
    assert len(told) - told_before == 2, "the line has shown that it bears all of it at once"
    del told[told_before:]
    done = [at for _, at, _ in told]
    assert done == sorted(done)
    assert told[0] == ("send", 0, len(sealed.blob))
    assert told[-1] == ("send", len(sealed.blob), len(sealed.blob))
    assert len(told) > 4
    told.clear()
    with other.carrier() as carrier:
        (blob,) = carrier.fetch(Standing(), lambda *said: told.append(said))
    assert told[0] == ("fetch", 0, len(blob))
    assert told[-1] == ("fetch", len(blob), len(blob))
    assert not list((town.folder / "uploads").glob("*/*"))


def test_with_nothing_new_nothing_comes_down(town: Town, store: Store) -> None:
    computer = town.computer()
    fill(store, 1)
    exchange(store, computer)
    with computer.carrier() as carrier:
        assert list(carrier.fetch(StoreExchange(store).standing())) == []


def test_a_code_leads_to_the_card_and_the_whole_key(town: Town) -> None:
    with HttpsCarrier(town.url, town.keys.tls[:10]) as carrier:
        assert decode_card(carrier.card()) == town.keys.card
        assert carrier.tls == town.keys.tls


def test_joining_twice_with_one_request_is_joining_once(town: Town) -> None:
    computer = Computer(town)
    blob = computer.request(town.province.invite(COMMUNE).secret).blob
    with computer.carrier() as carrier:
        assert carrier.enrol(blob)
        assert carrier.enrol(blob)
    assert len(town.province.overview()[0].computers) == 1


def test_an_invitation_lets_one_computer_in(town: Town) -> None:
    secret = town.province.invite(COMMUNE).secret
    first, second = Computer(town), Computer(town)
    with first.carrier() as carrier:
        carrier.enrol(first.request(secret).blob)
        with pytest.raises(InvitationUsed):
            carrier.enrol(second.request(secret).blob)


def test_a_copy_of_a_computer_is_told_to_draw_its_own_id(town: Town) -> None:
    original = town.computer()
    copy = Computer(town, device=original.device)
    with copy.carrier() as carrier, pytest.raises(DeviceTaken):
        carrier.enrol(copy.request(town.province.invite(COMMUNE).secret).blob)


def test_a_false_secret_is_refused(town: Town) -> None:
    computer = Computer(town)
    with computer.carrier() as carrier, pytest.raises(InvitationUnknown):
        carrier.enrol(computer.request(bytes(7)).blob)


def test_a_computer_that_nobody_let_in_is_refused(town: Town) -> None:
    with Computer(town).carrier() as carrier, pytest.raises(DeviceRefused) as refused:
        carrier.hello()
    assert refused.value.details == {"reason": "unknown"}


def test_another_key_under_a_known_id_is_refused(town: Town) -> None:
    computer = town.computer()
    computer.keys = PrivateKeys.generate()
    with computer.carrier() as carrier, pytest.raises(DeviceRefused):
        carrier.hello()


@pytest.mark.parametrize("status", ["suspended", "revoked"])
def test_a_suspended_computer_is_refused_even_within_its_session(town: Town, status: str) -> None:
    computer = town.computer()
    with computer.carrier() as carrier:
        carrier.hello()
        town.province.set_status(computer.device, status)
        with pytest.raises(DeviceRefused) as refused:
            list(carrier.fetch(Standing()))
        assert refused.value.details == {"reason": status}
        with pytest.raises(DeviceRefused):
            carrier.hello()


def test_a_session_that_expired_is_renewed_unseen(town: Town, store: Store) -> None:
    computer = town.computer()
    fill(store, 1)
    with computer.carrier() as carrier:
        carrier.hello()
        town.wall.ms += 2 * 3600 * 1000
        assert [carrier.send(sealed).outcome for sealed in waiting(store, computer)] == ["applied"]
        town.wall.ms += 2 * 3600 * 1000
        assert len(list(carrier.fetch(StoreExchange(store).standing()))) == 1


@pytest.mark.parametrize("length", [10, 32])
def test_a_server_with_another_key_hears_nothing(tmp_path: Path, town: Town, length: int) -> None:
    computer = Computer(town)
    with running_town(tmp_path / "gia") as other:
        with HttpsCarrier(other.url, town.keys.tls[:length], computer.device, computer.keys) as carrier:
            with pytest.raises(ServerKeyChanged):
                carrier.enrol(b"secret" * 9)
            with pytest.raises(ServerKeyChanged):
                carrier.card()
            with pytest.raises(ServerKeyChanged):
                carrier.enrol(b"")
        assert other.province.overview()[0].computers == ()


def test_a_card_that_names_another_key_is_nonsense(tmp_path: Path, town: Town) -> None:
    from sync.certificate import encode_card
    from sync.server.web.app import make_app
    from sync.server.web.serving import serving

    card = town.keys.card
    liar = encode_card(type(card)(card.province, card.name, card.keys, bytes(32)), town.keys.private)
    app = make_app(town.province, card=liar, tls=town.keys.tls, folder=tmp_path)
    with (
        serving(app, town.keys) as url,
        HttpsCarrier(url, town.keys.tls, timing=HURRIED) as carrier,
        pytest.raises(ServerNonsense),
    ):
        carrier.card()


def test_where_nobody_listens_nobody_is_reached(town: Town) -> None:
    with (
        HttpsCarrier("https://127.0.0.1:1", town.keys.tls, timing=HURRIED) as carrier,
        pytest.raises(ServerUnreachable),
    ):
        carrier.card()
    with HttpsCarrier("khong-co.invalid", town.keys.tls, timing=HURRIED) as carrier, pytest.raises(ServerUnreachable):
        carrier.card()


@pytest.mark.parametrize(
    "typed", ["", "http://may-chu.example", "https://", "ftp://x", "https://a:b@may", "https://may/duong", "may:abc",
              "hai chữ", "https://[::1", "may:99999999"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_at_once(typed: str) -> None:
    with pytest.raises(AddressMistyped):
        HttpsCarrier(typed, bytes(32))


def test_no_proxy_of_the_environment_is_used(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with HttpsCarrier(town.url, town.keys.tls) as carrier:
        assert carrier.card()


def test_a_proxy_that_was_named_passes_everything_on_and_sees_nothing(town: Town) -> None:
    with detour(town.url, Plan(), is_proxy=True) as proxy:
        through = proxy.url.replace("https", "http")
        with HttpsCarrier(town.url, town.keys.tls, timing=HURRIED, proxy=through) as carrier:
            assert decode_card(carrier.card()) == town.keys.card
        with (
            HttpsCarrier(town.url, bytes(32), timing=HURRIED, proxy=through) as carrier,
            pytest.raises(ServerKeyChanged),
        ):
            carrier.card()
        assert proxy.connections == 2
