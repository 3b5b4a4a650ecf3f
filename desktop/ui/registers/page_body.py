"""List and detail side by side where the window is wide enough, else one over the other; or a form alone."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.registers.detail_panel import DetailPanel
from desktop.ui.registers.form_page import FormPage
from desktop.ui.theme import current, look_changed, tokens

_PANEL, _LEAST_LIST, _LOWEST = 350, 600, 150


class PageBody(QWidget):
    """What stands beneath the header.

    Signals:
        covered: Whether the list is covered now, by a form or by the detail in a narrow window.
    """

    covered = Signal(bool)

    def __init__(self, list_side: QWidget, detail: DetailPanel) -> None:
        super().__init__()
        self._list_side, self._detail = list_side, detail
        self.form: FormPage | None = None
        self._is_wanted = True
        self._is_opened = False
        self._has_rows = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.M)
        self._row.addWidget(list_side, 1)
        self._row.addWidget(detail)
        look_changed.connect(self._arrange)
        self._arrange()

    @property
    def is_wide(self) -> bool:
        """Whether there is room for list and detail side by side."""
        return self.width() >= current().px(_PANEL + _LEAST_LIST)

    @property
    def is_covered(self) -> bool:
        """Whether the list cannot be seen."""
        return self.form is not None or (self._is_opened and not self.is_wide)

    def open_detail(self) -> None:
        """She asked for the detail: show it, over the list where it must be."""
        self._is_wanted = self._is_opened = True
        self._arrange()

    def close_detail(self) -> None:
        """Back to the list; beside a wide list the detail stays away until she asks for it."""
        if self.is_wide:
            self._is_wanted = False
        self._is_opened = False
        self._arrange()

    def show_rows(self, there_are: bool) -> None:
        """Beside an empty list there is no detail to show."""
        if there_are != self._has_rows:
            self._has_rows = there_are
            self._is_opened = self._is_opened and there_are
            self._arrange()

    def show_form(self, form: FormPage) -> None:
        """Show a form in place of everything."""
        self.close_form()
        self.form = form
        self._row.addWidget(form, 1)
        self._arrange()

    def close_form(self) -> None:
        """List and detail again."""
        if self.form is not None:
            self.form.hide()
            self._row.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self._arrange()

    def _arrange(self) -> None:
        wide, form = self.is_wide, self.form is not None
        detail = not form and (self._is_opened or (wide and self._is_wanted and self._has_rows))
        self._detail.setMinimumWidth(current().px(_PANEL) if wide else 0)
        self._detail.setMaximumWidth(current().px(_PANEL) if wide else 16_777_215)
        self._detail.show_over_list(not wide)
        self._detail.setVisible(detail)
        self._list_side.setVisible(not self.is_covered)
        self.covered.emit(self.is_covered)

    # Qt overrides
    def hasHeightForWidth(self) -> bool:
        return False  # its parts scroll by themselves; the page need not grow for them

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px(_LOWEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), current().px(_LOWEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
