"""`sohoi tour`: a whole day on the demo commune, and what it leaves behind."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtGui import QImage

from desktop.tour.pictures import SIZE
from desktop.ui.navigation import NAVIGATION
from tests.forms.reading import said

ROOT = Path(__file__).parents[2]
MOMENTS = (
    "member-detail", "member-form", "search", "import-columns", "import-review", "meeting-plan", "meeting-held",
    "print", "first-run-1", "first-run-2", "first-run-3", "first-run-4", "sign-in", "locked",
)  # fmt: skip
FORMS = ("HN-01", "HN-02", "HN-03", "HN-04", "HV-02", "HV-03", "HT-01")


@pytest.fixture(scope="module")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What the tour answers; taken once, in a process of its own as `make run` takes it."""
    folder = tmp_path_factory.mktemp("tour")
    command = [sys.executable, "-m", "desktop", "tour", str(folder), "--only-light", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def shades(picture: QImage) -> int:
    """How many colours a picture shows, looked at here and there."""
    points = ((x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7))
    return len({picture.pixel(x, y) for x, y in points})


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.xdist_group("tour")
def test_a_picture_of_every_page_and_moment_is_left_whole_and_not_blank(toured: Mapping[str, Any]) -> None:
    pictures = {Path(path).name: QImage(path) for path in toured["pictures"]}
    wanted = {*MOMENTS, *(item.key.replace("_", "-") for item in NAVIGATION)}
    assert {f"{name}-light-100.png" for name in wanted} <= set(pictures)
    dialogs = {"print-light-100.png"}
    sizes = {name: (picture.width(), picture.height()) for name, picture in pictures.items() if name not in dialogs}
    assert {name: size for name, size in sizes.items() if size != (SIZE.width(), SIZE.height())} == {}
    assert {name: shades(picture) for name, picture in pictures.items() if shades(picture) < 12} == {}


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.xdist_group("tour")
def test_every_paper_is_left_as_a_pdf_that_says_it_is_a_sample(toured: Mapping[str, Any]) -> None:
    papers = [Path(path) for path in toured["papers"]]
    assert {form for form in FORMS if any(path.name.startswith(form) for path in papers)} == set(FORMS)
    for path in papers:
        data = path.read_bytes()
        document = pypdfium2.PdfDocument(data)
        try:
            assert len(document) > 0, path.name
        finally:
            document.close()
        assert len(said(data)) > 80, path.name
        if path.name.startswith(FORMS):
            assert "BẢN MẪU" in said(data), path.name


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.xdist_group("tour")
def test_the_old_list_went_in_whole_and_came_out_as_a_roster(toured: Mapping[str, Any]) -> None:
    assert toured["imported"] > 30
    assert (toured["waiting"], toured["branches"]) == (0, 3)
    assert "DANH SÁCH HỘI VIÊN DỰ HỌP" in said(Path(toured["roster"]).read_bytes())
