"""The main window: navigation, one search box, the page, the footer; or one calm page before it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.names import fold
from desktop.ui.frame.busy import BusyBar
from desktop.ui.frame.finder import Finder, Hit, SearchBox
from desktop.ui.frame.footer import Footer, FooterState
from desktop.ui.frame.nav import Navigation, NavItem
from desktop.ui.frame.pages import Page, PageStack
from desktop.ui.frame.shortcuts import ShortcutSheet
from desktop.ui.frame.strip import MessageStrip, Notice
from desktop.ui.tasks import Cancelled, Task, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import frame as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.cards import Tone
from desktop.ui.widgets.labels import label

_GO = "page:"


class _WithPages:
    """The finder that was given, with the pages of the navigation and what can be done added to what it finds."""

    def __init__(self, finder: Finder, items: Sequence[NavItem]) -> None:
        self._finder = finder
        self._known = [(f" {fold(item.label)}", Hit(texts.GO_TO, item.label, "", _GO + item.key)) for item in items]

    def add(self, hit: Hit, also: str) -> None:
        self._known.append((f" {fold(hit.title)} {fold(also)}", hit))

    def find(self, text: str) -> Sequence[Hit]:
        wanted = f" {fold(text)}"
        return [*self._finder.find(text), *(hit for words, hit in self._known if wanted in words)]


class MainWindow(QMainWindow):
    """The frame around every page.

    Signals:
        page_shown: The key of the page now on screen.
        hit_chosen: The action key of what she picked in the search box.
        footer_chosen: "exchange", "backup" or "user".
        lock_wanted: She locks the computer.
        closed: The window has gone.
    """

    page_shown = Signal(str)
    hit_chosen = Signal(str)
    footer_chosen = Signal(str)
    lock_wanted = Signal()
    closed = Signal()

    def __init__(self, items: Sequence[NavItem], *, runner: TaskRunner, finder: Finder, unit_name: str = "") -> None:
        super().__init__()
        self.setWindowTitle(texts.PRODUCT)
        self.runner = runner
        self.navigation = Navigation(items, unit_name)
        self._found = _WithPages(finder, items)
        self.search = SearchBox(self._found, runner)
        self.pages = PageStack()
        self.footer = Footer()
        self.strip = MessageStrip()
        self.busy = BusyBar()
        self.work = self._build_work()
        self._root = QStackedWidget()
        self._root.addWidget(self.work)
        self._before_work: QWidget | None = None
        self.setCentralWidget(self._root)
        self.actions_everywhere: list[QAction] = []
        self._add_own_actions(items)
        self._connect()
        self.resize(1366, 768)

    def _build_work(self) -> QWidget:
        work = QWidget()
        top = QFrame()
        top.setProperty("role", "topbar")
        bar = QHBoxLayout(top)
        bar.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.S)
        bar.addWidget(self.search, 1)
        bar.addWidget(label(texts.FIND_KEY, "muted", wrap=False))
        said = QVBoxLayout()
        said.setContentsMargins(tokens.L, tokens.S, tokens.L, 0)
        said.setSpacing(tokens.XS)
        said.addWidget(self.strip)
        said.addWidget(self.busy)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(top)
        right.addLayout(said)
        right.addWidget(self.pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addLayout(right, 1)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self.footer)
        return work

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.show_page)
        self.search.chosen.connect(self._take_hit)
        self.pages.shown.connect(self._mark_page)
        self.pages.built.connect(self._welcome)
        self.footer.chosen.connect(self.footer_chosen)
        self.footer.lock_wanted.connect(self.lock_wanted)

    def _add_own_actions(self, items: Sequence[NavItem]) -> None:
        self.add_action(texts.ACTION_FIND, "Ctrl+K", self.search.begin)
        self.add_action(texts.ACTION_BACK, "Alt+Left", self.pages.go_back)
        self.add_action(texts.ACTION_LOCK, "Ctrl+L", self.lock_wanted.emit)
        self.add_action(texts.ACTION_SHORTCUTS, "F1", self.show_shortcuts)
        for number, item in enumerate(items[:9], start=1):
            self.add_action(item.label, f"Ctrl+{number}", partial(self.show_page, item.key))

    def add_action(self, words: str, keys: str, act: Callable[[], object]) -> QAction:
        """Something that can be done from every page, listed on the shortcut sheet; asleep while locked."""
        action = QAction(words, self.work)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False: act())
        self.work.addAction(action)
        self.actions_everywhere.append(action)
        return action

    def add_command(self, words: str, action_key: str, also: str = "") -> None:
        """Something that the search box finds and `hit_chosen` tells of.

        Args:
            also: Other words that one might type for it.
        """
        self._found.add(Hit(texts.GROUP_ACTS, words, "", action_key), also)

    def add_page(self, key: str, factory: Callable[[], Page]) -> None:
        """Say how to make a page; it is made when first shown."""
        self.pages.add(key, factory)

    def show_page(self, key: str) -> bool:
        """Go to a page; False when the present one would not be left."""
        at, before = self.focusWidget(), self.pages.key
        is_free = at is None
        went = self.pages.show_page(key)
        self.navigation.mark(self.pages.key)
        came_from = is_free or self.navigation.isAncestorOf(at) or (key != before and self.pages.isAncestorOf(at))
        if went and came_from and (page := self.pages.page) is not None:
            page.take_keyboard()
        return went

    def show_footer(self, state: FooterState, today: date) -> None:
        """Say how the data is."""
        self.footer.show_state(state, today)

    def notify(self, notice: Notice) -> None:
        """Say something above the page."""
        self.strip.say(notice)

    def show_problem(self, error: BaseException) -> None:
        """Word a failure; a job she stopped herself is no problem."""
        tone: Tone = "plain" if isinstance(error, Cancelled) else "stop"
        self.strip.say(Notice(explain(error), tone))

    def watch(self, task: Task, what: str = texts.WORKING) -> None:
        """Show a job's progress with a way to stop it, once it takes over a second; word its failure."""
        task.failed.connect(self.show_problem)
        self.busy.watch(task, what)

    def fit_screen(self) -> None:
        """Fill the screen where the window as it was made, with its frame, is larger than what the taskbar leaves."""
        room, needed = self.screen().availableSize(), self.frameGeometry().size()
        if needed.width() > room.width() or needed.height() > room.height():
            self.showMaximized()

    def show_before_work(self, widget: QWidget) -> None:
        """Put one widget in place of everything: the wizard, the sign-in page, the lock."""
        self.show_work()
        self._before_work = widget
        self._root.addWidget(widget)
        self._root.setCurrentWidget(widget)

    def show_work(self) -> None:
        """The frame again; what stood before it goes."""
        self._root.setCurrentWidget(self.work)
        if self._before_work is not None:
            self._root.removeWidget(self._before_work)
            self._before_work.deleteLater()
            self._before_work = None
            if self.focusWidget() is None:
                self.focusNextChild()

    @property
    def is_at_work(self) -> bool:
        """Whether the frame is on screen, and not what stands before it."""
        return self._root.currentWidget() is self.work

    def show_shortcuts(self) -> None:
        """The sheet of shortcuts."""
        ShortcutSheet(self, self.shortcut_groups()).exec()

    def shortcut_groups(self) -> dict[str, Sequence[QAction]]:
        """What the sheet lists."""
        page = self.pages.page
        return {texts.THIS_PAGE: page.page_actions() if page else [], texts.EVERYWHERE: self.actions_everywhere}

    def _welcome(self, page: Page) -> None:
        page.noticed.connect(self.notify)
        page.went.connect(self._go)

    def _go(self, key: str) -> None:
        if self.pages.has(key):
            self.show_page(key)
        else:
            self.hit_chosen.emit(key)

    def _take_hit(self, hit: Hit) -> None:
        self._go(hit.action_key.removeprefix(_GO))

    def _mark_page(self, key: str) -> None:
        self.navigation.mark(key)
        self.page_shown.emit(key)

    # Qt overrides
    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.pages.page
        if page is not None and not page.may_leave():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()
