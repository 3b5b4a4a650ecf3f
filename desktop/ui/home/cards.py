"""The three cards of the home page: the next meeting, what to look at again, what waits."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.exchange.desk import Status
from desktop.models.numbers import group_digits
from desktop.registers.overview import NextMeeting, Overview, ToReview, label_of
from desktop.ui.texts import exchange as exchange_texts
from desktop.ui.texts import home as texts
from desktop.ui.widgets.buttons import link, primary, secondary
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import label


class NextMeetingCard(Card):
    """The next meeting, one click from its roster.

    Signals:
        print_wanted: The id of the meeting whose roster she prints.
        opened: The id of the meeting she looks at; None for a new one.
    """

    print_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, *, may_edit: bool) -> None:
        super().__init__(texts.NEXT_MEETING)
        self._id: UUID | None = None
        self._may_edit = may_edit
        self.what = label("", "strong")
        self.when = label("")
        self.where = label("", "muted")
        self.people = label("", "muted")
        self.print_button = primary(texts.PRINT_ROSTER, "print")
        self.open_button = secondary(texts.OPEN_MEETING)
        self.new_button = secondary(texts.NEW_MEETING, "add")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.print_button, self.open_button, self.new_button):
            flow.addWidget(button)
        for widget in (self.what, self.when, self.where, self.people):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.body.addWidget(buttons)
        self.print_button.clicked.connect(lambda: self.print_wanted.emit(self._id))
        self.open_button.clicked.connect(lambda: self.opened.emit(self._id))
        self.new_button.clicked.connect(lambda: self.opened.emit(None))

    def show_meeting(self, meeting: NextMeeting | None, today: date) -> None:
        """Show a meeting, or that there is none."""
        self._id = meeting.id if meeting else None
        has = meeting is not None
        self.what.setText(meeting.title if meeting else texts.NO_MEETING)
        self.what.setProperty("role", "strong" if has else "muted")
        self.when.setText(texts.meeting_time(meeting.starts_at, today) if meeting else "")
        self.where.setText(" · ".join(filter(None, (meeting.branch, meeting.place))) if meeting else "")
        self.people.setText(texts.PEOPLE.format(count=group_digits(meeting.called)) if meeting else "")
        for widget in (self.when, self.people, self.print_button, self.open_button):
            widget.setVisible(has)
        self.where.setVisible(bool(self.where.text()))
        self.new_button.setVisible(not has and self._may_edit)


class ReviewCard(Card):
    """What should be looked at again.

    Signals:
        rows_wanted: A `Behind`.
        conflicts_wanted: What two computers wrote differently.
    """

    rows_wanted = Signal(object)
    conflicts_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(texts.REVIEW)
        self.nothing = label(texts.NOTHING_TO_REVIEW, "muted")
        self.conflicts = link("")
        self.conflicts.clicked.connect(self.conflicts_wanted)
        self.conflicts.hide()
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.conflicts, 0, Qt.AlignmentFlag.AlignLeft)
        self.links: list[QWidget] = []
        self.body.addStretch(1)

    def show_reviews(self, reviews: tuple[ToReview, ...]) -> None:
        """List them, the most pressing first."""
        for old in self.links:
            self.body.removeWidget(old)
            old.deleteLater()
        self.links = []
        for review in reviews:
            count = group_digits(review.rows)
            words = (
                texts.DUPLICATES.format(count=count)
                if review.what == "duplicates"
                else texts.MISSING.format(count=count, field=label_of(review.what))
            )
            button = link(words)
            button.clicked.connect(lambda _=False, behind=review.behind: self.rows_wanted.emit(behind))
            self.body.insertWidget(self.body.count() - 1, button, 0, Qt.AlignmentFlag.AlignLeft)
            self.links.append(button)
        self._say_nothing()

    def show_conflicts(self, count: int) -> None:
        """Say how many fields two computers wrote differently."""
        words = exchange_texts.REVIEW.format(count=group_digits(count))
        self.conflicts.setText(words)
        self.conflicts.setAccessibleName(words)
        self.conflicts.setVisible(count > 0)
        self._say_nothing()

    def _say_nothing(self) -> None:
        self.nothing.setVisible(not self.links and self.conflicts.isHidden())


class WaitingCard(Card):
    """How many changes wait to be sent, and when the last backup was made.

    Signals:
        send_wanted: Exchange over the network.
        write_wanted: Exchange with a stick.
        page_wanted: Everything about exchange; for a computer that has not joined, the way to join.
    """

    send_wanted = Signal()
    write_wanted = Signal()
    page_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(texts.WAITING)
        self._status: Status | None = None
        self.count = label("", "strong")
        self.hint = label(texts.WAITING_HINT, "muted")
        self.backup = label("")
        self.send = secondary(exchange_texts.SEND, "network")
        self.write = secondary(exchange_texts.WRITE, "stick")
        self.join = secondary(exchange_texts.HOME_JOIN, "exchange")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button, wanted in (
            (self.send, self.send_wanted), (self.write, self.write_wanted), (self.join, self.page_wanted),
        ):  # fmt: skip
            flow.addWidget(button)
            button.clicked.connect(wanted)
            button.hide()
        for widget in (self.count, self.hint, self.backup):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.body.addWidget(buttons)

    def show_state(self, seen: Overview, backed_up_on: date | None, today: date) -> None:
        """Say how the data is."""
        if self._status is None:
            count = texts.WAITING_COUNT.format(count=group_digits(seen.waiting))
            self.count.setText(count if seen.waiting else texts.NOTHING_WAITING)
        when = backed_up_on and texts.BACKED_UP.format(when=texts.days_since(backed_up_on, today))
        self.backup.setText(when or texts.NEVER_BACKED_UP)

    def show_exchange(self, status: Status, *, may_exchange: bool) -> None:
        """Say how this computer stands with the province."""
        self._status = status
        takes_part = status.joined or status.invitation_pending
        waits = exchange_texts.HOME_WAITING if takes_part else texts.WAITING_COUNT
        nothing = exchange_texts.HOME_NOTHING if takes_part else texts.NOTHING_WAITING
        self.count.setText(waits.format(count=group_digits(status.waiting)) if status.waiting else nothing)
        self.hint.setVisible(not takes_part)
        by_network = status.joined and bool(status.server)
        self.send.setVisible(by_network and may_exchange)
        self.write.setVisible(takes_part and may_exchange)
        self.join.setVisible(not takes_part)
