"""Asks how a backup is opened, before it takes the place of the register."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from desktop.accounts.recovery import read_code
from desktop.ui.settings.ask import AskDialog
from desktop.ui.settings.said import said_moment, said_size
from desktop.ui.settings.services import BackupLine, RestoreOrder
from desktop.ui.texts import explain
from desktop.ui.texts import settings as texts
from desktop.ui.widgets.labels import label
from desktop.ui.widgets.lines import PasswordLine
from sync.errors import AppError


class RestoreDialog(AskDialog):
    """What the backup is, what will be, and the password or the recovery code of that time."""

    def __init__(self, parent: QWidget | None, backup: BackupLine) -> None:
        file = texts.RESTORE_FILE.format(when=said_moment(backup.made), size=said_size(backup.size_bytes))
        super().__init__(parent, texts.RESTORE_TITLE, file, texts.RESTORE_ACT, texts.RESTORE_CHECKING)
        self.backup = backup
        self.by_password, self.by_code = QRadioButton(texts.RESTORE_PASSWORD), QRadioButton(texts.RESTORE_CODE)
        self.password, self.code = PasswordLine(texts.RESTORE_PASSWORD), QLineEdit()
        self.code.setAccessibleName(texts.RESTORE_CODE)
        self.code_help = label(texts.RESTORE_CODE_HELP, "muted")
        self._group = QButtonGroup(self)
        for widget in (label(texts.RESTORE_EXPLAINS, "muted"), label(texts.RESTORE_BY, "strong")):
            self.body.addWidget(widget)
        for button in (self.by_password, self.by_code):
            self._group.addButton(button)
            self.body.addWidget(button)
        for field in (self.password, self.code, self.code_help):
            self.body.addWidget(field)
        self.body.addStretch(1)
        self.by_password.toggled.connect(lambda _on: self._show_field())
        self.password.returnPressed.connect(self.submit)
        self.code.returnPressed.connect(self.submit)
        self.by_password.setChecked(True)
        self.password.setFocus()

    @property
    def order(self) -> RestoreOrder:
        """What is asked for."""
        if self.by_code.isChecked():
            return RestoreOrder(self.backup.path, code=read_code(self.code.text()))
        return RestoreOrder(self.backup.path, password=self.password.text())

    def missing(self) -> str:
        if not (self.code if self.by_code.isChecked() else self.password).text().strip():
            return texts.RESTORE_SECRET_NEEDED
        try:
            self.order  # noqa: B018 - a code that is mistyped says where
        except AppError as problem:
            return explain(problem)
        return ""

    def _show_field(self) -> None:
        by_code = self.by_code.isChecked()
        self.password.setVisible(not by_code)
        self.code.setVisible(by_code)
        self.code_help.setVisible(by_code)

    # Qt overrides
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "code_help"):
            self._show_field()
