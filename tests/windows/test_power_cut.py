"""An upgrade that is cut off: the program that lies there afterwards is a whole one, and her register is as it was."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.windows import registry
from tests.windows.computer import Computer
from tests.windows.swap import Instant, Swap, Version, warning_on

COMMUNE = "05611"
LONGEST_LINE = 260  # of which Windows runs nothing longer after signing in
LONGEST_NAME = 64  # of the folder of a person's own
REFUSED_OLDER, NOT_REPLACED = 11, 12
ONLY_IN_THE_OLDER = "_internal/only-in-the-older.txt"
HOLD = "import sys, time; held = open(sys.argv[1]); print('held', flush=True); time.sleep(600)"
COMES_BACK: dict[Instant, Version] = {
    Instant.UNPACKING: "old",
    Instant.BEFORE_BOTH_RENAMINGS: "old",
    Instant.BETWEEN_THE_RENAMINGS: "old",
    Instant.AFTER_BOTH_RENAMINGS: "new",
    Instant.CLEARING_AWAY: "new",
}
every_instant = pytest.mark.parametrize("instant", Instant, ids=lambda instant: instant.name.lower())


@pytest.fixture(scope="module")
def cut(bought: Callable[[str], Computer], previous: Path) -> Computer:
    """A computer on which the version before was installed and a register made."""
    cut = bought("mat-dien")
    assert cut.install(previous) == 0
    assert cut.ask("init", "--commune", COMMUNE, "--name", "Nguyễn Thị Lan")[0] == 0
    return cut


@pytest.fixture(scope="module")
def swap(cut: Computer, installer: Path, python: Path, version: str, tmp_path_factory: pytest.TempPathFactory) -> Swap:
    """Its folders, after an upgrade in which somebody held a file of the version before: it could not be removed."""
    kept: dict[Version, Path] = {name: tmp_path_factory.mktemp("kept") / name for name in ("old", "new")}
    shutil.copytree(cut.program, kept["old"], copy_function=os.link)
    with held(cut, python, cut.program / ONLY_IN_THE_OLDER):
        assert cut.install(installer) == 0
    shutil.copytree(cut.program, kept["new"], copy_function=os.link)
    command = warning_on(cut)
    assert command is not None, "Windows is not told to remove what is left of the version before"
    return Swap(cut, kept, {"old": "0.0.9", "new": version}, command)


@contextmanager
def held(computer: Computer, python: Path, file: Path) -> Iterator[None]:
    """A program holds a file open while the block lasts."""
    holder = computer.start(python, "-c", HOLD, file)
    try:
        computer.wait_until(lambda: b"held" in holder.out, "the file is held")
        yield
    finally:
        computer.end(holder, python)


@pytest.fixture
def register(cut: Computer) -> Iterator[None]:
    """Her register is the same byte for byte, before and after, and can be opened."""
    before = {name: (cut.data / name).read_bytes() for name in ("register.db", "keys.json")}
    yield
    assert {name: (cut.data / name).read_bytes() for name in before} == before
    assert cut.ask("check")[0] == 0


def test_what_is_still_held_of_the_version_before_goes_when_she_signs_in_again(
    cut: Computer, swap: Swap, python: Path
) -> None:
    assert (swap.stale / ONLY_IN_THE_OLDER).is_file()
    swap.sign_in(python)
    assert swap.holds("new")
    assert warning_on(cut) is None


def test_windows_runs_what_puts_things_right_whatever_she_is_called(cut: Computer, swap: Swap) -> None:
    swap.cut(Instant.BETWEEN_THE_RENAMINGS)
    line = warning_on(cut)
    assert line is not None
    assert len(line.replace(f"\\{cut.home.name}\\", f"\\{LONGEST_NAME * 'x'}\\")) <= LONGEST_LINE


@every_instant
@pytest.mark.usefixtures("register")
def test_after_a_cut_and_a_new_sign_in_the_program_starts_and_can_be_upgraded(
    cut: Computer, swap: Swap, instant: Instant, python: Path, installer: Path, version: str
) -> None:
    swap.cut(instant)
    swap.sign_in(python)
    code, told = cut.ask("self-test")
    assert (code, told["version"]) == (0, {"old": "0.0.9", "new": version}[COMES_BACK[instant]])
    assert cut.install(installer) == 0
    assert swap.holds("new")


@every_instant
@pytest.mark.usefixtures("register")
def test_after_a_cut_the_installer_may_be_run_again_at_once(
    cut: Computer, swap: Swap, instant: Instant, installer: Path, version: str
) -> None:
    swap.cut(instant)
    assert cut.install(installer) == 0
    assert swap.holds("new")
    assert warning_on(cut) is None
    assert cut.registry(registry.UNINSTALL)[""]["DisplayVersion"] == version


@pytest.mark.usefixtures("register")
def test_after_a_cut_an_older_installer_puts_the_program_back_and_nothing_over_it(
    cut: Computer, swap: Swap, previous: Path
) -> None:
    swap.cut(Instant.CLEARING_AWAY)
    shutil.rmtree(swap.stale)
    swap.place.rename(swap.stale)
    assert cut.install(previous) == REFUSED_OLDER
    assert swap.holds("new")


@pytest.mark.usefixtures("register")
def test_where_the_old_program_cannot_make_room_it_stays_as_it_is(cut: Computer, swap: Swap, installer: Path) -> None:
    swap.cut(Instant.UNPACKING)
    swap.stale.write_text("a file where the old program would make room")
    assert cut.install(installer) == NOT_REPLACED
    swap.stale.unlink()
    assert swap.holds("old")
    assert warning_on(cut) is None


def test_taken_away_after_a_cut_it_does_not_come_back(cut: Computer, swap: Swap, python: Path) -> None:
    swap.cut(Instant.AFTER_BOTH_RENAMINGS)
    assert cut.uninstall() == 0
    swap.sign_in(python)
    assert [folder for folder in (swap.place, swap.fresh, swap.stale) if folder.exists()] == []
