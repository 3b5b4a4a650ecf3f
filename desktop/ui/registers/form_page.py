"""Adding or editing one row: the form, its draft, saving, and what happens when somebody saved first."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop.models.sheets import Sheet, called
from desktop.registers.register import Refused
from desktop.registers.rows import Opened
from desktop.ui.registers import form_jobs as jobs
from desktop.ui.registers.ask_text import ask_text
from desktop.ui.registers.banner import Banner, Step
from desktop.ui.registers.bar import Bar
from desktop.ui.registers.draft_watch import DraftWatch, draft_key
from desktop.ui.registers.filter_words import quick_fields
from desktop.ui.registers.form import Form
from desktop.ui.registers.form_jobs import Begun, Saved
from desktop.ui.registers.references import RegisterReferences, target_of
from desktop.ui.registers.services import RegisterServices
from desktop.ui.registers.times import said
from desktop.ui.tasks import TaskRunner
from desktop.ui.texts import registers as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.boxes import confirm, scrolling
from desktop.ui.widgets.buttons import primary, quiet, secondary
from desktop.ui.widgets.labels import label
from sync.journal import ChangedMeanwhile


class FormPage(QWidget):
    """One row being added or edited.

    Signals:
        ready: The form shows what it begins with.
        saved: A `Saved`; the second value says whether she goes on with another new row.
        left: She left without saving.
        failed: Why it could not be opened or saved.
        revealed: The row's id and the key of a sensitive field that she asked to see.
    """

    ready = Signal()
    saved = Signal(object, bool)
    left = Signal()
    failed = Signal(object)
    revealed = Signal(object, str)

    def __init__(
        self,
        sheet: Sheet,
        services: RegisterServices,
        runner: TaskRunner,
        *,
        row_id: UUID | None = None,
        preset: Mapping[str, Any] | None = None,
        sensitive: bool = True,
    ) -> None:
        super().__init__()
        self.sheet, self.row_id = sheet, row_id
        self._services, self._runner = services, runner
        self._preset = dict(preset or {})
        self._opened: Opened | None = None
        self._settling = self._again = self._is_over = self._is_ready = False
        self.confirm: Callable[..., bool] = confirm
        self.ask_text: Callable[..., str] = ask_text
        heading = texts.EDITING.format(what=sheet.one) if row_id else texts.ADDING.format(one=sheet.one)
        self.heading = label(heading, "heading")
        self.banner = Banner()
        self.form = Form(sheet, runner, RegisterReferences(services), sensitive=sensitive)
        self.form.changed.connect(self._note_change)
        self.form.add_asked.connect(self._add_reference)
        self.form.revealed.connect(lambda key: self.revealed.emit(self.row_id, key))
        self.watch = DraftWatch(services.drafts, runner, draft_key(sheet, row_id), self._draft, self)
        self.watch.kept.connect(lambda: self.state.setText(texts.DRAFT_KEPT))
        self._lay_out()
        self._add_shortcuts()
        self._begun: Begun | None = None
        self.form.grown.connect(self._begin_if_ready)
        runner.run(partial(jobs.begin, services, sheet, row_id, self._preset), self._take_begun, self._fail)

    def _lay_out(self) -> None:
        self.save_button = primary(texts.SAVE, "check")
        self.again_button = secondary(texts.SAVE_AND_ADD, "add")
        self.leave_button = quiet(texts.LEAVE)
        self.state = label("", "muted", wrap=False)
        self.save_button.clicked.connect(self.save)
        self.again_button.clicked.connect(self.save_and_add)
        self.leave_button.clicked.connect(self.leave)
        if self.row_id is not None:
            self.again_button.hide()
        self.save_button.setToolTip("Ctrl+S")
        self.leave_button.setToolTip("Esc")
        bar = Bar()
        for button in (self.save_button, self.again_button, self.leave_button, self.state):
            bar.flow.addWidget(button)
        self.area: QScrollArea = scrolling(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self.heading)
        column.addWidget(self.banner)
        column.addWidget(self.area, 1)
        column.addWidget(bar)

    def _add_shortcuts(self) -> None:
        for keys, words, act in (
            ("Ctrl+S", texts.SAVE, self.save),
            ("Ctrl+Shift+S", texts.SAVE_AND_ADD, self.save_and_add),
            ("Esc", texts.LEAVE, self.leave),
        ):
            if self.row_id is not None and act == self.save_and_add:
                continue
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(act)
            self.addAction(action)

    # Beginning

    def _take_begun(self, begun: Begun) -> None:
        self._begun = begun
        self._begin_if_ready()

    def _begin_if_ready(self) -> None:
        if self._begun is not None and self.form.is_grown:
            self._begin(self._begun)

    def _begin(self, begun: Begun) -> None:
        self._opened = begun.opened
        if begun.opened is not None:
            self.form.show_opened(begun.opened)
            self.heading.setText(texts.EDITING.format(what=called(self.sheet.one, begun.opened.title)))
        else:
            self._show_new(begun.preset_words)
        self._is_ready = True
        self.form.go_to_first()
        if begun.draft is not None and begun.draft.content.get("fields"):
            self._bring_back(begun.draft.content)
            when = said(begun.draft.saved_at)
            self.banner.say(
                texts.DRAFT_FOUND.format(when=when), "plain",
                Step(texts.DRAFT_USE, self.form.go_to_first), Step(texts.DRAFT_DROP, self._drop_draft),
            )  # fmt: skip
        self.ready.emit()

    def _show_new(self, preset_words: Mapping[str, str]) -> None:
        defaults = {
            entry.key: entry.field.default for entry in self.sheet.fields if entry.part == 0 or self._holds(entry.part)
        }
        self.form.show_values({**defaults, **self._preset}, preset_words)

    def _holds(self, part: int) -> bool:
        return self.sheet.parts[part - 1].needed

    def _bring_back(self, content: Mapping[str, Any]) -> None:
        self.form.restore(content["fields"])
        if self._opened is None:
            return
        for key, words in content.get("shown", {}).items():
            if key in self.form.fields and self._opened.titles.get(key, "") != words:
                self.form.fields[key].show_newer(self._opened.values.get(key), self._opened.titles.get(key, ""))

    def _drop_draft(self) -> None:
        self.watch.drop()
        if self._opened is not None:
            self.form.show_opened(self._opened)
        else:
            self._show_new({})
        self.state.setText("")
        self.form.go_to_first()

    # Typing

    def _note_change(self) -> None:
        self.state.setText("")
        self.watch.touch()

    def _draft(self) -> dict[str, Any]:
        fields = self.form.drafts()
        if not fields:
            return {}
        shown = {key: self._opened.titles.get(key, "") for key in fields} if self._opened else {}
        return {"fields": fields, "shown": shown}

    def _add_reference(self, key: str, typed: str) -> None:
        target = target_of(self.sheet.field(key))
        heading = texts.ADD_NEW_HEADING.format(one=target.one)
        name = self.ask_text(self, heading, texts.NEW_NAME.format(one=target.one), texts.ADD, typed)
        if name:
            self._runner.run(
                partial(jobs.add_named, self._services, target, name),
                partial(self._take_reference, key),
                self.failed.emit,
            )

    def _take_reference(self, key: str, added: tuple[UUID, str]) -> None:
        editor = self.form.fields[key].editor
        editor.restore(f"{added[0]}\t{added[1]}")
        editor.show_problem("")
        editor.setFocus()
        self._note_change()

    # Saving and leaving

    def save(self) -> None:
        """Save, if the rules let it in; else go to the first field that stands in the way."""
        self._save(again=False)

    def save_and_add(self) -> None:
        """Save, and begin another new row."""
        self._save(again=True)

    def _save(self, *, again: bool) -> None:
        if not self._is_ready:
            return
        self._again = again
        values, blocking, doubtful = self.form.judge()
        if unsettled := [key for key, field in self.form.fields.items() if field.is_unsettled]:
            self.banner.say(texts.SETTLE_FIRST, "attention")
            self.form.go_to(unsettled)
            return
        if blocking:
            self.state.setText(texts.PROBLEMS.format(count=len({one.field for one in blocking})))
            self.form.go_to(one.field for one in blocking)
            return
        doubts = tuple(one.sentence for one in doubtful)
        self.watch.stop()
        self._is_ready = False
        self.state.setText(texts.SAVING)
        if self._opened is None:
            filled = {key: value for key, value in values.items() if value is not None}
            job: Any = partial(jobs.add, self._services, self.sheet, filled, doubts)
        else:
            changes = {key: values[key] for key in self.form.changed_keys}
            job = partial(jobs.save, self._services, self.sheet, self._opened, changes, self._settling, doubts)
        self._runner.run(job, self._finish, self._fail)

    def _finish(self, saved: Saved) -> None:
        self.state.setText("")
        self.banner.clear()
        self._is_ready = True
        self._is_over = not self._again
        if self._again:
            self._begin_another()
        self.saved.emit(saved, self._again)

    def _begin_another(self) -> None:
        values, _ = self.form.read()
        kept = [entry.key for entry in quick_fields(self.sheet) if entry.field.kind.name == "reference"]
        self._preset |= {key: values[key] for key in kept if values.get(key) is not None}
        words = {key: self.form.fields[key].editor.text() for key in kept}
        self._show_new(words)
        self.area.verticalScrollBar().setValue(0)
        self.form.go_to_first()

    def _fail(self, error: BaseException) -> None:
        self.state.setText("")
        if self._opened is None and self.row_id is not None:
            self.failed.emit(error)
            self._go()
            return
        self._is_ready = True
        self.watch.touch()
        if isinstance(error, ChangedMeanwhile) and self._opened is not None:
            self._runner.run(
                partial(jobs.reopen, self._services, self.sheet, self._opened.id), self._show_newer, self.failed.emit
            )
        elif isinstance(error, Refused):
            self.form.show_problems(error.problems)
            self.form.go_to(problem.field for problem in error.problems)
        else:
            self.failed.emit(error)

    def _show_newer(self, newer: Opened | None) -> None:
        assert self._opened is not None
        if newer is None:
            return
        differing = [key for key in self.form.changed_keys if newer.values.get(key) != self._opened.values.get(key)]
        for key in differing:
            self.form.fields[key].show_newer(newer.values.get(key), newer.titles.get(key, ""))
        self._settling = True
        self.banner.say(texts.CHANGED_MEANWHILE, "attention")
        self.form.go_to(differing)

    @property
    def is_ready(self) -> bool:
        """Whether it shows what it begins with, and nothing is being saved."""
        return self._is_ready

    @property
    def has_unsaved(self) -> bool:
        """Whether leaving would lose something she typed."""
        return not self._is_over and bool(self.form.changed_keys)

    def may_leave(self) -> bool:
        """Ask whether to give up what was typed, naming it; nothing is asked when nothing was."""
        if not self.has_unsaved:
            return True
        names = ", ".join(self.form.labels(self.form.changed_keys))
        given_up = self.confirm(
            self, texts.GIVE_UP, texts.GIVE_UP_FIELDS.format(fields=names), texts.GIVE_UP_ACT,
            dangerous=True, otherwise=texts.STAY,
        )  # fmt: skip
        if given_up:
            self.watch.drop()
            self._is_over = True
        return given_up

    def leave(self) -> None:
        """Leave the form, asking only if something was typed."""
        if self.may_leave():
            self._go()

    def _go(self) -> None:
        self._is_over = True
        # Not from within a key event of a widget that goes with it.
        QTimer.singleShot(0, self, self.left.emit)

    # Qt overrides
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.watch.is_pending and not self._is_over:
            self.watch.keep_now()
