"""P10: bytes on the wire, both ways, TLS and headers included."""

from tests.bench.job import OURS, Case, Figures, Job, Side, Target
from tests.bench.p8_first_exchange import prepare
from tests.bench.p9_later_exchange import AS_A_LIST
from tests.bench.peers import sides

DOCUMENTS = "zstd-3 of the documents"
CHANGED = "zstd-3 of the changed fields"


def ours(case: Case) -> Figures:
    """Through a relay that counts; the edits saved one by one, with their names and stamps."""
    from tests.bench.exchange import exchanged, one_by_one

    return _bytes(exchanged(case, count=True, edit=one_by_one))


def as_a_list(case: Case) -> Figures:
    """The same edits as one act."""
    from tests.bench.exchange import as_one_list, exchanged

    return _bytes(exchanged(case, count=True, edit=as_one_list))


def whole(case: Case) -> Figures:
    """The documents alone, compressed: nothing of a conversation."""
    from tests.bench.documents import documents, edited

    people = documents(case.size)
    full, later = _kb(people), _kb(edited(people))
    return {"push_kb": full, "pull_kb": full, "later_push_kb": later, "later_pull_kb": later}


def changed(case: Case) -> Figures:
    """Only what was edited, and in whom; persons by small numbers."""
    from tests.bench.documents import changed_fields, documents, edited

    later = _kb(changed_fields(edited(documents(case.size))))
    return {"later_push_kb": later, "later_pull_kb": later}


def _kb(people: list[dict[str, object]]) -> float:
    from tests.bench.peer_post import pack

    return len(pack(people)) / 1024


def _bytes(figures: Figures) -> Figures:
    return {name: value for name, value in figures.items() if name.endswith("_kb") and name != "start_kb"}


JOB = Job(
    "P10",
    "bytes on the wire",
    {
        OURS: Side(ours),
        AS_A_LIST: Side(as_a_list),
        DOCUMENTS: Side(whole),
        CHANGED: Side(changed),
        **sides(_bytes, count=True),
    },
    (
        Target("push_kb", 1.3, DOCUMENTS, "kB", at=10_000),
        Target("pull_kb", 1.3, DOCUMENTS, "kB", at=10_000),
        Target("later_push_kb", 4, CHANGED, "kB", at=10_000),
        Target("later_pull_kb", 4, CHANGED, "kB", at=10_000),
    ),
    prepare=prepare,
    sizes=(3_000, 10_000, 20_000),
)
