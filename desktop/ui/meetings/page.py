"""The page of meetings: the list, or one of them."""

from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from desktop.ui.frame.pages import Page
from desktop.ui.frame.strip import Notice
from desktop.ui.meetings.editor import MeetingEditor
from desktop.ui.meetings.jobs import listed
from desktop.ui.meetings.list_view import MeetingList
from desktop.ui.meetings.services import MeetingServices
from desktop.ui.tasks import Latest, TaskRunner
from desktop.ui.texts import explain


class MeetingsPage(Page):
    """Meetings, from the list to the minutes."""

    def __init__(self, services: MeetingServices, runner: TaskRunner) -> None:
        super().__init__()
        self._services = services
        self._reading = Latest(runner, parent=self)
        self.list = MeetingList(may_edit=services.may_edit)
        self.editor = MeetingEditor(services, runner)
        self._reading.answered.connect(self.list.show_rows)
        self._reading.failed.connect(lambda error: self.noticed.emit(Notice(explain(error), "stop")))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.list.opened.connect(self.open_meeting)
        self.list.new_wanted.connect(lambda: self.open_meeting(None))
        self.editor.left.connect(self.show_list)
        self.editor.noticed.connect(self.noticed)
        self.editor.stored.connect(self._read)

    def open_meeting(self, meeting_id: UUID | None) -> None:
        """Show one meeting, or a new one."""
        if self.stack.currentWidget() is self.editor:
            self.editor.keep_draft()
        self.editor.open(meeting_id)
        self.stack.setCurrentWidget(self.editor)

    def show_list(self) -> None:
        """Back to the list; what was typed is kept."""
        self.editor.keep_draft()
        self.stack.setCurrentWidget(self.list)
        self._read()

    def _read(self) -> None:
        services = self._services
        self._reading.ask(lambda _report, _token: listed(services))

    # The page
    def come_up(self) -> None:
        self._read()

    def take_keyboard(self) -> None:
        if self.stack.currentWidget() is self.list:
            self.list.take_keyboard()
        else:
            super().take_keyboard()

    def may_leave(self) -> bool:
        """Always: what was typed is kept and comes back."""
        self.editor.keep_draft()
        return True

    def forget(self) -> None:
        self.list.forget()
        self.stack.setCurrentWidget(self.list)
