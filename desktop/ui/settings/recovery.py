"""A new recovery code: asked for with one's own password, shown once."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms.recovery_sheet import RecoverySheet, render_recovery_sheet
from desktop.models.kinds import today
from desktop.registers.print_data import PrintEvent
from desktop.ui.printing.papers import Paper
from desktop.ui.settings.ask import AskDialog
from desktop.ui.texts import settings as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import confirm
from desktop.ui.widgets.buttons import primary, quiet
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.lines import PasswordLine

_A_ROW = 4
SHEET = "khoi-phuc"


class NewCodeDialog(AskDialog):
    """Says what a new code does to the old sheet, and asks who is there."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, texts.CODE_TITLE, texts.CODE_WARNING, texts.CODE_ACT, texts.SAVING)
        self.password = PasswordLine(texts.CODE_OWN)
        self.add(texts.CODE_OWN, self.password)
        self.body.addStretch(1)
        self.password.returnPressed.connect(self.submit)
        self.password.setFocus()

    def missing(self) -> str:
        return "" if self.password.text() else texts.OWN_OLD_NEEDED


class CodeDialog(QDialog):
    """The code, large, with its sheet to print; closing it unprinted asks first."""

    def __init__(self, parent: QWidget | None, code: str, print_sheet: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts.CODE_SHOWN)
        self.setModal(True)
        self.confirm: Callable[..., bool] = confirm
        self._print_sheet, self._printed = print_sheet, False
        groups = code.split("-")
        self.code = label(
            "\n".join("  ".join(groups[at : at + _A_ROW]) for at in range(0, len(groups), _A_ROW)), "code"
        )
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheet_button, self.done_button = primary(texts.CODE_SHEET, "print"), quiet(texts.CODE_DONE)
        self.sheet_button.clicked.connect(self._print)
        self.done_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.done_button)
        buttons.addWidget(self.sheet_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.M)
        for widget in (label(texts.CODE_SHOWN, "heading"), label(texts.CODE_KEEP), self.code):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)
        self.resize(min(1000, current().px(520)), current().px(260))
        self.sheet_button.setFocus()

    def _print(self) -> None:
        self._printed = True
        self._print_sheet()

    # Qt overrides
    def reject(self) -> None:
        says = (texts.CODE_LEAVE, texts.CODE_LEAVE_SAYS, texts.CODE_LEAVE_ACT)
        if self._printed or self.confirm(self, *says, dangerous=True, otherwise=texts.CODE_STAY):
            super().reject()


def recovery_paper(commune: str, code: str, *, watermark: str | None = None, made_on: date | None = None) -> Paper:
    """The sheet as a paper to print or save; no log keeps anything of it."""
    sheet = RecoverySheet(texts.CODE_UNIT.format(commune=commune), code, made_on or today())
    return Paper(texts.CODE_PAPER, render_recovery_sheet(sheet, watermark=watermark), PrintEvent(SHEET, "", ()))
