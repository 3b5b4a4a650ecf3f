"""Printing PDF bytes: drawn page by page at the printer's own resolution, in the background."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.ui.printing.bitmaps import PrintPages
from desktop.ui.tasks import CancelToken, Progress, Report
from desktop.ui.texts import printing as texts
from sync.errors import AppError

MOST_DOTS = 600


class PrinterGone(AppError):
    """The chosen printer is no longer there."""

    code = "print.printer_gone"


class NoPrinter(AppError):
    """No printer is set up on this computer."""

    code = "print.no_printer"


class PrintFailed(AppError):
    """The printer took the job up and gave it back."""

    code = "print.failed"


class NoSuchPages(AppError):
    """No page is left to print."""

    code = "print.no_pages"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What to print, where and how often.

    Attributes:
        printer: Name of the queue.
        title: As the queue shows it; holds no member's name.
        pages: From 0, in this order; all when empty.
    """

    data: bytes
    printer: str
    title: str
    pages: tuple[int, ...] = ()
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Printers:
    """The printers of this computer.

    Attributes:
        default: The system's choice; empty when there is none.
    """

    names: tuple[str, ...]
    default: str = ""

    def preferred(self, last: str) -> str:
        """The one chosen last if it is still there, else the system's, else the first."""
        if last in self.names:
            return last
        return self.default or (self.names[0] if self.names else "")


def find_printers() -> Printers:
    """Ask the system; takes a moment where a network printer is asleep."""
    return Printers(tuple(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName())


def print_pdf(job: PrintJob, report: Report, token: CancelToken) -> int:
    """Send a paper to a printer.

    Returns:
        How many sheets' sides were sent, copies counted.
    Raises:
        NoPrinter, PrinterGone, NoSuchPages: nothing was sent. PrintFailed: the queue gave it back.
        Cancelled: the pages drawn so far are sent, for a queue keeps what it was given.
    """
    if not job.printer:
        raise NoPrinter()
    if QPrinterInfo.printerInfo(job.printer).isNull():
        raise PrinterGone(printer=job.printer)
    with PrintPages(job.data) as document:
        return _print(job, document, report, token)


def _print(job: PrintJob, document: PrintPages, report: Report, token: CancelToken) -> int:
    pages = job.pages or tuple(range(len(document.sizes)))
    if not pages or max(pages) >= len(document.sizes):
        raise NoSuchPages(count=len(document.sizes))
    printer = _printer(job, document.sizes[pages[0]])
    token.check()
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintFailed(printer=job.printer)
    try:
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for done, page in enumerate(pages):
            token.check()
            report(Progress(done, len(pages), texts.PRINTING_PAGE.format(page=done + 1, count=len(pages))))
            if done:
                printer.setPageLayout(_layout(document.sizes[page]))
                printer.newPage()
            _draw(painter, printer, document, page)
    finally:
        painter.end()
    if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise PrintFailed(printer=job.printer)
    return len(pages) * job.copies


def pages_of(typed: str, count: int) -> tuple[int, ...]:
    """Page numbers as they are typed ("1-3, 5"), from 0; all pages where nothing is typed.

    Raises:
        NoSuchPages: a number is no page of the paper.

    >>> pages_of("1-2, 4", 5), pages_of("", 3)
    ((0, 1, 3), (0, 1, 2))
    """
    from desktop.registers.attendance_marks import read_numbers

    if not typed.strip():
        return tuple(range(count))
    found = read_numbers(typed, count)
    if found.doubts or not found.plain:
        raise NoSuchPages(count=count)
    return tuple(number - 1 for number in sorted(found.plain))


def _printer(job: PrintJob, size: tuple[float, float]) -> QPrinter:
    printer = QPrinter(QPrinterInfo.printerInfo(job.printer), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(job.title)
    printer.setCreator(texts.PRODUCT)
    if printer.resolution() > MOST_DOTS:
        printer.setResolution(MOST_DOTS)
    printer.setFullPage(True)
    printer.setPageLayout(_layout(size))
    printer.setCopyCount(job.copies)
    return printer


def _layout(size: tuple[float, float]) -> QPageLayout:
    width, height = size
    wide = width > height
    paper = QPageSize(QSizeF(min(size), max(size)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, turned, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _draw(painter: QPainter, printer: QPrinter, document: PrintPages, page: int) -> None:
    dots = printer.resolution()
    for band in document.bands(page, dots):
        painter.drawImage(QRectF(0, band.top, band.picture.width(), band.picture.height()), band.picture)


def sheets_text(pages: Sequence[int], copies: int) -> str:
    """What will come out: "3 trang × 2 bản"."""
    words = texts.PAGES.format(count=len(pages))
    return words if copies == 1 else f"{words} × {texts.COPIES_OF.format(count=copies)}"
