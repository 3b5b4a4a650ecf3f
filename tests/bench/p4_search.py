"""P4: the search box at every keystroke."""

import random
import time
from collections.abc import Callable, Sequence

from tests.bench.invented import places, women
from tests.bench.job import OURS, SIZES, Case, Figures, Job, Side, Target
from tests.bench.meters import percentile
from tests.bench.prepared import open_copy, prepare_commune

QUERIES = 80
LIMIT = 50
WARM = 50


def ours(case: Case) -> Figures:
    """The box's question to the encrypted store, then the list of answers drawn."""
    from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

    from desktop.registers.search import Search
    from desktop.ui.theme import Look, apply_look
    from desktop.ui.widgets.suggest import Suggestion, SuggestionList

    app = QApplication([])
    apply_look(Look())
    window = QWidget()
    window.resize(1366, 768)
    line = QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(line)
    column.addStretch()
    offered = SuggestionList(line)
    window.show()
    line.setFocus()
    app.processEvents()
    office = open_copy(case)
    search = Search(office.store)

    def show(text: str) -> None:
        hits = search.find(text, limit=LIMIT)
        offered.offer([Suggestion(hit.title, hit.subtitle, hit, hit.sheet) for hit in hits], "…")
        app.processEvents()
        offered.repaint()

    keys = keystrokes(case.size)
    found = timed(keys, lambda text: search.find(text, limit=LIMIT))
    painted = timed(keys, show)
    office.close()
    return {
        "p50_ms": percentile(found, 0.5),
        "p99_ms": percentile(found, 0.99),
        "painted_p50_ms": percentile(painted, 0.5),
        "painted_p99_ms": percentile(painted, 0.99),
    }


def bare(case: Case) -> Figures:
    """The least a search can be: a prefix index on folded names in a plain file, rows in no order."""
    import sqlite3

    from desktop.models.names import fold

    hamlets = places(case.size)
    db = sqlite3.connect(case.scratch / "bare.db")
    db.execute("CREATE TABLE member(id INTEGER PRIMARY KEY, full_name TEXT, birth TEXT, branch TEXT)")
    db.execute(
        "CREATE VIRTUAL TABLE found USING fts5(folded, content='', prefix='1 2 3', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    for number, who in enumerate(women(case.size)):
        db.execute("INSERT INTO member VALUES(?,?,?,?)", (number, who.name, who.birth, f"Chi hội {hamlets[who.place]}"))
        db.execute("INSERT INTO found(rowid, folded) VALUES(?,?)", (number, fold(who.name)))
    db.commit()
    statement = (
        "SELECT m.id, m.full_name, m.birth, m.branch FROM found JOIN member m ON m.id = found.rowid "
        f"WHERE found MATCH ? LIMIT {LIMIT}"
    )

    def find(text: str) -> Sequence[object]:
        return db.execute(statement, (" ".join(f'"{word}"*' for word in fold(text).split()),)).fetchall()

    times = timed(keystrokes(case.size), find)
    return {"p50_ms": percentile(times, 0.5), "p99_ms": percentile(times, 0.99)}


def keystrokes(size: int) -> list[str]:
    """What stands in the box after each letter, as people type names: whole, in part, with marks or without."""
    from desktop.models.names import fold

    rng = random.Random(11)
    typed = []
    for who in rng.sample(women(size), min(QUERIES, size // 4)):
        words = (who.name if rng.random() < 0.3 else fold(who.name)).split()
        (part,) = rng.choices((words, words[-2:], words[-1:], words[::2]), (40, 30, 15, 15))
        text = " ".join(part)
        typed += [text[:end] for end in range(1, len(text) + 1) if text[end - 1] != " "]
    return typed


def timed(keys: Sequence[str], find: Callable[[str], object]) -> list[float]:
    """Milliseconds of every keystroke, the first ones asked twice so that pages are in memory."""
    for text in keys[:WARM]:
        find(text)
    times = []
    for text in keys:
        began = time.perf_counter()
        find(text)
        times.append((time.perf_counter() - began) * 1000)
    return times


JOB = Job(
    "P4",
    "search, a keystroke",
    {OURS: Side(ours), "bare FTS5": Side(bare)},
    (
        Target("p99_ms", 4, "bare FTS5", unit="ms", at=SIZES[2]),
        Target("painted_p99_ms", 16, unit="ms", at=SIZES[2]),
    ),
    prepare=prepare_commune,
)
