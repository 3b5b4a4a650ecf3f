"""A printed form as it will come out of the printer: the same bytes, drawn in the background, a page at a time."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.tasks import CancelToken, Lane, Latest, Report, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import widgets as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import IconButton, quiet
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.pdf_pages import PdfPages

_REAL_SIZE = 96.0
_STEP = 1.25
_SMALLEST, _LARGEST = 24.0, 400.0
_SETTLE_MS = 80


class PdfView(QWidget):
    """Pages to look through.

    Signals:
        shown: The page number, from 0, each time a page is on screen.
    """

    shown = Signal(int)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._runner = runner
        runner.ended.connect(self._close)
        self._opening = Latest(runner, Lane.OTHER, self)
        self._drawing = Latest(runner, Lane.OTHER, self)
        self._opening.answered.connect(self._take_pages)
        self._drawing.answered.connect(self._show_picture)
        for waiting in (self._opening, self._drawing):
            waiting.failed.connect(self._say_why)
        self._pages: PdfPages | None = None
        self._page = 0
        self._per_inch: float | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self._build()
        self._update_bar()

    def _build(self) -> None:
        self.before = IconButton("left", texts.PAGE_BEFORE)
        self.after = IconButton("right", texts.PAGE_AFTER)
        self.count = label("", wrap=False)
        self.smaller = IconButton("zoom_out", texts.ZOOM_OUT)
        self.larger = IconButton("zoom_in", texts.ZOOM_IN)
        self.fit = quiet(texts.FIT_WIDTH)
        self.before.clicked.connect(lambda: self.show_page(self._page - 1))
        self.after.clicked.connect(lambda: self.show_page(self._page + 1))
        self.smaller.clicked.connect(lambda: self._zoom(1 / _STEP))
        self.larger.clicked.connect(lambda: self._zoom(_STEP))
        self.fit.clicked.connect(self.fit_width)
        self.bar = QHBoxLayout()
        self.bar.setSpacing(tokens.XS)
        turning: tuple[QWidget, ...] = (self.before, self.count, self.after)
        zooming: tuple[QWidget, ...] = (self.smaller, self.larger, self.fit)
        for widget in turning:
            self.bar.addWidget(widget)
        self.bar.addStretch(1)
        for widget in zooming:
            self.bar.addWidget(widget)
        self.sheet = QLabel(texts.NO_PREVIEW)
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet.setWordWrap(True)
        self.area = QScrollArea()
        self.area.setWidget(self.sheet)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(texts.NO_PREVIEW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.bar)
        column.addWidget(self.area, 1)

    def show_pdf(self, data: bytes, page: int = 0) -> None:
        """Open other bytes and show a page of them."""
        self._page = page
        self.sheet.setText(texts.DRAWING)
        self._opening.ask(partial(_open, data))

    def clear(self) -> None:
        """Show nothing."""
        self._opening.forget()
        self._let_go()
        self.sheet.setText(texts.NO_PREVIEW)
        self._update_bar()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages.sizes) if self._pages else 0

    def show_page(self, page: int) -> None:
        """Turn to a page, from 0."""
        if 0 <= page < self.page_count:
            self._page = page
            self.area.verticalScrollBar().setValue(0)
            self._update_bar()
            self._draw()

    def fit_width(self) -> None:
        """As wide as the window allows."""
        self._per_inch = None
        self._draw()

    def show_real_size(self) -> None:
        """As large as on paper."""
        self._per_inch = float(self.logicalDpiX()) or _REAL_SIZE
        self._draw()

    def _zoom(self, factor: float) -> None:
        self._per_inch = min(_LARGEST, max(_SMALLEST, self._current_per_inch() * factor))
        self._draw()

    def _current_per_inch(self) -> float:
        if self._per_inch is not None or self._pages is None:
            return self._per_inch or _REAL_SIZE
        room = self.area.viewport().width() - 2 * tokens.M - self.area.verticalScrollBar().sizeHint().width()
        return max(_SMALLEST, room * 72 / self._pages.sizes[self._page].width)

    def _draw(self) -> None:
        if self._pages is not None:
            per_inch = self._current_per_inch() * self.devicePixelRatioF()
            self._drawing.ask(partial(_draw, self._pages, self._page, per_inch))

    def _let_go(self) -> None:
        """Close what was shown, in the background: a page of it may still be drawn."""
        self._drawing.forget()
        pages, self._pages = self._pages, None
        if pages is not None:
            self._runner.run(lambda _report, _token: pages.close(), lane=Lane.OTHER)

    @Slot()
    def _close(self) -> None:
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def _take_pages(self, pages: PdfPages) -> None:
        self._let_go()
        self._pages = pages
        self._page = min(self._page, self.page_count - 1)
        self._update_bar()
        self._draw()

    def _show_picture(self, picture: QImage) -> None:
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self.sheet.setPixmap(QPixmap.fromImage(picture))
        self.sheet.setAccessibleName(self.count.text())
        self.shown.emit(self._page)

    def _say_why(self, error: BaseException) -> None:
        self._let_go()
        self.sheet.setText(explain(error))
        self._update_bar()

    def _update_bar(self) -> None:
        self.count.setText(texts.PAGE_OF.format(page=self._page + 1, count=self.page_count) if self.page_count else "")
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < self.page_count)
        for widget in (self.smaller, self.larger, self.fit):
            widget.setEnabled(self.page_count > 0)

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._per_inch is None:
            self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in steps:
            self.show_page(self._page + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._settle.start()


def _open(data: bytes, report: Report, token: CancelToken) -> PdfPages:
    return PdfPages(data)


def _draw(pages: PdfPages, page: int, per_inch: float, report: Report, token: CancelToken) -> QImage:
    return pages.draw(page, per_inch)
