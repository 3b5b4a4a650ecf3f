"""The keys of a register page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from desktop.ui.registers.services import Rights
from desktop.ui.texts import registers as texts

if TYPE_CHECKING:
    from desktop.ui.registers.page import RegisterPage


class PageKeys:
    """The actions of a page that have a key; they sleep while a form is open."""

    def __init__(self, page: "RegisterPage") -> None:
        self._page = page
        self._actions: dict[str, QAction] = {}

    def add(self, name: str, words: str, keys: str, act: Callable[[], object]) -> None:
        """Give an act a key."""
        action = QAction(words, self._page)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self._page.addAction(action)
        self._actions[name] = action

    def for_rows(self, *, trash: bool) -> list[QAction]:
        """What the menu of chosen rows offers."""
        names = ("open", "restore") if trash else ("open", "edit", "trash")
        return [self._actions[name] for name in names if name in self._actions]

    def set_enabled(self, *, form: bool) -> None:
        """Sleep while a form is open."""
        for action in self._actions.values():
            action.setEnabled(not form)


def add_page_actions(page: "RegisterPage", rights: Rights) -> PageKeys:
    """Give a page its keys."""
    keys = PageKeys(page)
    keys.add("open", texts.OPEN, "", lambda: page.list.opened.emit(page.list.currentIndex().row()))
    keys.add("find", texts.FIND_HERE, "Ctrl+F", page.filters.search.setFocus)
    keys.add("reload", texts.REFRESH, "F5", page.pane.reload)
    keys.add("print", texts.PRINT, "Ctrl+P", page.print_list)
    if rights.edit:
        keys.add("add", texts.ADD_ONE.format(one=page.sheet.one), "Ctrl+N", page.add)
        keys.add("edit", texts.EDIT, "F2", page.edit)
        keys.add("undo", texts.UNDO_LAST, "Ctrl+Z", page.acts.undo_last)
    if rights.delete:
        keys.add("trash", texts.TRASH_ONE, "Del", page.trash)
        keys.add("restore", texts.RESTORE, "", page.restore)
    return keys
