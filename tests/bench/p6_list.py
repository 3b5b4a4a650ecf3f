"""P6: a long list scrolled, sorted by every column and narrowed letter by letter."""

from tests.bench.heartbeat import Heart
from tests.bench.invented import places, women
from tests.bench.job import OURS, SIZES, Case, Figures, Job, Side, Target
from tests.bench.prepared import open_copy, prepare_commune

SCROLLS = 60
TYPED = "nguyen thi lan"


def ours(case: Case) -> Figures:
    """The members' page of the product."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktop.models.sheets import MEMBER
    from desktop.ui.registers.page import RegisterPage
    from desktop.ui.tasks import TaskRunner
    from desktop.ui.theme import Look, apply_look
    from tests.bench.services import services

    QApplication([])
    apply_look(Look())
    office, runner = open_copy(case), TaskRunner()
    page = RegisterPage(MEMBER, services(office.store), runner)
    page.resize(1366, 700)
    heart = Heart(lambda: runner.is_idle)
    page.show()
    heart.act("open", page.come_up)
    bar = page.list.verticalScrollBar()
    for position in _positions():
        heart.act("scroll", lambda at=position: bar.setValue(int(bar.maximum() * at)), settle=False)
    heart.rest("scroll")
    for column in page.list.rows.columns:
        heart.act("sort", lambda key=column.key: page.list.sort_asked.emit(key))
    for letter in TYPED:
        heart.act("type", lambda key=letter: QTest.keyClick(page.filters.search, key), settle=False)
    heart.rest("type")
    heart.act("type", page.filters.clear)
    figures = heart.figures()
    runner.shutdown()
    office.close()
    return figures


def ready_model(case: Case) -> Figures:
    """A QTableView over texts that lie ready in memory, sorted and searched there by plain Python."""
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
    from PySide6.QtWidgets import QApplication, QTableView

    hamlets = places(case.size)
    everybody = [
        (who.name, who.birth, f"Chi hội {hamlets[who.place]}", who.phone, who.joined) for who in women(case.size)
    ]

    class Ready(QAbstractTableModel):
        rows = everybody

        def show_rows(self, rows: list[tuple[str, ...]]) -> None:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

        def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
            return 0 if parent.isValid() else len(self.rows)

        def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:
            return 0 if parent.isValid() else 5

        def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
            return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    QApplication([])
    model, view = Ready(), QTableView()
    view.resize(1366, 700)
    heart = Heart(lambda: True)
    heart.act("open", lambda: (view.setModel(model), view.show()))
    bar = view.verticalScrollBar()
    for position in _positions():
        heart.act("scroll", lambda at=position: bar.setValue(int(bar.maximum() * at)), settle=False)
    heart.rest("scroll")
    for column in range(5):
        heart.act("sort", lambda at=column: model.show_rows(sorted(everybody, key=lambda row: row[at])))
    for end in range(1, len(TYPED) + 1):
        heart.act("type", lambda to=TYPED[:end]: model.show_rows([row for row in everybody if to in row[0].lower()]))
    return heart.figures()


def _positions() -> list[float]:
    """Parts of the way down: page by page at first, then in leaps as when the handle is dragged."""
    return [step / 5000 for step in range(SCROLLS // 2)] + [(step * 37 % 100) / 100 for step in range(SCROLLS // 2)]


JOB = Job(
    "P6",
    "list: scroll, sort, narrow",
    {OURS: Side(ours), "QTableView, ready model": Side(ready_model)},
    (Target("gap_ms", 50, unit="ms", at=SIZES[2]),),
    prepare=prepare_commune,
)
