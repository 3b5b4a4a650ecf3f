"""A chart on screen: the PDF drawing that also goes on paper, at the screen's own resolution."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.tasks import CancelToken, Lane, Latest, Report, TaskRunner
from desktop.ui.texts import widgets as texts
from desktop.ui.theme import current
from desktop.ui.widgets.pdf_pages import PageSize, PdfPages

_SETTLE_MS = 80
_FIRST_GUESS = PageSize(480, 240)


class ChartView(QWidget):
    """One drawing, as wide as the room it gets and as high as its shape asks.

    Signals:
        drawn: The picture on screen is new.
        clicked: Where, in points of the drawing from its top left.
    """

    drawn = Signal()
    clicked = Signal(float, float)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._drawing = Latest(runner, Lane.OTHER, self)
        self._drawing.answered.connect(self._take)
        self._data = b""
        self._size = _FIRST_GUESS
        self._picture: QImage | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(texts.CHART)

    def show_chart(self, data: bytes, size: tuple[float, float], words: str = "") -> None:
        """Show a one-page PDF.

        Args:
            size: Its width and height in points.
            words: The same in words, for whoever cannot see it.
        """
        self._data, self._size = data, PageSize(*size)
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self._settle.start()

    def _draw(self) -> None:
        if self._data and self.width() > 1:
            per_inch = self.width() * self.devicePixelRatioF() * 72 / self._size.width
            paper = QColor(current().colours.surface)
            self._drawing.ask(partial(_draw, self._data, per_inch, paper))

    def _take(self, picture: QImage) -> None:
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture = picture
        self.update()
        self.drawn.emit()

    # Qt overrides
    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._size.height / self._size.width)

    def sizeHint(self) -> QSize:
        return QSize(round(self._size.width), round(self._size.height))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            factor = self._size.width / max(1, self.width())
            self.clicked.emit(event.position().x() * factor, event.position().y() * factor)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            height = self.width() * self._picture.height() / max(1, self._picture.width())
            painter.drawImage(QRectF(0, 0, self.width(), height), self._picture)
            painter.end()


def _draw(data: bytes, per_inch: float, paper: QColor, report: Report, token: CancelToken) -> QImage:
    with PdfPages(data) as pages:
        return pages.draw(0, per_inch, paper)
