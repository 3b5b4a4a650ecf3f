"""The four steps and where she is among them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.ui.texts import import_page as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout


class StepsBar(QWidget):
    """The names of the steps; those behind her lead back.

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
            button = Button(f"{at + 1}  {name}")
            button.setAccessibleName(texts.STEP_NAME.format(number=at + 1, name=name))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, at=at: self.chosen.emit(at))
            group.addButton(button)
            self.buttons.append(button)
            flow.addWidget(button)
        self.show_step(0, reached=0)

    def show_step(self, current: int, *, reached: int, back: bool = True) -> None:
        """Mark where she is.

        Args:
            reached: The last step that can be gone to.
            back: Whether the steps before can be gone to.
        """
        for at, button in enumerate(self.buttons):
            button.setEnabled(at == current or (back and at <= reached))
            button.setChecked(at == current)
