"""One meeting on one page: what, who, print; afterwards who came and what was said."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.registers.meetings import OpenedMeeting
from desktop.ui.frame.strip import Notice
from desktop.ui.meetings.after_step import AfterStep
from desktop.ui.meetings.columns import Columns
from desktop.ui.meetings.draft import MeetingDraft
from desktop.ui.meetings.jobs import Begun, RosterMade, begin, draft_key, make_roster
from desktop.ui.meetings.minutes_step import MinutesStep
from desktop.ui.meetings.print_step import PrintStep
from desktop.ui.meetings.services import MeetingServices
from desktop.ui.meetings.what import WhatStep
from desktop.ui.meetings.who import Asked, WhoStep
from desktop.ui.printing.papers import Paper
from desktop.ui.tasks import CancelToken, Latest, Report, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import meetings as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.boxes import confirm, scrolling
from desktop.ui.widgets.buttons import IconButton, menu_button, secondary
from desktop.ui.widgets.labels import label
from sync.journal import ChangedMeanwhile

_PAUSE_MS = 350


class MeetingEditor(QWidget):
    """Makes and changes one meeting.

    Signals:
        left: She goes back to the list.
        noticed: A `Notice` for the strip.
        stored: Meetings were saved, marked or removed: lists are to be read anew.
    """

    left = Signal()
    noticed = Signal(object)
    stored = Signal()

    def __init__(self, services: MeetingServices, runner: TaskRunner) -> None:
        super().__init__()
        self._services, self._runner = services, runner
        self._opened: OpenedMeeting | None = None
        self._began = Asked()
        self._roster = RosterMade()
        self._is_dirty = self._is_loading = False
        self._opening = Latest(runner, parent=self)
        self._opening.answered.connect(self._show)
        self._making = Latest(runner, parent=self)
        self._making.answered.connect(self._show_roster)
        for waiting in (self._opening, self._making):
            waiting.failed.connect(self._say_problem)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._make_roster)
        self.draft = MeetingDraft(services.drafts, runner, self._drafted, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        services = self._services
        self.back = IconButton("left", texts.ALL)
        self.heading = label(texts.NEW_TITLE, "heading")
        self.state = label("", "muted")
        self.save_button = secondary(texts.SAVE)
        menu = QMenu(self)
        self.remove_action = menu.addAction(texts.REMOVE)
        self.more = menu_button(texts.MORE, menu)
        self.what = WhatStep()
        self.who = WhoStep(self._runner, services.references)
        self.printing = PrintStep(self._runner)
        self.after = AfterStep(self._runner, services.references)
        self.minutes = MinutesStep()
        for step in (self.what, self.who, self.after, self.minutes):
            step.setEnabled(services.may_edit)
        left = QWidget()
        steps = QVBoxLayout(left)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(tokens.M)
        steps.addWidget(self.what)
        steps.addWidget(self.who)
        steps.addStretch(1)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, tokens.S, tokens.L)
        body.setSpacing(tokens.M)
        body.addWidget(Columns([left, self.printing], narrowest=500, gap=tokens.M))
        body.addWidget(self.after)
        body.addWidget(self.minutes)
        body.addStretch(1)
        self.area = scrolling(inside)
        self.area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        top = QHBoxLayout()
        top.setSpacing(tokens.S)
        top.setContentsMargins(0, 0, tokens.S, 0)
        top.addWidget(self.back)
        top.addWidget(self.heading, 1)
        top.addWidget(self.state)
        top.addWidget(self.save_button)
        top.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.S, 0)
        column.setSpacing(tokens.S)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        self.save_button.setVisible(services.may_edit)
        self.more.setVisible(services.may_edit)

    def _connect(self) -> None:
        self.save_action = QAction(texts.SAVE, self)
        self.save_action.setShortcut(QKeySequence.StandardKey.Save)
        self.save_action.triggered.connect(lambda _=False: self.save())
        self.addAction(self.save_action)
        self.back.clicked.connect(self.left)
        self.save_button.clicked.connect(lambda: self.save())
        self.remove_action.triggered.connect(self._remove)
        self.what.changed.connect(self._touched)
        self.who.changed.connect(self._touched)
        self.minutes.changed.connect(self._touched_words)
        self.printing.changed.connect(self._soon.start)
        self.printing.print_wanted.connect(lambda: self._with_saved(self._print_roster))
        self.printing.save_wanted.connect(lambda: self._with_saved(self._save_roster))
        self.printing.invitations_wanted.connect(
            lambda: self._with_saved(lambda meeting: self._print(self._services.papers.invitations, meeting))
        )
        self.minutes.print_wanted.connect(
            lambda: self._with_saved(lambda meeting: self._print(self._services.papers.minutes, meeting))
        )
        self.after.marked.connect(self._mark)
        self.after.came.connect(self._add_walk_in)
        self.after.allowances_wanted.connect(self._pay)
        self.draft.dropped.connect(self._reopen)

    def open(self, meeting_id: UUID | None) -> None:
        """Show a meeting, or a new one."""
        self.draft.watch(draft_key(meeting_id))
        self._opening.ask(lambda _report, _token: begin(self._services, meeting_id))

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed and not saved."""
        return self._is_dirty

    @property
    def meeting_id(self) -> UUID | None:
        """Which meeting; None for a new one."""
        return self._opened.id if self._opened else None

    def save(self, then: Callable[[UUID], None] | None = None, *, force: bool = False) -> None:
        """Record the meeting and its roster."""
        self.after.send_ticks()
        if not self.what.check():
            return
        asked = self.who.asked()
        values = {
            **self.what.values(), **self.minutes.values(), "branch_id": asked.branch_id, "invited_by": asked.by,
            "blank_rows": asked.blank_rows,
        }  # fmt: skip
        opened, services, phone = self._opened, self._services, self.printing.phone.isChecked()
        chosen_as_before = self._as_it_is()

        def job(_report: Report, _token: CancelToken) -> Begun:
            made = make_roster(services, asked, values, opened, as_it_is=chosen_as_before, phone=phone)
            saved = services.meetings.save(values, made.lines, opened, force=force)
            services.drafts.drop(draft_key(opened.id if opened else None))
            return begin(services, saved)

        self.save_button.setEnabled(False)
        self.draft.stop()
        self._runner.run(job, partial(self._stored, then), partial(self._not_saved, then))

    def keep_draft(self) -> None:
        """Keep what was typed, before the page is left."""
        self.after.send_ticks()
        self.draft.keep_now()

    def _show(self, begun: Begun) -> None:
        self._is_loading = True
        self._opened, self._began = begun.opened, begun.asked
        self.heading.setText(str(begun.values.get("title") or texts.NEW_TITLE) if begun.opened else texts.NEW_TITLE)
        self.remove_action.setEnabled(begun.opened is not None)
        self.what.show_values(begun.values)
        self.minutes.show_values(begun.values)
        self.who.show_branches(begun.branches)
        self.who.show_asked(begun.asked)
        self.after.show_meeting(begun.opened)
        self._is_loading = False
        self._set_dirty(False)
        if begun.draft is not None:
            self._restore(begun)
        if begun.opened is None and self.back.hasFocus():
            self.what.editors["title"].setFocus()
        self._make_roster()

    def _restore(self, begun: Begun) -> None:
        assert begun.draft is not None
        self._is_loading = True
        self.what.restore(begun.draft.content["what"])
        self.minutes.restore(begun.draft.content["minutes"])
        self.who.show_asked(Asked.of_draft(begun.draft.content["who"]))
        self._is_loading = False
        self._set_dirty(True)
        words = texts.DRAFT_BACK.format(when=f"{begun.draft.saved_at.astimezone():%H:%M %d/%m/%Y}")
        self.noticed.emit(Notice(words, "plain", texts.DROP_DRAFT, self.draft.drop))

    def _reopen(self) -> None:
        self.open(self.meeting_id)

    def _as_it_is(self) -> bool:
        return self._opened is not None and self.who.asked() == self._began

    def _make_roster(self) -> None:
        self._soon.stop()
        asked, values = self.who.asked(), self.what.values()
        values |= {"branch_id": asked.branch_id, "invited_by": asked.by, "blank_rows": asked.blank_rows}
        opened, as_it_is, phone = self._opened, self._as_it_is(), self.printing.phone.isChecked()
        services = self._services
        self.who.summary.setText(texts.COUNTING)
        self._making.ask(
            lambda _report, _token: make_roster(services, asked, values, opened, as_it_is=as_it_is, phone=phone)
        )

    def _show_roster(self, made: RosterMade) -> None:
        self._roster = made
        self.who.say_called(made.called, keeps_order=made.keeps_order and not self._as_it_is())
        self.who.say_last(made.last)
        self.printing.show_paper(made.paper)

    def _touched(self) -> None:
        if not self._is_loading:
            self._set_dirty(True)
            self._soon.start()

    def _touched_words(self) -> None:
        if not self._is_loading:
            self._set_dirty(True)

    def _set_dirty(self, dirty: bool) -> None:
        self._is_dirty = dirty
        self.state.setText(texts.NOT_SAVED if dirty else "")
        self.save_button.setEnabled(True)
        if dirty:
            self.draft.touch()

    def _drafted(self) -> dict[str, Any]:
        if not self._is_dirty:
            return {}
        return {"what": self.what.drafted(), "minutes": self.minutes.drafted(), "who": self.who.asked().to_draft()}

    def _stored(self, then: Callable[[UUID], None] | None, begun: Begun) -> None:
        self._show(begun)
        assert begun.opened is not None
        self.draft.watch(draft_key(begun.opened.id))
        self.stored.emit()
        if then is None:
            self.noticed.emit(Notice(texts.SAVED, "good"))
        else:
            then(begun.opened.id)

    def _not_saved(self, then: Callable[[UUID], None] | None, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(error, ChangedMeanwhile):
            self._say_problem(error)
        elif confirm(self, texts.OVERWRITE_QUESTION, texts.OVERWRITE_CONSEQUENCE, texts.OVERWRITE):
            self.save(then, force=True)

    def _with_saved(self, act: Callable[[UUID], None]) -> None:
        """Paper and record must say the same: what is not saved is saved first."""
        if self._opened is None or self._is_dirty:
            self.save(act)
        else:
            act(self._opened.id)

    def _print_roster(self, meeting: UUID) -> None:
        self._print(self._roster_maker(), meeting)

    def _save_roster(self, meeting: UUID) -> None:
        self._print(self._roster_maker(), meeting, self._services.save_paper)

    def _roster_maker(self) -> Callable[[UUID], Paper]:
        phone = self.printing.phone.isChecked()
        return lambda meeting: self._services.papers.roster(meeting, phone=phone)

    def _print(self, make: Callable[[UUID], Paper], meeting: UUID, show: Callable[[Paper], None] | None = None) -> None:
        shown = show or self._services.print_paper
        self._runner.run(lambda _report, _token: make(meeting), shown, self._say_problem)

    def _mark(self, marks: dict[int, Any]) -> None:
        self._change(lambda meeting: self._services.meetings.mark(meeting, marks))

    def _add_walk_in(self, person: UUID | None, guest: str) -> None:
        services = self._services

        def add(meeting: UUID) -> object:
            people = services.invitees.of_people([person]) if person else []
            return services.meetings.add_walk_ins(meeting, people, [guest] if guest else [])

        self._change(add)

    def _pay(self, days: int, rate_vnd: int) -> None:
        services = self._services
        self._change(
            lambda meeting: services.meetings.pay(meeting, days=days, rate_vnd=rate_vnd),
            lambda meeting: self._print(services.papers.allowances, meeting),
        )

    def _change(self, act: Callable[[UUID], object], then: Callable[[UUID], None] | None = None) -> None:
        """Do something with the saved meeting's lines and show them anew; what is being typed stays."""
        meeting = self.meeting_id
        if meeting is None:
            return
        services = self._services

        def job(_report: Report, _token: CancelToken) -> OpenedMeeting:
            act(meeting)
            return services.meetings.open(meeting)

        def changed(opened: OpenedMeeting) -> None:
            self._opened = opened
            self.after.show_meeting(opened)
            self.stored.emit()
            self._make_roster()
            if then is not None:
                then(meeting)

        self._runner.run(job, changed, self._say_problem)

    def _remove(self) -> None:
        meeting = self.meeting_id
        if meeting is None or not confirm(
            self, texts.REMOVE_QUESTION, texts.REMOVE_CONSEQUENCE, texts.REMOVE, dangerous=True
        ):
            return
        title = self.heading.text()
        remove = self._services.meetings.remove

        def removed(_nothing: object) -> None:
            self._set_dirty(False)
            self.draft.drop()
            self.stored.emit()
            self.noticed.emit(Notice(texts.REMOVED.format(title=title), "good"))
            self.left.emit()

        self._runner.run(lambda _report, _token: remove(meeting), removed, self._say_problem)

    def _say_problem(self, error: BaseException) -> None:
        self.noticed.emit(Notice(explain(error), "stop"))
