"""P11: what a province takes in, made durable and applied, at an ordinary hour and at the end of a month."""

import gc
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from tests.bench.job import OURS, Case, Figures, Job, Side, Target
from tests.bench.postgres_floor import committed, copy, core, staged

COPY = "PostgreSQL, COPY"
CHANGES = 500  # of one computer in a month
AT_ONCE = 4  # bundles that are taken at the same time


def ours(case: Case) -> Figures:
    """`Province.take` on PostgreSQL: unsealed, verified, logged, joined, shown in the tables, one step of the feed.

    The bundles are ready beforehand and the province holds what the edits are about. `size` is the number of changes
    in all, 500 a computer, three computers a commune.
    """
    from desktop.models.catalogues import catalogue
    from desktop.models.record import registry
    from sync.bundle import Sealed
    from sync.clock import Clock
    from sync.server.database import Database
    from sync.server.province import Province
    from tests.bench.let_in import let_in, new_keys
    from tests.bench.month import COMPUTERS_OF_A_COMMUNE, a_months_work
    from tests.sync.server.places import fresh_database, postgres_address

    computers = max(1, case.size // CHANGES)
    changes = min(CHANGES, case.size)
    with fresh_database(postgres_address()) as url:
        database = Database.open(url, case.scratch, None)
        province = Province(database, new_keys(), registry(), Clock())
        units = [entry.key for entry in islice(catalogue("commune").entries(), -(-computers // COMPUTERS_OF_A_COMMUNE))]
        addresses = [
            let_in(province, units[number // COMPUTERS_OF_A_COMMUNE], f"Máy {number}") for number in range(computers)
        ]
        earlier, month = a_months_work(addresses, changes)
        for bundle in earlier:
            assert province.take(bundle.blob).outcome == "applied"
        gc.collect()
        gc.freeze()

        def take(bundles: Sequence[Sealed]) -> float:
            began = time.perf_counter()
            with ThreadPoolExecutor(AT_ONCE) as pool:
                taken = list(pool.map(lambda bundle: province.take(bundle.blob), bundles))
            seconds = time.perf_counter() - began
            assert {(each.outcome, each.records) for each in taken} == {("applied", changes)}
            return seconds

        seconds = take(month)
        database.close()
    count = changes * computers
    return {"all_s": seconds, "change_us": seconds / count * 1e6, "changes_per_s": count / seconds}


JOB = Job(
    "P11",
    "province takes changes in",
    {
        OURS: Side(ours),
        COPY: Side(copy),
        "PostgreSQL, COPY and ON CONFLICT": Side(staged),
        "PostgreSQL, SQLAlchemy Core": Side(core),
        "PostgreSQL, a commit each": Side(committed),
    },
    (
        Target("change_us", 100, unit="µs", at=30_000),
        Target("change_us", 11.7, COPY, "µs", at=30_000),
        Target("all_s", 60, at=300_000),
    ),
    sizes=(30_000, 300_000),
)
