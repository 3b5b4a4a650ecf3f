"""The place where a file is dropped or chosen."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.texts import import_page as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.buttons import primary
from desktop.ui.widgets.cards import Sign
from desktop.ui.widgets.labels import label


def dropped_file(data: QMimeData) -> Path | None:
    """The one file that is being dragged; None when it is something else."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None


class DropZone(QWidget):
    """A box with a dashed border that says what to do.

    Signals:
        file_wanted: She wants to choose a file.
    """

    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hovered = False
        self.words = label(texts.DROP, "subheading")
        self.button = primary(texts.CHOOSE, "folder")
        self.button.clicked.connect(self.file_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.S)
        between = label(texts.OR, "muted")
        for line in (self.words, between):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(Sign("import", "accent", 48), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)
        column.addWidget(between)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_hover(self, hovered: bool) -> None:
        """Show that a file hangs over the page."""
        self._hovered = hovered
        self.words.setText(texts.DROP_NOW if hovered else texts.DROP)
        self.update()

    # Qt overrides
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.tint if self._hovered else colours.surface))
        colour = QColor(colours.accent if self._hovered else colours.field_line)
        painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.RADIUS, tokens.RADIUS)
        painter.end()
