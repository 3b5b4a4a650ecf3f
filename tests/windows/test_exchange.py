"""A Windows computer and a province on Linux: over the network, and by a stick in a drive of its own."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from desktop.registers.office import enter
from tests.e2e.exchange.compare import cells_here, fields_here
from tests.windows.computer import PASSWORD, Computer, Stick
from tests.windows.province import NAME, Province

LIST = Path(__file__).resolve().parents[1] / "data" / "lists" / "hoi-vien-font-vntime.xls"
ROWS = 300
COMMUNE = "05611"


@pytest.fixture(scope="module")
def filled(computer: Computer) -> Path:
    """A register on the computer's own disk with a list in it, to be copied."""
    folder = computer.home / "Documents" / "so"
    code, _made = computer.ask("init", "--commune", COMMUNE, "--name", "Nguyễn Thị Lan", "--data", folder)
    assert code == 0
    code, done = computer.ask("import", LIST, "--data", folder)
    assert (code, done["added"]) == (0, ROWS)
    return folder


@pytest.fixture
def register(filled: Path, request: pytest.FixtureRequest) -> Path:
    """A register with a list in it that no province knows."""
    return Path(shutil.copytree(filled, filled.with_name(request.node.name)))


def assert_equal(register: Path, province: Province) -> None:
    """The register, opened here, and the province hold the same in every field and cell; a check finds nothing."""
    office = enter(register, "", PASSWORD)
    with closing(office):
        fields = fields_here(office.store)
        assert len([kind for kind, _row in fields if kind == "person"]) == ROWS
        assert fields == province.fields(COMMUNE)
        assert cells_here(office.store) == province.cells(COMMUNE)
        assert office.store.check() == []


def test_over_the_network_the_province_has_all_and_says_so(
    computer: Computer, register: Path, province: Province
) -> None:
    code, joined = computer.ask(
        "enrol", "--server", province.address, "--code", province.code(COMMUNE), "--name", "Máy văn phòng",
        "--data", register,
    )  # fmt: skip
    assert (code, joined["joined"], joined["province"]) == (0, True, NAME)
    waiting = joined["waiting"]
    assert waiting > ROWS
    code, done = computer.ask("sync", "--data", register)
    assert (code, done["way"], done["sent"], done["acknowledged"]) == (0, "network", waiting, waiting)
    assert (done["waiting"], done["conflicts"], done["refused"]) == (0, 0, 0)
    assert_equal(register, province)
    code, again = computer.ask("sync", "--data", register)
    assert (code, again["sent"], again["received"]) == (0, 0, 0)


def test_by_a_stick_the_province_has_all_and_says_so(
    computer: Computer, register: Path, province: Province, stick: Stick
) -> None:
    province.call("enrol", "--commune", COMMUNE, "--stick", stick.folder)
    code, asked = computer.ask("enrol", "--stick", stick.drive, "--name", "Máy xách tay", "--data", register)
    assert (code, asked["joined"], asked["pending"]) == (0, False, True)
    taken = province.call("stick", stick.folder)
    assert taken["records"] == asked["waiting"] > ROWS
    assert (taken["answered"], taken["refused_files"], taken["skipped_files"]) == (1, [], [])
    code, done = computer.ask("sync", "--stick", stick.drive, "--data", register)
    assert (code, done["way"], done["joined"]) == (0, "stick", True)
    assert (done["acknowledged"], done["waiting"], done["conflicts"]) == (taken["records"], 0, 0)
    assert_equal(register, province)


def test_no_register_is_made_on_a_stick(computer: Computer, stick: Stick) -> None:
    code, told = computer.ask("init", "--commune", COMMUNE, "--name", "Nguyễn Thị Lan", "--data", stick.drive / "so")
    assert (code, told["error"]) == (1, "store.removable_drive")
    assert list(stick.folder.iterdir()) == []
