"""A computer with the version before: the new one comes over it, goes away again, and her register stays."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.windows import registry
from tests.windows.computer import Computer
from tests.windows.swap import files_of

COMMUNE = "05611"
LIST = Path(__file__).resolve().parents[1] / "data" / "lists" / "hoi-vien-co-loi.xlsx"
ROWS = 121


@pytest.fixture(scope="module")
def older(bought: Callable[[str], Computer], previous: Path) -> Computer:
    """A computer on which the version before was installed and used; the tests below come in their order."""
    older = bought("may-cu")
    assert older.install(previous) == 0
    assert older.ask("init", "--commune", COMMUNE, "--name", "Nguyễn Thị Lan")[0] == 0
    assert older.ask("import", LIST)[1]["added"] == ROWS
    return older


def version_on(computer: Computer) -> str:
    return computer.registry(registry.UNINSTALL)[""]["DisplayVersion"]


def members_on(computer: Computer) -> int:
    """How many members the register has where nobody says where it lies."""
    out = computer.home / "Documents" / "m.json"
    code, written = computer.ask("export", "member", "-o", out)
    assert code == 0
    return int(written["rows"])


def test_it_begins_with_the_version_before(older: Computer) -> None:
    assert version_on(older) == "0.0.9"
    assert older.data.is_dir()


def test_while_the_program_is_open_nothing_is_installed_over_it(older: Computer, installer: Path) -> None:
    before = files_of(older.program)
    with older.at_work(older.window):
        assert older.install(installer) != 0
    assert version_on(older) == "0.0.9"
    assert files_of(older.program) == before


def test_the_new_version_comes_over_the_one_before_and_leaves_the_register_alone(
    older: Computer, computer: Computer, installer: Path, version: str
) -> None:
    kept = (older.data / "keys.json").read_bytes()
    assert files_of(older.program) - files_of(computer.program), "the version before has a file of its own"
    assert older.install(installer) == 0
    assert version_on(older) == version
    assert files_of(older.program) == files_of(computer.program)
    assert older.shortcuts == [older.home / path.relative_to(computer.home) for path in computer.shortcuts]
    assert (older.data / "keys.json").read_bytes() == kept
    assert members_on(older) == ROWS
    assert older.ask("check")[0] == 0


def test_the_version_before_is_not_put_over_the_new_one(older: Computer, previous: Path, version: str) -> None:
    before = files_of(older.program)
    assert older.install(previous) != 0
    assert version_on(older) == version
    assert files_of(older.program) == before


def test_the_same_version_again_mends_what_is_missing(older: Computer, installer: Path) -> None:
    older.commands.unlink()
    assert older.install(installer) == 0
    assert members_on(older) == ROWS


def test_taken_away_it_leaves_the_register_and_nothing_else(older: Computer) -> None:
    before = files_of(older.data)
    assert older.uninstall() == 0
    assert not older.program.exists()
    assert older.shortcuts == []
    assert older.registry(registry.UNINSTALL) == {}
    assert older.registry(rf"{registry.CLASSES}\.sohoi").get("", {}).get("", "") == ""
    assert files_of(older.data) == before


def test_installed_again_it_finds_the_register(older: Computer, installer: Path) -> None:
    assert older.install(installer) == 0
    assert members_on(older) == ROWS
