"""The power goes while she types: what she typed comes back and says so; what she saved is there."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.app import Program
from desktop.registers.query import Query
from desktop.ui.texts import registers as texts
from tests.e2e.conftest import at_work, end
from tests.e2e.typist import SAVED, TYPED
from tests.e2e.waiting import settle

ROOT = Path(__file__).parents[2]
MOMENTS_S = (2.5, 2.8, 3.1, 3.45, 3.8)
WITHIN_S = 2.5  # two seconds are promised; the rest is for a busy computer


@dataclass(frozen=True)
class Killed:
    """A folder whose program was killed, and what stood in the note when."""

    folder: Path
    at: float
    stood: list[tuple[float, str]]

    def words(self, moment: float) -> str:
        """What stood there at a moment."""
        return next((words for when, words in reversed(self.stood) if when <= moment), "")


@pytest.fixture
def killed(demo: Path, tmp_path: Path) -> Iterator[list[Killed]]:
    """Five programs, killed at five moments of typing."""
    folders = [Path(shutil.copytree(demo, tmp_path / str(number))) for number in range(len(MOMENTS_S))]
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.typist", str(folder)], cwd=ROOT, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )
        for folder in folders
    ]  # fmt: skip
    try:
        yield [_kill(*each) for each in zip(programs, folders, MOMENTS_S, strict=True)]
    finally:
        for program in programs:
            program.kill()
            program.wait()


def _kill(program: subprocess.Popen[str], folder: Path, after_s: float) -> Killed:
    assert program.stdout is not None
    first = program.stdout.readline()
    assert first, "the program did not come to typing"
    time.sleep(max(0.0, float(first.split("|")[0]) + after_s - time.monotonic()))
    program.kill()
    at = time.monotonic()
    lines = [first, *program.stdout.read().splitlines(keepends=True)]
    program.stdout.close()
    told = [line.rstrip("\n").split("|") for line in lines if line.endswith("\n")]  # the last may be cut short
    return Killed(folder, at, [(float(when), words) for when, words in told])


@pytest.mark.slow
@pytest.mark.e2e
def test_what_was_typed_comes_back_and_what_was_saved_is_there(
    killed: list[Killed], window_ends: list[Program]
) -> None:
    for each in killed:
        program = at_work(each.folder, window_ends)
        assert program.office is not None
        members = program.office.register("member")
        assert len(members.find(Query(text=SAVED))) == 1
        assert members.find(Query(text=TYPED)) == []
        assert each is not killed[-1] or program.office.store.check() == []
        program.window.show_page("member")
        settle(program)
        notice = program.window.strip.notice
        assert notice is not None
        assert notice.act == texts.DRAFT_OPEN
        program.window.strip.act.click()
        settle(program)
        form = program.window.pages.made("member").body.form
        assert form.form.fields["full_name"].editor.text() == TYPED
        note = form.form.fields["note"].editor.text()
        assert note.startswith(each.words(each.at - WITHIN_S))
        assert each.stood[-1][1].startswith(note[:-1])  # one more key may have been kept than was told
        assert note
        assert texts.DRAFT_FOUND.split("{")[0] in form.banner.sentence.text()
        end(window_ends.pop())
