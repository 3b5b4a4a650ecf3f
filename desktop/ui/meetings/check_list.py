"""A list of things to tick."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.ui.theme import current

_MOST_ROWS = 5
_ROW_PX = 34


class CheckList(QListWidget):
    """Ticks on any of its lines; space and a click tick.

    Signals:
        ticked: Other lines are ticked now.
    """

    ticked = Signal()

    def __init__(self, name: str, most_rows: int = _MOST_ROWS) -> None:
        super().__init__()
        self._most_rows = most_rows
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.itemChanged.connect(lambda _item: self.ticked.emit())
        self.itemClicked.connect(self._toggle)
        self._pressed: Any = None

    def show_choices(self, choices: Sequence[tuple[Any, str]], ticked: Iterable[Any] = ()) -> None:
        """Offer other lines: what each stands for, and its words."""
        wanted = set(ticked)
        self.blockSignals(True)
        self.clear()
        for data, words in choices:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, data)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if data in wanted else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.blockSignals(False)
        self._fit()
        self._show_first_ticked()

    def chosen(self) -> list[Any]:
        """What is ticked, in the order of the list."""
        return [
            item.data(Qt.ItemDataRole.UserRole) for item in self._items() if item.checkState() == Qt.CheckState.Checked
        ]

    def tick(self, wanted: Iterable[Any]) -> None:
        """Tick exactly these."""
        kept = set(wanted)
        self.blockSignals(True)
        for item in self._items():
            on = item.data(Qt.ItemDataRole.UserRole) in kept
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self._show_first_ticked()

    def _show_first_ticked(self) -> None:
        for item in self._items():
            if item.checkState() == Qt.CheckState.Checked:
                self.scrollToItem(item)
                return

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _toggle(self, item: QListWidgetItem) -> None:
        """A click on the words ticks too; one on the box has ticked already."""
        if self._pressed == item.checkState():
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _fit(self) -> None:
        rows = max(1, min(self._most_rows, self.count()))
        heights = [self.sizeHintForRow(row) for row in range(min(rows, self.count()))] or [current().px(_ROW_PX)]
        self.setFixedHeight(sum(heights) + 2 * self.frameWidth() + 2)

    # Qt overrides
    def mousePressEvent(self, event: Any) -> None:
        item = self.itemAt(event.position().toPoint())
        self._pressed = item.checkState() if item else None
        super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), super().minimumSizeHint().height())
