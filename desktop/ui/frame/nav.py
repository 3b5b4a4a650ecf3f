"""The navigation at the left: what there is, in the words of the office."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from desktop.ui.texts import frame as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.boxes import bring_into_sight, scrolling
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import label, rule


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the navigation.

    Attributes:
        key: Of the page it opens.
        icon: Name of a line icon.
        group: Lines of one group stand together; a rule parts the groups.
    """

    key: str
    label: str
    icon: str
    group: int = 0


class Navigation(QFrame):
    """The list of pages.

    Signals:
        chosen: The key of the page she wants.
    """

    chosen = Signal(str)

    def __init__(self, items: Sequence[NavItem], unit_name: str) -> None:
        super().__init__()
        self.setProperty("role", "nav")
        self.setAccessibleName(texts.NAVIGATION)
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self.product = label(texts.PRODUCT, "heading", wrap=False)
        self.unit = label(unit_name, "muted")
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(tokens.S, 0, tokens.S, tokens.S)
        lines.setSpacing(2)
        for at, item in enumerate(items):
            if at and items[at - 1].group != item.group:
                lines.addSpacing(1)
                lines.addWidget(rule())
                lines.addSpacing(1)
            lines.addWidget(self._button(item))
        lines.addStretch(1)
        self._area = scrolling(inside)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens.M, 0, 0)
        column.setSpacing(0)
        for line in (self.product, self.unit):
            line.setContentsMargins(tokens.L, 0, tokens.S, 0)
            column.addWidget(line)
        column.addSpacing(tokens.S)
        column.addWidget(self._area, 1)
        self._fit_width()

    def _button(self, item: NavItem) -> Button:
        button = Button(item.label, role="nav", sign=item.icon)
        button.setCheckable(True)
        button.clicked.connect(lambda _=False, key=item.key: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[item.key] = button
        return button

    def mark(self, key: str) -> None:
        """Show which page is open; none of them for a page that is not in the list."""
        self._group.setExclusive(False)
        for own_key, button in self._buttons.items():
            button.setChecked(own_key == key)
        self._group.setExclusive(True)
        self._show_marked()

    def _show_marked(self) -> None:
        if (button := self._group.checkedButton()) is not None:
            bring_into_sight(button)

    def show_unit(self, name: str) -> None:
        """Show whose register this is."""
        self.unit.setText(name)

    def button(self, key: str) -> Button:
        """The line of a page."""
        return self._buttons[key]

    def _fit_width(self) -> None:
        bar = self._area.verticalScrollBar().sizeHint().width()
        widest = max((self._bold_width(button) for button in self._buttons.values()), default=0)
        self.setFixedWidth(widest + 2 * tokens.S + bar + 2)

    @staticmethod
    def _bold_width(button: Button) -> int:
        """How wide a line is once it is chosen and bold."""
        button.ensurePolished()
        bold = button.font()
        plain = button.fontMetrics().horizontalAdvance(button.text())
        bold.setWeight(bold.Weight.DemiBold)
        return button.sizeHint().width() + QFontMetrics(bold).horizontalAdvance(button.text()) - plain + 4

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_marked()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_area"):
            self._fit_width()
