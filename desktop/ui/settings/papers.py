"""What stands on every paper of the office, with the paper beside it as it will come out of the printer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.registers.office_settings import OfficeSettings
from desktop.ui.printing.papers import Paper
from desktop.ui.settings.paper_form import PaperForm
from desktop.ui.settings.section import Section
from desktop.ui.settings.services import SettingsServices
from desktop.ui.tasks import Lane, Latest, TaskRunner
from desktop.ui.texts import settings as texts
from desktop.ui.theme import current, tokens
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.buttons import primary, quiet, secondary
from desktop.ui.widgets.labels import label, set_role
from desktop.ui.widgets.pdf_view import PdfView

_PAUSE_MS = 300
_FORM_PX, _BOTH_PX = 430, 820


class PaperSection(Section):
    """A form and a live preview; side by side where there is room, else one after the other."""

    def __init__(self, services: SettingsServices, runner: TaskRunner) -> None:
        super().__init__(services, runner)
        self._saved: OfficeSettings | None = None
        self._drawn: OfficeSettings | None = None
        self.form = PaperForm(services.papers)
        self.view = PdfView(runner)
        self.state, self._hint = label("", "muted"), label(texts.PAPERS_HINT, "muted")
        self.see_button = secondary(texts.SEE, "eye")
        self.see_button.setCheckable(True)
        self.drop_button, self.save_button = quiet(texts.DROP), primary(texts.SAVE, "check")
        self._form_area = scrolling(self.form)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self._reading, self._drawing = Latest(runner, parent=self), Latest(runner, Lane.OTHER, self)
        self._reading.answered.connect(self._show)
        self._drawing.answered.connect(self._show_paper)
        for waiting in (self._reading, self._drawing):
            waiting.failed.connect(self.say_problem)
        self._lay_out()
        self.form.changed.connect(self._take_change)
        self.see_button.toggled.connect(lambda _on: self._arrange())
        self.drop_button.clicked.connect(self.drop)
        self.save_button.clicked.connect(self.save)
        saving = QAction(texts.SAVE, self, shortcut=QKeySequence("Ctrl+S"))
        saving.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        saving.triggered.connect(self.save)
        self.addAction(saving)
        self.setEnabled(False)
        self._show_state()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(tokens.L)
        middle.addWidget(self._form_area)
        middle.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S)
        foot.addWidget(self.state, 1)
        for button in (self.see_button, self.drop_button, self.save_button):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self._hint)
        column.addLayout(middle, 1)
        column.addLayout(foot)
        self._arrange()

    @property
    def is_changed(self) -> bool:
        """Whether the form holds something that is not saved."""
        return self._saved is not None and self.form.settings != self._saved

    def come_up(self) -> None:
        if not self.is_changed:
            papers = self.services.papers
            self._reading.ask(lambda _report, _token: papers.read())

    def may_leave(self) -> bool:
        if not self.is_changed:
            return True
        question = texts.LEAVE_QUESTION, texts.LEAVE_CONSEQUENCE, texts.LEAVE_ACT
        if not self.confirm(self, *question, dangerous=True, otherwise=texts.LEAVE_STAY):
            return False
        self.drop()
        return True

    def save(self) -> None:
        """Write what stands in the form; it can be taken back."""
        if self.is_changed:
            settings, papers = self.form.settings, self.services.papers
            self.run_job(lambda: papers.save(settings), partial(self._take_saved, settings))

    def drop(self) -> None:
        """Show again what is saved."""
        if self._saved is not None:
            self._show(self._saved)

    def take_back(self, act: int) -> None:
        """Undo a save."""
        papers = self.services.papers

        def job() -> OfficeSettings:
            papers.take_back(act)
            return papers.read()

        def shown(settings: OfficeSettings) -> None:
            self._show(settings)
            self.say(texts.UNDONE)

        self.run_job(job, shown)

    def _show(self, settings: OfficeSettings) -> None:
        self.setEnabled(True)
        self._saved = settings
        self.form.show_settings(settings)
        self._show_state()
        self._draw()

    def _take_saved(self, settings: OfficeSettings, act: int | None) -> None:
        self._saved = settings
        self._show_state()
        undo: Callable[[], None] | None = partial(self.take_back, act) if act is not None else None
        self.say(texts.SAVED, "good", texts.UNDO if undo else "", undo)

    def _take_change(self) -> None:
        self._show_state()
        self._pause.start()

    def _draw(self) -> None:
        settings, papers = self.form.settings, self.services.papers
        if settings != self._drawn:
            self._drawn = settings
            self._drawing.ask(lambda _report, _token: papers.sample(settings))

    def _show_paper(self, paper: Paper) -> None:
        self.view.show_pdf(paper.data)

    def _show_state(self) -> None:
        changed = self.is_changed
        set_role(self.state, "attention" if changed else "muted")
        self.state.setText(texts.UNSAVED if changed else texts.SAVED_STATE if self._saved else "")
        self.save_button.setEnabled(changed)
        self.drop_button.setEnabled(changed)

    def _arrange(self) -> None:
        both = self.width() >= current().px(_BOTH_PX)
        seen = self.see_button.isChecked()
        self._hint.setVisible(both)
        self.see_button.setVisible(not both)
        self.see_button.setText(texts.EDIT_AGAIN if seen else texts.SEE)
        self._form_area.setVisible(both or not seen)
        self.view.setVisible(both or seen)
        self._form_area.setMaximumWidth(current().px(_FORM_PX) if both else 16777215)
        self._form_area.setMinimumWidth(current().px(_FORM_PX) if both else 0)

    # Qt overrides
    def hasHeightForWidth(self) -> bool:
        return False  # the form scrolls inside, so that the buttons stay in sight

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_form_area"):
            self._arrange()
