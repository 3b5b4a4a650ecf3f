"""The print dialog: the paper as it will come out, which printer, which pages, how many; or a PDF file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.registers.print_data import OnPrinted
from desktop.ui.printing.papers import Paper
from desktop.ui.printing.printers import (
    NoPrinter,
    NoSuchPages,
    Printers,
    PrintJob,
    find_printers,
    pages_of,
    print_pdf,
    sheets_text,
)
from desktop.ui.tasks import Cancelled, Lane, Progress, Task, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import printing as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.buttons import link, primary, quiet, secondary
from desktop.ui.widgets.chosen import Choice
from desktop.ui.widgets.labels import label, set_role
from desktop.ui.widgets.lines import CountBox
from desktop.ui.widgets.pdf_view import PdfView
from sync.errors import AppError

_MOST_COPIES = 500
_WIDEST_SIDE = 480


class PrintDialog(QDialog):
    """Shows a paper and prints or saves it.

    Args:
        on_printed: Told once the paper went to a printer or into a file.
        last_printer: Offered first if it is still there.
        folder: Where files were saved last.

    Signals:
        printed: The name of the printer that took it.
        saved: The path of the file.
    """

    printed = Signal(str)
    saved = Signal(str)

    def __init__(
        self, paper: Paper, runner: TaskRunner, *, on_printed: OnPrinted, last_printer: str = "", folder: str = "",
        look_for: Callable[[], Printers] = find_printers, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(f"{texts.TITLE}: {paper.title}")
        self.setModal(True)
        self._paper, self._runner, self._on_printed = paper, runner, on_printed
        self._last, self._folder, self._look_for = last_printer, folder, look_for
        self._task: Task | None = None
        self._build()
        self.view.shown.connect(lambda _page: self._count_pages())
        self.finished.connect(self.view.clear)
        self.view.show_pdf(paper.data)
        self._find_printers()

    def _build(self) -> None:
        self.view = PdfView(self._runner)
        self.printer = Choice()
        self.printer.setAccessibleName(texts.PRINTER)
        self.again = link(texts.LOOK_AGAIN)
        self.again.clicked.connect(self._find_printers)
        self.hint = label(texts.LOOKING, "muted")
        self.range = QLineEdit()
        self.range.setPlaceholderText(texts.ALL_PAGES)
        self.range.setAccessibleName(texts.RANGE)
        self.range.setAccessibleDescription(texts.RANGE_HINT)
        self.range.textChanged.connect(self._count_pages)
        self.copies = CountBox()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies.setAccessibleName(texts.COPIES)
        self.copies.valueChanged.connect(self._count_pages)
        self.what = label("", "muted")
        self.message = label("")
        self.message.hide()
        self.print_button = primary(texts.PRINT, "print")
        self.save_button = secondary(texts.SAVE_PDF, "file")
        self.close_button = quiet(texts.CLOSE)
        self.print_button.clicked.connect(self.print_now)
        self.save_button.clicked.connect(self.choose_file)
        self.close_button.clicked.connect(self._leave)
        self.print_button.setDefault(True)
        inside = QWidget()
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 0, tokens.S, 0)
        side.setSpacing(tokens.S)
        side.addWidget(label(self._paper.title, "subheading"))
        for words, field in ((texts.PRINTER, self.printer), (texts.RANGE, self.range), (texts.COPIES, self.copies)):
            side.addSpacing(tokens.XS)
            name = label(words)
            name.setBuddy(field)
            side.addWidget(name)
            side.addWidget(field)
            if field is self.printer:
                side.addWidget(self.hint)
                side.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
            if field is self.range:
                side.addWidget(label(texts.RANGE_HINT, "muted"))
        side.addWidget(self.what)
        side.addStretch(1)
        self._side = QWidget()
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(tokens.S)
        beside.addWidget(scrolling(inside), 1)
        beside.addWidget(self.message)
        for button in (self.print_button, self.save_button, self.close_button):
            beside.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        row.setSpacing(tokens.L)
        row.addWidget(self.view, 1)
        row.addWidget(self._side)
        self._fit()
        self.resize(1100, 700)

    def _fit(self) -> None:
        self._side.setFixedWidth(min(_WIDEST_SIDE, current().px(300)))

    def print_now(self) -> None:
        """Send the chosen pages to the chosen printer, in the background."""
        try:
            pages = pages_of(self.range.text(), self.view.page_count)
            if not self.printer.currentData():
                raise NoPrinter()
        except AppError as error:
            self._say(explain(error), "stop")
            return
        # the queue shows the name to everybody in the office: the form's code tells enough
        job = PrintJob(self._paper.data, self.printer.currentData(), self._paper.event.form, pages, self.copies.value())
        self._say(texts.PRINTING, "muted")
        self._be_busy(True)
        task = self._runner.prepare(partial(print_pdf, job), Lane.OTHER)
        task.progressed.connect(self._show_progress)
        task.succeeded.connect(partial(self._printed, job))
        task.failed.connect(self._failed)
        self._task = task
        self._runner.start(task)

    def save_to(self, path: Path) -> None:
        """Write the paper into a file, in the background."""
        self._be_busy(True)
        paper = self._paper
        self._runner.run(
            lambda _report, _token: paper.write_to(path), lambda _: self._saved(path), self._failed, Lane.OTHER
        )

    def choose_file(self) -> None:
        """Ask where to put the PDF, and write it there."""
        start = str(Path(self._folder or Path.home()) / self._paper.file_name)
        chosen, _ = QFileDialog.getSaveFileName(self, texts.SAVE_AS, start, texts.PDF_FILES)
        if chosen:
            self.save_to(Path(chosen).with_suffix(".pdf"))

    def _find_printers(self) -> None:
        self.hint.setText(texts.LOOKING)
        self.hint.show()
        look = self._look_for
        self._runner.run(lambda _report, _token: look(), self._show_printers, self._failed, Lane.OTHER)

    def _show_printers(self, found: Printers) -> None:
        wanted = self.printer.currentData() or found.preferred(self._last)
        self.printer.clear()
        for name in found.names:
            self.printer.addItem(name, name)
        if not found.names:
            self.printer.addItem(texts.NO_PRINTERS, "")
        self.printer.setCurrentIndex(max(0, self.printer.findData(wanted)))
        self.printer.setEnabled(bool(found.names))
        self.hint.setText(texts.NO_PRINTERS_HINT)
        self.hint.setVisible(not found.names)
        if self._task is None:
            self.print_button.setEnabled(bool(found.names))

    def _count_pages(self) -> None:
        try:
            pages = pages_of(self.range.text(), self.view.page_count)
        except NoSuchPages as error:
            set_role(self.range, "problem", "state")
            self.what.setText(explain(error))
            return
        set_role(self.range, "", "state")
        self.what.setText(sheets_text(pages, self.copies.value()) if pages else "")

    def _printed(self, job: PrintJob, _sides: int) -> None:
        self._be_busy(False)
        self._on_printed(self._paper.event)
        self._say(texts.SENT.format(what=sheets_text(job.pages, job.copies), printer=job.printer), "good")
        self.printed.emit(job.printer)

    def _saved(self, path: Path) -> None:
        self._be_busy(False)
        self._on_printed(self._paper.event)
        self._say(texts.SAVED.format(file=path.name), "good")
        self.saved.emit(str(path))

    def _failed(self, error: BaseException) -> None:
        self._be_busy(False)
        if isinstance(error, Cancelled):
            self._say(texts.STOPPED, "attention")
            return
        self._say(explain(error), "stop")
        self._find_printers()

    def _show_progress(self, progress: Progress) -> None:
        self._say(progress.text, "muted")

    def _be_busy(self, busy: bool) -> None:
        if not busy:
            self._task = None
        self.print_button.setEnabled(not busy and bool(self.printer.currentData()))
        self.save_button.setEnabled(not busy)
        self.close_button.setText(texts.STOP if busy else texts.CLOSE)

    def _leave(self) -> None:
        if self._task is not None:
            self._task.cancel()
        else:
            self.accept()

    def _say(self, words: str, role: str) -> None:
        set_role(self.message, role)
        self.message.setText(words)
        self.message.setVisible(bool(words))

    # Qt overrides
    def reject(self) -> None:
        self._leave()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_side"):
            self._fit()
