"""`sohoi tour`: a whole day on the demo commune, and what it leaves behind."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from desktop.tour.pictures import SIZE
from desktop.ui.navigation import NAVIGATION
from tests.forms.reading import said

ROOT = Path(__file__).parents[2]
MOMENTS = (
    "member-detail", "member-form", "search", "import-columns", "import-review", "meeting-plan", "meeting-held",
    "print", "two-computers-asked", "two-computers-asked-home", "two-computers-settled", "two-computers-settled-home",
    "first-run-1", "first-run-2", "first-run-3", "first-run-4", "sign-in", "sign-in-file",
    "locked",
)  # fmt: skip
FORMS = ("HN-01", "HN-02", "HN-03", "HN-04", "HV-02", "HV-03", "HT-01")


def tour(folder: Path) -> Mapping[str, Any]:
    """What the tour answers, taken in a process of its own as `make run` takes it."""
    command = [sys.executable, "-m", "desktop", "tour", str(folder), "--only-light", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=420)
    assert done.returncode == 0, done.stderr
    assert "still open" not in done.stderr, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def shades(picture: QImage) -> int:
    """How many colours a picture shows, looked at here and there."""
    points = ((x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7))
    return len({picture.pixel(x, y) for x, y in points})


@pytest.mark.slow
@pytest.mark.e2e
def test_the_tour_leaves_every_picture_every_paper_and_a_roster(tmp_path: Path) -> None:
    toured = tour(tmp_path)
    look_at_pictures([Path(path) for path in toured["pictures"]])
    look_at_papers([Path(path) for path in toured["papers"]])
    assert toured["imported"] > 30
    assert (toured["waiting"], toured["branches"]) == (0, 3)
    met = toured["exchange"]
    assert met["equal"], "the two computers hold different things"
    assert (met["waiting"], met["conflicts"], met["refused"]) == (0, 0, 0)
    assert (met["sent"], met["acknowledged"], met["conflicts_new"]) == (met["sent"], met["sent"], 2)
    assert "DANH SÁCH HỘI VIÊN DỰ HỌP" in said(Path(toured["roster"]).read_bytes())


def look_at_pictures(paths: Sequence[Path]) -> None:
    """One of every page and moment, as large as the screen and not blank."""
    pictures = {path.name: QImage(str(path)) for path in paths}
    wanted = {*MOMENTS, *(item.key.replace("_", "-") for item in NAVIGATION)}
    assert {f"{name}-light-100.png" for name in wanted} <= set(pictures)
    sizes = {name: (picture.width(), picture.height()) for name, picture in pictures.items()}
    del sizes["print-light-100.png"]  # a dialog
    assert {name: size for name, size in sizes.items() if size != (SIZE.width(), SIZE.height())} == {}
    assert {name: shades(picture) for name, picture in pictures.items() if shades(picture) < 12} == {}


def look_at_papers(paths: Sequence[Path]) -> None:
    """One of every form, with words on it and the mark of a sample."""
    assert {form for form in FORMS if any(path.name.startswith(form) for path in paths)} == set(FORMS)
    for path in paths:
        words = said(path.read_bytes())
        assert len(words) > 80, path.name
        assert not path.name.startswith(FORMS) or "BẢN MẪU" in words, path.name
