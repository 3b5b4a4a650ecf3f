"""A bundle that comes as a file, by mail say, instead of on a stick."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from desktop.exchange.desk import Outcome, Way
from desktop.exchange.errors import AdmissionFalse, FileEarly, NotJoined
from desktop.exchange.opened_file import FileUnreadable, OpenedKind, look_at_file
from sync.bundle import BundleDamaged, BundleForeign
from tests.e2e.exchange.computers import Computer, Unstopped, unreported
from tests.e2e.exchange.conftest import COMMUNE, OTHER_COMMUNE, Found
from tests.e2e.exchange.provinces import Watched
from tests.e2e.exchange.rounds import assert_equal, carry, join
from tests.sync.server.places import Place

pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The file is opened at the commune; one kind of database is enough."""
    folder = tmp_path / "tinh"
    folder.mkdir()
    return Place(None, folder)


def answers(stick: Path, to: Path) -> list[Path]:
    """What the province laid on a stick, sent on as files; the stick lacks it afterwards."""
    to.mkdir(exist_ok=True)
    found = sorted(stick.glob("SoHoi/tra-loi/*/*.sohoi"))
    return [Path(shutil.move(path, to / path.name)) for path in found]


def take(computer: Computer, file: Path) -> Outcome:
    return computer.desk.by_file(file, unreported, Unstopped())


def test_what_the_province_mails_is_taken_in_as_from_a_stick(
    desktop: Computer, laptop: Computer, province: Watched, stick: Path, tmp_path: Path
) -> None:
    join(desktop, province, stick, "Máy văn phòng")
    join(laptop, province, stick, "Máy xách tay")
    an = desktop.add(desktop.add_branch("Chi hội Na Pặng"), full_name="Lê Thị An", phone="0912000111")
    laptop.by_stick(stick)
    desktop.by_stick(stick)
    province.receive(stick)
    desktop.by_stick(stick)
    (file,) = answers(stick, tmp_path / "thu")
    assert look_at_file(file).kind is OpenedKind.BUNDLE
    outcome = take(laptop, file)
    assert (outcome.way, outcome.sent, outcome.received > 0) == (Way.FILE, 0, True)
    assert laptop.values(an)["phone"] == "0912000111"
    assert file.exists(), "the file is hers"
    assert take(laptop, file).received == 0, "twice is the same as once"
    carry(province, stick, desktop, laptop)
    assert_equal(desktop, laptop, province)


def test_the_answer_to_joining_may_come_as_a_file(
    desktop: Computer, province: Watched, stick: Path, tmp_path: Path
) -> None:
    province.invite_on(stick, COMMUNE)
    desktop.enrol_by_stick(stick, "Máy văn phòng")
    province.receive(stick)
    files = answers(stick, tmp_path / "thu")
    for file in [*files, *files]:  # in whatever order they are opened
        with suppress(AdmissionFalse, FileEarly):
            take(desktop, file)
    status = desktop.desk.status()
    assert (status.joined, status.waiting) == (True, 0)


def test_a_file_for_another_computer_changes_nothing(
    desktop: Computer, found: Found, province: Watched, stick: Path, tmp_path: Path
) -> None:
    join(desktop, province, stick, "Máy văn phòng")
    other = found("Lý Thị Mỷ", OTHER_COMMUNE)
    join(other, province, stick, "Máy xã bên")
    other.add_branch("Chi hội Bản Chang")
    other.by_stick(stick)
    province.receive(stick)
    (file,) = answers(stick, tmp_path / "thu")
    before = desktop.desk.history()
    with pytest.raises(BundleForeign):
        take(desktop, file)
    assert desktop.desk.history() == before, "no exchange was cut off"
    assert desktop.desk.status().problem == ""


def test_a_file_whose_forerunner_never_came_waits(
    desktop: Computer, laptop: Computer, province: Watched, stick: Path, tmp_path: Path
) -> None:
    join(desktop, province, stick, "Máy văn phòng")
    join(laptop, province, stick, "Máy xách tay")
    old_disk = laptop.copied(tmp_path / "dia-cu")
    for name in ("Chi hội Na Pặng", "Chi hội Bản Chang"):
        desktop.add_branch(name)
        carry(province, stick, desktop, laptop)
    desktop.add_branch("Chi hội Đồng Tâm")
    laptop.by_stick(stick)
    desktop.by_stick(stick)
    province.receive(stick)
    desktop.by_stick(stick)
    (file,) = answers(stick, tmp_path / "thu")
    laptop.put_back(old_disk)
    with pytest.raises(FileEarly):
        take(laptop, file)
    assert file.exists()


def test_a_damaged_and_a_missing_file_each_say_so(
    desktop: Computer, province: Watched, stick: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotJoined):
        take(desktop, tmp_path / "x.sohoi")
    join(desktop, province, stick, "Máy văn phòng")
    with pytest.raises(FileUnreadable):
        take(desktop, tmp_path / "x.sohoi")
    (tmp_path / "x.sohoi").write_bytes(b"age-encryption.org/v1\n and no more")
    with pytest.raises(BundleDamaged):
        take(desktop, tmp_path / "x.sohoi")
