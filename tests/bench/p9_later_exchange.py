"""P9: the exchange after two fields of 500 persons were edited."""

from tests.bench.job import OURS, Case, Figures, Job, Side, Target
from tests.bench.p8_first_exchange import prepare
from tests.bench.peers import ANKI, sides

AS_A_LIST = "ours, edits as one list"


def ours(case: Case) -> Figures:
    """Each person opened in a form and saved by itself: 500 acts with their names and stamps.

    `silent_s` is an exchange with nothing new on either side.
    """
    from tests.bench.exchange import exchanged, one_by_one

    return _later(exchanged(case, edit=one_by_one))


def as_a_list(case: Case) -> Figures:
    """The same edits as one act."""
    from tests.bench.exchange import as_one_list, exchanged

    return _later(exchanged(case, edit=as_one_list))


def _later(figures: Figures) -> Figures:
    return {name: figures[name] for name in ("later_push_s", "later_pull_s", "silent_s") if name in figures}


JOB = Job(
    "P9",
    "later exchange",
    {OURS: Side(ours), AS_A_LIST: Side(as_a_list), **sides(_later)},
    (Target("later_push_s", 1, ANKI, at=10_000), Target("later_pull_s", 1, ANKI, at=10_000)),
    prepare=prepare,
    sizes=(3_000, 10_000, 20_000),
    enough_s=100,
)
