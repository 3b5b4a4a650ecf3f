"""The pages and their stack; a page is built when it is first shown."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from desktop.ui.widgets.boxes import scrolling


class Page(QWidget):
    """One page of the window.

    Signals:
        noticed: A `Notice` to show above the page.
        went: The key of another page, or an action key, that the page leads to.
    """

    noticed = Signal(object)
    went = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def come_up(self) -> None:
        """It is shown again: read anew what may have changed meanwhile."""

    def take_keyboard(self) -> None:
        """She came here by the navigation: its own keys are to work at once."""
        if self.focusWidget() is not None:
            self.focusWidget().setFocus()
            return
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            takes_keys = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
            if takes_keys and widget.isVisible() and self.isAncestorOf(widget):
                widget.setFocus()
                return
            widget = widget.nextInFocusChain()

    def may_leave(self) -> bool:
        """Whether it may be left; a page asks here, and only if something is unsaved."""
        return True

    def forget(self) -> None:
        """The user locked the computer or signed out: keep nothing on screen."""

    def page_actions(self) -> Sequence[QAction]:
        """What the shortcut sheet lists for this page."""
        return [action for action in self.actions() if not action.shortcut().isEmpty()]


class PageStack(QStackedWidget):
    """Pages by key.

    Signals:
        shown: The key of the page that is now on screen.
        built: A `Page`, once, right after it was made.
    """

    shown = Signal(str)
    built = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._factories: dict[str, Callable[[], Page]] = {}
        self._pages: dict[str, Page] = {}
        self._places: dict[str, QScrollArea] = {}
        self._key = ""
        self._before: list[str] = []

    def add(self, key: str, factory: Callable[[], Page]) -> None:
        """Say how to make a page; nothing is made yet."""
        self._factories[key] = factory

    @property
    def key(self) -> str:
        """Which page is on screen; empty before the first."""
        return self._key

    @property
    def page(self) -> Page | None:
        """The page on screen."""
        return self._pages.get(self._key)

    def has(self, key: str) -> bool:
        """Whether there is such a page."""
        return key in self._factories

    def is_made(self, key: str) -> bool:
        """Whether the page of a key was shown before."""
        return key in self._pages

    def made(self, key: str) -> Page:
        """The page of a key, made now if it was not yet."""
        if key not in self._pages:
            page = self._factories[key]()
            self._pages[key] = page
            self._places[key] = scrolling(page)  # a page that asks for more than the window has can be scrolled
            page.setProperty("role", "page")
            self.addWidget(self._places[key])
            self.built.emit(page)
        return self._pages[key]

    def show_page(self, key: str) -> bool:
        """Go to a page; False when the one on screen would not be left."""
        if key == self._key:
            return True
        if self.page is not None and not self.page.may_leave():
            return False
        if self._key:
            self._before.append(self._key)
        self._put_up(key)
        return True

    def go_back(self) -> None:
        """To the page before this one."""
        if self._before and (self.page is None or self.page.may_leave()):
            self._put_up(self._before.pop())

    def forget_pages(self) -> None:
        """Throw the made pages away: another user comes, or another register."""
        for page in self._pages.values():
            page.forget()
        for place in self._places.values():
            self.removeWidget(place)
            place.deleteLater()
        self._pages.clear()
        self._places.clear()
        self._before.clear()
        self._key = ""

    def _put_up(self, key: str) -> None:
        page = self.made(key)
        self._key = key
        self.setCurrentWidget(self._places[key])
        page.come_up()
        self.shown.emit(key)
