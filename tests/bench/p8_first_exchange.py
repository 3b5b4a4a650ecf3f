"""P8: the first exchange of a commune's persons: pushed by one computer, pulled by another."""

from tests.bench.job import OURS, Case, Figures, Job, Side, Target
from tests.bench.peers import ANKI, POUCHDB, sides

FIGURES = ("push_s", "pull_s", "newcomer_s")


def ours(case: Case) -> Figures:
    """As the button does it: ask where the other stands, seal, send, apply, answer, fetch, apply, confirm.

    `newcomer_s` is a third computer that has nothing yet, not even the commune's other rows.
    """
    from tests.bench.exchange import exchanged

    return _first(exchanged(case))


def prepare(case: Case) -> None:
    """The province and three computers, and the same persons as documents."""
    from tests.bench.exchange import prepare_exchange

    prepare_exchange(case)


def _first(figures: Figures) -> Figures:
    return {name: figures[name] for name in FIGURES if name in figures}


JOB = Job(
    "P8",
    "first exchange",
    {OURS: Side(ours), **sides(_first)},
    (
        Target("push_s", 1, ANKI, at=10_000),
        Target("pull_s", 1, ANKI, at=10_000),
        Target("push_s", 0.25, POUCHDB, at=10_000),
        Target("pull_s", 0.25, POUCHDB, at=10_000),
    ),
    prepare=prepare,
    sizes=(3_000, 10_000, 20_000),
    enough_s=100,
)
