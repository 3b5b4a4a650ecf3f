"""Home: what needs her today."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.exchange.desk import Status
from desktop.models.dates import today
from desktop.registers.overview import Overview
from desktop.ui.frame.pages import Page
from desktop.ui.frame.strip import Notice
from desktop.ui.home.cards import NextMeetingCard, ReviewCard, WaitingCard
from desktop.ui.home.chart_card import ChartCard
from desktop.ui.home.stats import Stats
from desktop.ui.meetings.columns import Columns
from desktop.ui.tasks import Latest, TaskRunner
from desktop.ui.texts import explain
from desktop.ui.texts import home as texts
from desktop.ui.theme import tokens
from desktop.ui.widgets.boxes import scrolling
from desktop.ui.widgets.buttons import link
from desktop.ui.widgets.cards import EmptyState
from desktop.ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class HomeServices:
    """The doors of the program that the home page uses; asked on worker threads.

    Attributes:
        overview: All figures.
        backed_up_on: Day of the last backup; None when there is none.
        full_name: Who is signed in.
    """

    overview: Callable[[], Overview]
    backed_up_on: Callable[[], date | None]
    full_name: str = ""
    may_edit: bool = True
    may_import: bool = True


@dataclass(frozen=True, slots=True)
class _Seen:
    overview: Overview
    backed_up_on: date | None


class HomePage(Page):
    """The first page.

    Signals:
        rows_wanted: A `Behind`: the rows behind a figure.
        meeting_wanted: The id of a meeting to open; None for a new one.
        print_wanted: The id of the meeting whose roster she prints.
        import_wanted: The first step of an empty register.
        add_wanted: A first person by hand.
        send_wanted: Exchange over the network.
        write_wanted: Exchange with a stick.
        exchange_wanted: Everything about exchange.
        conflicts_wanted: What two computers wrote differently.
    """

    rows_wanted = Signal(object)
    meeting_wanted = Signal(object)
    print_wanted = Signal(object)
    import_wanted = Signal()
    add_wanted = Signal()
    send_wanted = Signal()
    write_wanted = Signal()
    exchange_wanted = Signal()
    conflicts_wanted = Signal()

    def __init__(self, services: HomeServices, runner: TaskRunner) -> None:
        super().__init__()
        self._services = services
        self._reading = Latest(runner, parent=self)
        self._reading.answered.connect(self._show)
        self._reading.failed.connect(lambda error: self.noticed.emit(Notice(explain(error), "stop")))
        self.hello = label(texts.HELLO.format(name=services.full_name) if services.full_name else "", "heading")
        self.day = label("", "muted")
        self.meeting = NextMeetingCard(may_edit=services.may_edit)
        self.review = ReviewCard()
        self.waiting = WaitingCard()
        self.stats = Stats()
        self.chart = ChartCard(runner)
        self.loading = label(texts.LOADING, "muted")
        self.loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        first_step = texts.BEGIN_IMPORT if services.may_import else ""
        self.empty = EmptyState("people", texts.EMPTY, texts.EMPTY_HINT, first_step)
        self.by_hand = link(texts.BEGIN_BY_HAND)
        self.stack = QStackedWidget()
        self._build()
        self.empty.begun.connect(self.import_wanted)
        self.by_hand.clicked.connect(self.add_wanted)
        self.meeting.print_wanted.connect(self.print_wanted)
        self.meeting.opened.connect(self.meeting_wanted)
        self.waiting.send_wanted.connect(self.send_wanted)
        self.waiting.write_wanted.connect(self.write_wanted)
        self.waiting.page_wanted.connect(self.exchange_wanted)
        self.review.conflicts_wanted.connect(self.conflicts_wanted)
        for part in (self.review, self.stats, self.chart):
            part.rows_wanted.connect(self.rows_wanted)

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, tokens.S, tokens.L)
        column.setSpacing(tokens.L)
        column.addWidget(
            Columns([self.meeting, self.review, self.waiting], narrowest=330, most=3, gap=tokens.M, level=True)
        )
        column.addWidget(self.stats)
        column.addWidget(self.chart)
        column.addStretch(1)
        nobody = QWidget()
        alone = QVBoxLayout(nobody)
        alone.addWidget(self.empty, 1)
        alone.addWidget(self.by_hand, 0, Qt.AlignmentFlag.AlignHCenter)
        alone.addStretch(1)
        self.by_hand.setVisible(self._services.may_edit)
        self.full, self.nobody = scrolling(inside), scrolling(nobody)
        for widget in (self.loading, self.full, self.nobody):
            self.stack.addWidget(widget)
        self.stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        page = QVBoxLayout(self)
        page.setContentsMargins(tokens.L, tokens.L, tokens.S, 0)
        page.setSpacing(tokens.S)
        page.addWidget(self.hello)
        page.addWidget(self.day)
        page.addWidget(self.stack, 1)

    # The page
    def come_up(self) -> None:
        self.day.setText(texts.long_day(today()))
        services = self._services
        self._reading.ask(lambda _report, _token: _Seen(services.overview(), services.backed_up_on()))

    def show_exchange(self, status: Status, *, may_exchange: bool) -> None:
        """Say how this computer stands with the province; told whenever that was read."""
        self.waiting.show_exchange(status, may_exchange=may_exchange)
        self.review.show_conflicts(status.conflicts)

    def forget(self) -> None:
        self.stack.setCurrentWidget(self.loading)

    def _show(self, seen: _Seen) -> None:
        overview = seen.overview
        if overview.is_empty:
            self.stack.setCurrentWidget(self.nobody)
            return
        self.meeting.show_meeting(overview.next_meeting, today())
        self.review.show_reviews(overview.to_review)
        self.waiting.show_state(overview, seen.backed_up_on, today())
        self.stats.show_overview(overview)
        self.chart.show_overview(overview)
        self.stack.setCurrentWidget(self.full)
