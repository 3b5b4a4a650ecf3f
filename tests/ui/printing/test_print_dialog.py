"""The print dialog, on a real queue and without one."""

import subprocess
import time
from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from desktop.forms.letterhead import Variant, standard
from desktop.registers.print_data import PrintEvent
from desktop.ui.printing.bitmaps import PrintPages
from desktop.ui.printing.dialog import PrintDialog
from desktop.ui.printing.papers import Paper, letterhead_sample
from desktop.ui.printing.printers import (
    NoPrinter,
    NoSuchPages,
    PrinterGone,
    Printers,
    PrintJob,
    find_printers,
    pages_of,
    print_pdf,
)
from desktop.ui.tasks import Cancelled, CancelToken, TaskRunner
from desktop.ui.texts import printing as texts
from desktop.ui.theme import Look
from tests.ui.overflow import overflowing

QUEUE = "PDF"
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def paper() -> Paper:
    head = standard(Variant.A, commune="xã Phú Lương", province="tỉnh Thái Nguyên")
    sample = letterhead_sample(head)
    return Paper(sample.title, sample.data, PrintEvent("HN-01", "person", ()))


@pytest.fixture
def events() -> list[PrintEvent]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, runner: TaskRunner, paper: Paper, events: list[PrintEvent]) -> PrintDialog:
    made = PrintDialog(paper, runner, on_printed=events.append, look_for=lambda: Printers(("Văn phòng", "PDF"), "PDF"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.view.page_count == 1 and made.printer.count() == 2)
    qtbot.waitUntil(lambda: runner.is_idle)
    return made


def printed_files() -> list[Path]:
    places = (Path.home() / "PDF", Path("/var/spool/cups-pdf/ANONYMOUS"), Path("/var/spool/cups-pdf/root"))
    return [file for place in places if place.is_dir() for file in place.glob("*.pdf")]


@pytest.fixture(scope="module")
def queue() -> str:
    subprocess.run([ROOT / "packaging" / "setup" / "cups.sh"], check=True, capture_output=True)
    return QUEUE


@pytest.mark.xdist_group("cups")
def test_a_paper_comes_out_of_a_real_queue_as_it_was_previewed(qtbot: QtBot, queue: str, paper: Paper) -> None:
    before = set(printed_files())
    assert queue in find_printers().names
    assert print_pdf(PrintJob(paper.data, queue, "HN-01"), lambda _: None, CancelToken()) == 1
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not _whole(set(printed_files()) - before):
        time.sleep(0.2)
    came = _whole(set(printed_files()) - before)
    assert came, "nothing came out of the queue"
    document = pypdfium2.PdfDocument(came[0])
    try:
        assert len(document) == 1
        width, height = document.get_page_size(0)
        assert (round(width), round(height)) == pytest.approx((595, 842), abs=2)
        assert _ink(came[0].read_bytes()) == pytest.approx(_ink(paper.data), abs=0.01)
    finally:
        document.close()
        for file in came:
            file.unlink()


def _whole(files: set[Path]) -> list[Path]:
    return [file for file in files if file.read_bytes().rstrip().endswith(b"%%EOF")]


def _ink(data: bytes) -> float:
    """How dark the page is, 0 to 1."""
    with PrintPages(data) as pages:
        bits = b"".join(bytes(band.picture.constBits()) for band in pages.bands(0, 72))
    return 1 - sum(bits) / len(bits) / 255


def test_a_printer_that_is_gone_has_its_own_reason(qtbot: QtBot, paper: Paper) -> None:
    with pytest.raises(PrinterGone):
        print_pdf(PrintJob(paper.data, "Máy in cũ", "HN-01"), lambda _: None, CancelToken())
    with pytest.raises(NoPrinter):
        print_pdf(PrintJob(paper.data, "", "HN-01"), lambda _: None, CancelToken())


@pytest.mark.xdist_group("cups")
def test_printing_stops_where_it_is_asked_to(qtbot: QtBot, queue: str, paper: Paper) -> None:
    token = CancelToken()
    token.cancel()
    before = set(printed_files())
    with pytest.raises(Cancelled):
        print_pdf(PrintJob(paper.data, queue, "HN-01"), lambda _: None, token)
    time.sleep(1)
    assert set(printed_files()) == before


def test_the_dialog_says_that_the_printer_is_gone_and_logs_nothing(
    qtbot: QtBot, dialog: PrintDialog, events: list[PrintEvent]
) -> None:
    dialog.printer.setCurrentIndex(dialog.printer.findData("Văn phòng"))
    dialog.print_now()
    qtbot.waitUntil(lambda: "Không còn thấy máy in “Văn phòng”" in dialog.message.text())
    assert events == []
    assert dialog.save_button.isEnabled()


def test_without_a_printer_she_can_still_save_a_file(
    qtbot: QtBot, runner: TaskRunner, paper: Paper, events: list[PrintEvent], tmp_path: Path
) -> None:
    dialog = PrintDialog(paper, runner, on_printed=events.append, look_for=lambda: Printers(()))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.hint.text() == texts.NO_PRINTERS_HINT)
    assert not dialog.print_button.isEnabled()
    with qtbot.waitSignal(dialog.saved):
        dialog.save_to(tmp_path / "Danh sách.pdf")
    assert (tmp_path / "Danh sách.pdf").read_bytes() == paper.data
    assert events == [paper.event]


def test_a_file_that_cannot_be_written_says_so(qtbot: QtBot, dialog: PrintDialog, tmp_path: Path) -> None:
    dialog.save_to(tmp_path / "không có" / "x.pdf")
    qtbot.waitUntil(lambda: "Không ghi được tệp x.pdf" in dialog.message.text())


def test_the_number_of_pages_and_copies_is_said_before_printing(qtbot: QtBot, dialog: PrintDialog) -> None:
    dialog.copies.setValue(3)
    assert dialog.what.text() == "1 trang × 3 bản"
    dialog.range.setText("2")
    assert "từ 1 đến 1" in dialog.what.text()
    dialog.print_now()
    assert "từ 1 đến 1" in dialog.message.text()


def test_the_printer_chosen_last_is_offered_first_if_it_is_still_there() -> None:
    found = Printers(("A", "B"), "B")
    assert found.preferred("A") == "A"
    assert found.preferred("Cũ") == "B"
    assert Printers(("A",)).preferred("") == "A"
    assert Printers(()).preferred("A") == ""


def test_pages_are_chosen_by_their_numbers() -> None:
    assert pages_of("1-3, 5", 5) == (0, 1, 2, 4)
    for typed in ("6", "x", "0"):
        with pytest.raises(NoSuchPages):
            pages_of(typed, 5)


def test_a_page_is_the_same_in_bands_as_whole(qtbot: QtBot, paper: Paper) -> None:
    with PrintPages(paper.data) as pages:
        for dots in (150, 300, 360, 600):
            bands = list(pages.bands(0, dots))
            assert [band.top for band in bands] == [
                sum(b.picture.height() for b in bands[:n]) for n in range(len(bands))
            ]
            assert sum(band.picture.height() for band in bands) == pytest.approx(842 * dots / 72, abs=2)


def test_everything_in_the_dialog_can_be_read(qtbot: QtBot, look: Look, dialog: PrintDialog) -> None:
    dialog.resize(1200, 720)
    qtbot.wait(50)
    assert overflowing(dialog) == []
