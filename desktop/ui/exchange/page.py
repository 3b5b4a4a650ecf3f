"""The page *Gửi – nhận*: joining, sending and receiving, what differs, what was held."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.exchange.desk import ConflictCard as Conflict
from desktop.exchange.desk import ConflictField, PastExchange, Status, StickSeen
from desktop.ui.exchange.conflict_list import ConflictList
from desktop.ui.exchange.join_view import JoinView
from desktop.ui.exchange.problem import Problem
from desktop.ui.exchange.receipt_card import ReceiptCard
from desktop.ui.exchange.running_card import RunningCard
from desktop.ui.exchange.runs import Ended, ExchangeRuns, Kind
from desktop.ui.exchange.services import ExchangeServices
from desktop.ui.exchange.standing_view import StandingView
from desktop.ui.exchange.trouble import trouble_of
from desktop.ui.exchange.watcher import ExchangeWatcher
from desktop.ui.frame.pages import Page
from desktop.ui.frame.strip import Notice
from desktop.ui.importing.body import Body, put_scrolling
from desktop.ui.tasks import Cancelled, Latest, TaskRunner
from desktop.ui.texts import exchange as texts
from desktop.ui.texts import explain
from desktop.ui.theme import tokens
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.inputs import editor_for
from desktop.ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class _Seen:
    conflicts: Sequence[Conflict]
    history: Sequence[PastExchange]


class ExchangePage(Page):
    """Shows the one exchange that `runs` runs; leaving the page stops nothing."""

    def __init__(
        self, services: ExchangeServices, runs: ExchangeRuns, watcher: ExchangeWatcher, runner: TaskRunner
    ) -> None:
        super().__init__()
        self._services, self._runs, self._watcher, self._runner = services, runs, watcher, runner
        rights = services.rights
        self._wanted: Callable[[], None] | None = None
        self._wants_conflicts = False
        self._reading = Latest(runner, parent=self)
        self.where = label("", "muted")
        self.loading = label(texts.LOADING, "muted")
        self.receipt, self.problem, self.running = ReceiptCard(), Problem(), RunningCard()
        self.join = JoinView(may_join=rights.join)
        conflicts = ConflictList(self._editor_of, services.now, may_settle=rights.settle)
        self.standing = StandingView(rights, conflicts)
        self._lay_out()
        self._connect()
        self._add_action(texts.ACTION_SEND, "Ctrl+Return", self.send)
        self._add_action(texts.ACTION_WRITE, "Ctrl+U", self.write)
        self._show_running(runs.running)
        if runs.status is not None:
            self._show_status(runs.status)
        self.standing.sticks.show_sticks(watcher.sticks or ())
        self.join.show_sticks(watcher.sticks or ())

    def _lay_out(self) -> None:
        body = Body(gap=tokens.M)
        body.column.setContentsMargins(0, 0, tokens.S, tokens.L)
        for widget in (self.loading, self.receipt, self.problem, self.running, self.join, self.standing):
            body.column.addWidget(widget)
            widget.setVisible(widget is self.loading)
        body.column.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(label(texts.TITLE, "title", wrap=False))
        top.addWidget(self.where, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.S, 0)
        column.setSpacing(tokens.M)
        column.addLayout(top)
        holder = QWidget()
        self.area = put_scrolling(holder, body)
        column.addWidget(holder, 1)

    def _connect(self) -> None:
        runs, standing = self._runs, self.standing
        runs.status_read.connect(self._show_status)
        runs.began.connect(self._show_running)
        runs.stepped.connect(self.running.show_progress)
        runs.ended.connect(self._show_end)
        self.running.stop_wanted.connect(runs.stop)
        self._watcher.seen.connect(self._show_sticks)
        self._reading.answered.connect(self._show_seen)
        self._reading.failed.connect(self._say_problem)
        self.receipt.closed.connect(self._close_receipt)
        self.problem.acted.connect(self._try_again)
        self.join.code_given.connect(self._join_by_code)
        self.join.stick_given.connect(self._join_by_stick)
        standing.card.send_wanted.connect(self.send)
        standing.card.write_wanted.connect(self.write)
        standing.sticks.chosen.connect(self.exchange_with)
        standing.sticks.folder_wanted.connect(self._choose_folder)
        standing.conflicts.settled.connect(self._settle)
        standing.conflicts.row_wanted.connect(self._open_row)

    def _add_action(self, words: str, keys: str, act: Any) -> None:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: act())
        self.addAction(action)

    # The page among the others

    def come_up(self) -> None:
        self._runs.refresh()
        self._watcher.look()
        self._read()
        self._focus()

    def forget(self) -> None:
        self.join.clear()
        self.standing.conflicts.show_conflicts(())

    # What she can do

    def send(self) -> None:
        """Exchange over the network, as soon as it is known how things stand."""
        status = self._runs.status
        if status is None:
            self._wanted = self.send
        elif status.joined and status.server and self._services.rights.exchange:
            self._runs.by_network()

    def write(self) -> None:
        """Exchange with the stick that is plugged in, as soon as that is known; ask where it is not clear which."""
        status = self._runs.status
        if self._runs.running is not None or not self._services.rights.exchange:
            return
        if status is None or self._watcher.sticks is None:
            self._wanted = self.write
            self._watcher.look()
        elif status.joined or status.invitation_pending:
            stick = self.standing.sticks.chosen_stick
            if stick is not None and stick.is_ours:
                self.exchange_with(stick.path)
            else:
                self.standing.sticks.ask()
                self.area.ensureWidgetVisible(self.standing.sticks)

    def exchange_with(self, folder: Path) -> None:
        """Exchange with one stick."""
        self._runs.by_stick(folder)

    def show_conflicts(self) -> None:
        """Bring the first card into sight, as soon as the cards were read."""
        if self._reading.is_waiting or self._runs.status is None:
            self._wants_conflicts = True
            return
        self._wants_conflicts = False
        self.standing.conflicts.begin()
        QTimer.singleShot(0, self, self._scroll_to_conflicts)

    def _scroll_to_conflicts(self) -> None:
        body = self.area.widget()
        assert body is not None
        top = self.standing.conflicts.mapTo(body, QPoint(0, 0)).y()
        self.area.verticalScrollBar().setValue(top)

    def _choose_folder(self) -> None:
        folder = self._services.choose_folder(self)
        if folder is not None:
            self.exchange_with(folder)

    def _join_by_code(self, server: str, code: str, name: str) -> None:
        self._runs.join_by_code(server, code, name)

    def _join_by_stick(self, folder: Path, name: str) -> None:
        self._runs.join_by_stick(folder, name)

    def _try_again(self) -> None:
        last, status = self._runs.last, self._runs.status
        if last is not None and last.kind.is_joining:
            self.problem.hide()
        elif (last is not None and last.kind is Kind.STICK) or (status is not None and not status.server):
            self.write()
        else:
            self.send()

    def _settle(self, card: str, chosen: dict[str, Any]) -> None:
        conflict = self.standing.conflicts.cards[card].conflict
        desk = self._runs.desk
        self.standing.conflicts.cards[card].setEnabled(False)

        def settled(_nothing: object) -> None:
            self.noticed.emit(Notice(texts.KEPT.format(title=conflict.title), "good"))
            self._read()
            self._runs.refresh()

        def failed(error: BaseException) -> None:
            if card in self.standing.conflicts.cards:
                self.standing.conflicts.cards[card].setEnabled(True)
            self._say_problem(error)

        self._runner.run(lambda _report, _token: desk().settle(card, chosen), settled, failed)

    def _open_row(self, sheet: str, row: UUID) -> None:
        self.went.emit(f"row:{sheet}:{row.hex}")

    def _close_receipt(self) -> None:
        self._runs.clear_last()
        self.receipt.hide()
        self._focus()

    # What is shown

    def _read(self) -> None:
        desk = self._runs.desk
        self._reading.ask(lambda _report, _token: _Seen(desk().conflicts(), desk().history()))

    def _show_seen(self, seen: _Seen) -> None:
        had_focus = self._has_keyboard(self.standing.conflicts)
        self.standing.conflicts.show_conflicts(seen.conflicts)
        self.standing.show_history(seen.history, self._services.now())
        if had_focus:
            self.standing.conflicts.begin()
        if self._wants_conflicts:
            self.show_conflicts()

    def _show_status(self, status: Status) -> None:
        name, province = status.device_name, status.province
        if status.joined or status.invitation_pending:
            words = texts.HERE.format(province=province, name=name) if province else texts.HERE_ALONE.format(name=name)
            self.where.setText(words)
        else:
            self.where.setText(texts.HINT)
        self.join.show_status(status)
        self.standing.show_status(status, self._services.now())
        self._arrange()
        self._show_problem(status)
        self._do_wanted()
        if self._wants_conflicts:
            self.show_conflicts()

    def _arrange(self) -> None:
        """Show what belongs to the moment."""
        status, running = self._runs.status, self._runs.running is not None
        has_joined = status is not None and (status.joined or status.invitation_pending)
        was_joining = self._has_keyboard(self.join)
        self.loading.setVisible(status is None and not running)
        self.running.setVisible(running)
        self.join.setVisible(status is not None and not has_joined and not running)
        self.standing.setVisible(has_joined)
        self.standing.top.setVisible(not running)
        if self.isVisible() and (self.focusWidget() is None or (was_joining and self.join.isHidden())):
            self._focus()

    def _show_running(self, kind: Kind | None) -> None:
        if kind is not None:
            takes_keyboard = not self._runs.is_quiet or self._has_keyboard(self.standing.top)
            self.running.begin(kind)
            self.receipt.hide()
            self.problem.hide()
            self._arrange()
            if self.isVisible() and takes_keyboard:
                self.running.stop.setFocus()

    @staticmethod
    def _has_keyboard(part: QWidget) -> bool:
        at = QApplication.focusWidget()
        return at is not None and part.isAncestorOf(at)

    def _show_end(self, ended: Ended) -> None:
        had_keyboard = self._has_keyboard(self.running)
        self._arrange()
        if ended.outcome is not None:
            self.receipt.say(ended.outcome)
        elif ended.error is None:
            status = self._runs.status
            province = status.province if status is not None else ""
            said = texts.JOINED.format(province=province) if province else texts.JOINED_PLAIN
            self.noticed.emit(Notice(texts.ASKED if ended.kind is Kind.JOIN_BY_STICK else said, "good"))
        if self._runs.status is not None:
            self._show_problem(self._runs.status)
        self._read()
        if self.isVisible() and (had_keyboard or not ended.quiet):
            self._focus()

    def _show_problem(self, status: Status) -> None:
        """Say what cut the last exchange off, as long as that is the last word."""
        trouble = None
        if self._runs.running is None:
            trouble = trouble_of(self._runs.last, status, self._services.now())
        if trouble is None or trouble.at_code:
            self.problem.hide()
            if trouble is not None:
                self.join.code.show_problem(trouble.sentence)
            return
        act = texts.TRY_AGAIN if trouble.can_repeat and self._services.rights.exchange else ""
        self.problem.say(trouble.heading, trouble.sentence, tone=trouble.tone, act=act)

    def _show_sticks(self, sticks: tuple[StickSeen, ...]) -> None:
        self.standing.sticks.show_sticks(sticks)
        self.join.show_sticks(sticks)
        self._do_wanted()

    def _do_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def _say_problem(self, error: BaseException) -> None:
        self.noticed.emit(Notice(explain(error), "plain" if isinstance(error, Cancelled) else "stop"))

    def _focus(self) -> None:
        if self._runs.running is not None:
            self.running.stop.setFocus()
        elif not self.standing.isHidden():
            self.standing.card.first.setFocus()
        elif not self.join.isHidden():
            self.join.begin()

    def _editor_of(self, conflict: ConflictField) -> FieldEditor:
        return editor_for(conflict.field, self._runner, self._services.references())
