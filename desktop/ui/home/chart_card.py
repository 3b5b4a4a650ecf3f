"""The chart of branches in its card; the drawing library is brought in only once the page is on screen."""

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.registers.overview import Overview, behind_branch
from desktop.ui.home.chart import FEW, Bars, ChartStyleNow, DrawnChart, choose_bars, draw
from desktop.ui.tasks import Lane, Latest, TaskRunner
from desktop.ui.texts import home as texts
from desktop.ui.theme import current, look_changed, tokens
from desktop.ui.widgets.buttons import link
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.chart_view import ChartView
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import label, set_role

_AFTER_PAINT_MS = 150
_POINTS_PER_PX = 0.75


class ChartCard(Card):
    """Members or coverage by branch.

    Signals:
        rows_wanted: A `Behind`.
    """

    rows_wanted = Signal(object)

    def __init__(self, runner: TaskRunner) -> None:
        super().__init__()
        self._seen: Overview | None = None
        self._drawn: DrawnChart | None = None
        self._coverage = self._everything = False
        self._drawing = Latest(runner, Lane.OTHER, self)
        self._drawing.answered.connect(self._show)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_PAINT_MS)
        self._soon.timeout.connect(self._draw)
        self.heading = label("", "subheading")
        self.view = ChartView(runner)
        self.view.clicked.connect(self._open)
        self.note = label("", "muted")
        self.switch, self.all = link(""), link("")
        self.switch.clicked.connect(self._switch)
        self.all.clicked.connect(self._toggle_all)
        links = QWidget()
        flow = FlowLayout(links)
        flow.addWidget(self.switch)
        flow.addWidget(self.all)
        top = QHBoxLayout()
        top.setSpacing(tokens.S)
        top.addWidget(self.heading, 1)
        self.body.addLayout(top)
        self.body.addWidget(links)
        self.body.addWidget(self.view)
        self.body.addWidget(self.note)
        look_changed.connect(self._soon.start)

    def show_overview(self, seen: Overview) -> None:
        """Show the branches; coverage where any branch's is known."""
        first = self._seen is None
        self._seen = seen
        known = any(each.percent is not None for each in seen.branches)
        self._coverage = known if first else self._coverage and known
        self.switch.setVisible(known)
        self.setVisible(bool(seen.branches))
        self._soon.start()

    def _bars(self) -> Bars:
        assert self._seen is not None
        return choose_bars(self._seen.branches, coverage=self._coverage, everything=self._everything)

    def _draw(self) -> None:
        if self._seen is None or not self._seen.branches:
            return
        bars, threshold, look = self._bars(), self._seen.threshold, self._look()
        self._say(bars)
        self._drawing.ask(lambda _report, _token: draw(bars, threshold, look))

    def _look(self) -> ChartStyleNow:
        colours = current().colours
        width = max(320, self.view.width()) * _POINTS_PER_PX
        size = current().pt(tokens.BODY_PT) * 96 / self.logicalDpiX() if self.logicalDpiX() else tokens.BODY_PT
        return ChartStyleNow(width, size, colours.text, colours.accent, colours.attention, colours.field_line)

    def _say(self, bars: Bars) -> None:
        assert self._seen is not None
        total = len(self._seen.branches) - bars.left_out
        words = texts.CHART_COVERAGE if bars.is_coverage else texts.CHART_MEMBERS
        if len(bars.branches) < total:
            part = texts.LOWEST if bars.is_coverage else texts.LARGEST
            words = f"{words}: {part.format(count=len(bars.branches))}"
        self.heading.setText(words)
        self.switch.setText(texts.SHOW_MEMBERS if bars.is_coverage else texts.SHOW_COVERAGE)
        self.all.setText(texts.SHOW_FEW if self._everything else texts.SHOW_ALL.format(count=total))
        self.all.setVisible(total > FEW)
        note = [texts.NO_FIGURE.format(count=bars.left_out)] if bars.left_out else []
        self.note.setText(" ".join([*note, texts.CHART_HINT]))
        set_role(self.note, "muted")

    def _show(self, drawn: DrawnChart) -> None:
        self._drawn = drawn
        self.view.show_chart(drawn.pdf, (drawn.width, drawn.height), drawn.words)

    def _open(self, _x: float, y: float) -> None:
        branch: UUID | None = self._drawn.branch_at(y) if self._drawn else None
        if branch is not None:
            self.rows_wanted.emit(behind_branch(branch))

    def _switch(self) -> None:
        self._coverage = not self._coverage
        self._draw()

    def _toggle_all(self) -> None:
        self._everything = not self._everything
        self._draw()
