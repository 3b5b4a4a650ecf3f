"""The four steps and where she is among them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.ui.texts import import_page as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout


class StepsBar(QWidget):
    """The names of the steps; those behind her lead back. Where there is no room only the present one has its name.

    Signals:
        chosen: The position of a step that she may go to.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=tokens.XS)
        group = QButtonGroup(self)
        self.buttons: list[Button] = []
        for at, name in enumerate(texts.STEPS):
            button = Button(_words(at))
            button.setAccessibleName(texts.STEP_NAME.format(number=at + 1, name=name))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, at=at: self.chosen.emit(at))
            group.addButton(button)
            self.buttons.append(button)
            flow.addWidget(button)
        self.show_step(0, reached=0)

    def show_step(self, step: int, *, reached: int, back: bool = True) -> None:
        """Mark where she is.

        Args:
            reached: The last step that can be gone to.
            back: Whether the steps before can be gone to.
        """
        for at, button in enumerate(self.buttons):
            button.setEnabled(at == step or (back and at <= reached))
            button.setChecked(at == step)
        self._fit()

    def _fit(self) -> None:
        metrics = self.buttons[0].fontMetrics()
        room_each = current().px(2 * 14 + 4) + tokens.XS
        needed = sum(metrics.horizontalAdvance(_words(at)) + room_each for at in range(len(self.buttons)))
        for at, button in enumerate(self.buttons):
            button.setText(_words(at) if button.isChecked() or needed <= self.width() else str(at + 1))

    # Qt overrides
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _words(at: int) -> str:
    return f"{at + 1}  {texts.STEPS[at]}"
