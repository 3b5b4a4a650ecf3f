"""The sheet of shortcuts, made from the actions that are there, so that it cannot be out of date."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from desktop.ui.texts import frame as texts
from desktop.ui.texts import widgets as widget_texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.buttons import primary
from desktop.ui.widgets.labels import SectionHeader, label


class ShortcutSheet(QDialog):
    """Every shortcut that works here.

    Args:
        groups: Heading to actions; actions without a shortcut are left out.
    """

    def __init__(self, parent: QWidget | None, groups: Mapping[str, Sequence[QAction]]) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.SHORTCUTS)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, tokens.M, 0)
        grid.setHorizontalSpacing(tokens.XL)
        grid.setColumnStretch(1, 1)
        for heading, actions in groups.items():
            keyed = [action for action in actions if not action.shortcut().isEmpty()]
            if keyed:
                grid.addWidget(label(heading, "subheading"), grid.rowCount(), 0, 1, 2)
            for action in keyed:
                native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                keys = "+".join(texts.KEYS.get(key, key) for key in native.split("+"))
                row = grid.rowCount()
                grid.addWidget(label(keys, "strong", wrap=False), row, 0)
                grid.addWidget(label(action.text().replace("&", "")), row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        close = primary(widget_texts.CLOSE)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.L, tokens.L)
        column.setSpacing(tokens.M)
        column.addWidget(SectionHeader(texts.SHORTCUTS, texts.SHORTCUTS_HINT, role="heading"))
        column.addWidget(scrolling(inside), 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(min(1200, current().px(560)), min(680, current().px(620)))
