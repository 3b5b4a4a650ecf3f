"""The top of a register page: what it is, and what can be done with it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy

from desktop.models.sheets import Sheet
from desktop.ui.registers.bar import Bar
from desktop.ui.registers.services import PageAction, Rights
from desktop.ui.texts import registers as texts
from desktop.ui.widgets.buttons import menu_button, primary, secondary
from desktop.ui.widgets.labels import label


class PageHeader(Bar):
    """Title and buttons; in the trash, the way back and the way to take rows back.

    Signals:
        asked: The name of what she wants: add, export, bulk, columns, delivered, trash, list, restore, undo.
        moved: A reference field's key: the chosen rows are to refer to another row.
        action_chosen: A `PageAction`.
    """

    asked = Signal(str)
    moved = Signal(str)
    action_chosen = Signal(object)

    def __init__(
        self, sheet: Sheet, rights: Rights, *, prints: Sequence[PageAction], more: Sequence[PageAction],
        movable: Sequence[tuple[str, str]],
    ) -> None:  # fmt: skip
        super().__init__(spread=True)
        self._sheet = sheet
        self.title = label(sheet.title, "title", wrap=False)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.print_menu, self.more_menu = QMenu(self), QMenu(self)
        for action in prints:
            self.print_menu.addAction(action.text, partial(self.action_chosen.emit, action))
        self.add_button = primary(texts.ADD, "add")
        self.print_button = menu_button(texts.PRINT, self.print_menu)
        self.export_button = secondary(texts.EXPORT, "export")
        self.more_button = menu_button(texts.MORE, self.more_menu)
        self.restore_button = primary(texts.RESTORE, "undo")
        self.list_button = secondary(texts.LEAVE_TRASH, "left")
        self._fill_more(rights, more, movable)
        self._in_list = {
            self.add_button: rights.edit,
            self.print_button: bool(prints),
            self.export_button: rights.export,
            self.more_button: True,
        }
        self._in_trash = {self.restore_button: rights.delete, self.list_button: True}
        for button, name in (
            (self.add_button, "add"), (self.export_button, "export"),
            (self.restore_button, "restore"), (self.list_button, "list"),
        ):  # fmt: skip
            button.clicked.connect(partial(self.asked.emit, name))
        self.flow.addWidget(self.title)
        for button in (*self._in_list, *self._in_trash):
            self.flow.addWidget(button)
        self.show_trash(False)

    def _fill_more(self, rights: Rights, more: Sequence[PageAction], movable: Sequence[tuple[str, str]]) -> None:
        menu = self.more_menu
        if rights.bulk:
            menu.addAction(texts.BULK, partial(self.asked.emit, "bulk"))
            for key, words in movable:
                menu.addAction(words, partial(self.moved.emit, key))
        for action in more:
            menu.addAction(action.text, partial(self.action_chosen.emit, action))
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(texts.CHOOSE_COLUMNS, partial(self.asked.emit, "columns"))
        menu.addAction(texts.AS_DELIVERED, partial(self.asked.emit, "delivered"))
        if rights.edit:
            menu.addSeparator()
            menu.addAction(texts.UNDO_LAST, partial(self.asked.emit, "undo"))
        if rights.delete:
            menu.addAction(texts.OPEN_TRASH, partial(self.asked.emit, "trash"))

    def show_trash(self, trash: bool) -> None:
        """Show what belongs to the list, or to its trash."""
        self.title.setText(texts.TRASH_TITLE.format(title=self._sheet.title) if trash else self._sheet.title)
        for button, allowed in self._in_list.items():
            button.setVisible(allowed and not trash)
        for button, allowed in self._in_trash.items():
            button.setVisible(allowed and trash)
