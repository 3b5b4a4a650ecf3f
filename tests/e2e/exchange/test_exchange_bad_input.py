"""Everything that can be wrong with a stick or a bundle: its own reason, nothing changed or lost."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from desktop.exchange.desk import Stage, Step
from desktop.ui.texts import explain
from sync.bundle import Sealed, seal
from sync.carriers.stick import StickCarrier
from sync.errors import AppError
from sync.keys import PrivateKeys
from tests.e2e.exchange.compare import log_there
from tests.e2e.exchange.computers import Computer, Unstopped
from tests.e2e.exchange.conftest import COMMUNE, OTHER_COMMUNE, Found
from tests.e2e.exchange.provinces import Watched
from tests.e2e.exchange.refusing import enrolment, refused
from tests.e2e.exchange.roads import ByStick
from tests.store.disks import small_disk
from tests.sync.carriers.sticks import locked, loose_stick, tree
from tests.sync.server.places import Place

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def place(file_place: Place) -> Place:
    """What is wrong here is found out before any database is asked, so one kind is enough."""
    return file_place


@pytest.fixture
def an(an_on_her_way: UUID) -> UUID:
    """See `an_on_her_way`."""
    return an_on_her_way


def answer_on(stick: Path, computer: Computer) -> Path:
    """The one bundle that lies on a stick for a computer."""
    ((path, _),) = StickCarrier(stick).downs(enrolment(computer).device)
    return path


# ---- sticks ----


def test_a_stick_without_our_folder_is_left_as_it_is(laptop: Computer, an: UUID, tmp_path: Path) -> None:
    other = tmp_path / "khac"
    other.mkdir()
    (other / "anh-cuoi.jpg").write_bytes(b"jpeg")
    with refused(laptop, "stick.not_ours"):
        laptop.by_stick(other)
    assert tree(other) == {"anh-cuoi.jpg": b"jpeg"}


def test_a_stick_that_is_not_there(laptop: Computer, an: UUID, tmp_path: Path) -> None:
    with refused(laptop, "stick.missing"):
        laptop.by_stick(tmp_path / "khong-co")


def test_a_full_stick_keeps_what_lies_on_it(laptop: Computer, an: UUID, tmp_path: Path) -> None:
    with small_disk(tmp_path / "day", 40) as small:
        StickCarrier(small).prepare()
        filler = small / "phim.mkv"
        with suppress(OSError), filler.open("wb", buffering=0) as film:
            while film.write(bytes(4096)):
                pass
        size = filler.stat().st_size
        with refused(laptop, "stick.full"):
            laptop.by_stick(small)
        assert filler.stat().st_size == size


def test_a_locked_stick_is_told(laptop: Computer, an: UUID, tmp_path: Path) -> None:
    with small_disk(tmp_path / "khoa", 400) as small:
        StickCarrier(small).prepare()
        with locked(small), refused(laptop, "stick.read_only"):
            laptop.by_stick(small)


def test_a_stick_pulled_out_while_it_is_written(found: Found, province: Watched, tmp_path: Path) -> None:
    computer = found("Ma Thị Thủy", COMMUNE)
    with loose_stick(tmp_path / "long", tmp_path / "long.img") as pull:
        province.invite_on(tmp_path / "long", COMMUNE)
        written: list[object] = []

        def report(step: Step) -> None:
            if step.stage is Stage.WRITE and not written:
                written.append(step)
                pull()

        with pytest.raises(AppError) as caught:
            computer.desk.enrol_by_stick(tmp_path / "long", "Máy", report, Unstopped())
    assert written
    assert caught.value.code in ("stick.gone", "stick.faulty", "stick.unreadable")
    assert "USB" in explain(caught.value)
    assert not computer.desk.status().invitation_pending
    assert computer.waiting == 1
    assert computer.store.check() == []


# ---- bundles that came down ----


def cut(blob: bytes) -> bytes:
    return blob[: len(blob) * 2 // 3]


def flip(blob: bytes) -> bytes:
    at = len(blob) - 40
    return blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]


@pytest.mark.parametrize("damage", [cut, flip], ids=["cut short", "one bit flipped"])
def test_a_damaged_bundle(
    laptop: Computer, province: Watched, stick: Path, an: UUID, damage: Callable[[bytes], bytes]
) -> None:
    path = answer_on(stick, laptop)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    with refused(laptop, "bundle.damaged"):
        laptop.by_stick(stick)
    path.write_bytes(whole)
    laptop.by_stick(stick)
    assert laptop.values(an)["full_name"] == "Lê Thị An"


def test_a_bundle_sealed_to_another_commune(
    laptop: Computer, found: Found, province: Watched, stick: Path, an: UUID
) -> None:
    elsewhere = found("Ma Thị Thủy", OTHER_COMMUNE)
    ByStick(province, stick).join(elsewhere)
    hers = next(sealed for device, sealed in province.said if device == enrolment(elsewhere).device)
    answer_on(stick, laptop).write_bytes(hers.blob)
    with refused(laptop, "bundle.foreign"):
        laptop.by_stick(stick)


def forged(laptop: Computer, province: Watched, keys: PrivateKeys, **changed: object) -> Sealed:
    """What the province last said to the laptop, said by somebody else or otherwise."""
    sealed = [each for device, each in province.said if device == enrolment(laptop).device][-1]
    return seal(replace(sealed.manifest, frames=(), **changed), [], keys)  # type: ignore[arg-type]


def test_a_bundle_that_nobody_we_know_signed(laptop: Computer, province: Watched, stick: Path, an: UUID) -> None:
    fake = forged(laptop, province, PrivateKeys.generate(), sender=b"x" * 16)
    answer_on(stick, laptop).write_bytes(fake.blob)
    with refused(laptop, "bundle.sender_unknown"):
        laptop.by_stick(stick)


def test_a_bundle_from_a_newer_version_is_kept_until_this_one_is_updated(
    laptop: Computer, province: Watched, stick: Path, an: UUID
) -> None:
    newer = forged(laptop, province, province.keys.private, min_reader=99)
    path = answer_on(stick, laptop)
    path.write_bytes(newer.blob)
    with refused(laptop, "bundle.newer"):
        laptop.by_stick(stick)
    assert path.read_bytes() == newer.blob
    assert [each.reason for each in laptop.desk.status().refused] == ["bundle.newer"]
    assert any(StickCarrier(stick).ups()), "it goes on sending"


# ---- bundles that went up ----


def test_what_a_damaged_bundle_held_goes_up_again(laptop: Computer, province: Watched, stick: Path, an: UUID) -> None:
    laptop.by_stick(stick)
    laptop.add_branch("Chi hội Khe Vàng")
    before = log_there(province.database, COMMUNE)
    for damage in (cut, flip):
        laptop.by_stick(stick)
        ((path, blob),) = StickCarrier(stick).ups()
        path.write_bytes(damage(blob))
        (taken,) = province.receive(stick)
        assert (taken.outcome, taken.reason) == ("refused", "bundle.damaged")
        assert log_there(province.database, COMMUNE) == before
        assert path.read_bytes() == damage(blob), "it may still be looked at"
    ByStick(province, stick).exchange(laptop)
    assert laptop.waiting == 0


def test_what_an_unknown_computer_sends_is_refused(desktop: Computer, province: Watched, stick: Path, an: UUID) -> None:
    before = log_there(province.database, COMMUNE)
    desktop.add_branch("Chi hội Khe Vàng")
    desktop.by_stick(stick)
    ((path, _),) = StickCarrier(stick).ups()
    sender = replace(enrolment(desktop).sender(COMMUNE), device=b"?" * 16)
    (stranger,) = desktop.desk._exchange.seal_changes(sender)
    path.write_bytes(stranger.blob)
    (taken,) = province.receive(stick)
    assert (taken.outcome, taken.reason) == ("refused", "bundle.sender_unknown")
    assert log_there(province.database, COMMUNE) == before


def test_what_a_revoked_computer_sends_waits_for_a_person(
    desktop: Computer, laptop: Computer, province: Watched, stick: Path, an: UUID
) -> None:
    before = log_there(province.database, COMMUNE)
    laptop.by_stick(stick)
    laptop.add_branch("Chi hội Khe Vàng")
    laptop.by_stick(stick)
    province.province.set_status(enrolment(laptop).device, "revoked")
    said = len(province.said)
    (taken,) = province.receive(stick)
    assert (taken.outcome, taken.reason) == ("held", "revoked")
    assert log_there(province.database, COMMUNE) == before
    assert not [device for device, _ in province.said[said:] if device == enrolment(laptop).device]
