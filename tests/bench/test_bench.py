"""The measurements work; what they show is nobody's pass or fail."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.documents import changed_fields, documents, edited
from tests.bench.invented import women
from tests.bench.job import OURS, Case, Job, Side, Target
from tests.bench.jobs import MODULES
from tests.bench.report import judge, table
from tests.bench.runner import Outcome
from tests.bench.wire import HOST, counted

ROOT = Path(__file__).parents[2]


def _outcome(ours: float, theirs: float, size: int = 20_000) -> Outcome:
    def nothing(_case: Case) -> dict[str, float]:
        return {}

    job = Job("P0", "job", {OURS: Side(nothing), "theirs": Side(nothing)}, (Target("seconds", 1.5, "theirs"),))
    return Outcome(job, size, {OURS: [{"seconds": ours}], "theirs": [{"seconds": theirs}]})


@pytest.mark.slow
@pytest.mark.parametrize("number", MODULES)
def test_a_job_gives_figures_for_ours_and_its_yardsticks(number: str, tmp_path: Path) -> None:
    report = tmp_path / "bench.json"
    command = [sys.executable, "-m", "tests.bench", "--quick", "-k", number, "--json", str(report)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout
    [job] = json.loads(report.read_text(encoding="utf-8"))["jobs"]
    unmeasured = [side for side, runs in job["runs"].items() if not runs]
    assert set(unmeasured) <= set(job["notes"])
    assert all(target["ours"] is not None for target in job["targets"])


def test_a_ratio_is_that_of_the_medians() -> None:
    outcome = _outcome(3, 2)
    outcome.runs[OURS] += [{"seconds": 300}, {"seconds": 1}]
    [verdict] = judge(outcome)
    assert verdict.value == 1.5
    assert verdict.is_met


def test_a_side_that_failed_is_said_and_not_judged() -> None:
    outcome = _outcome(3, 2)
    outcome.runs[OURS].clear()
    outcome.notes[OURS] = "failed: KeyError: 'x'"
    [verdict] = judge(outcome)
    assert verdict.is_met is None
    assert outcome.has_failed
    assert "KeyError" in table([outcome])


def test_a_target_for_another_size_is_shown_in_brackets() -> None:
    assert "| **no** |" in table([_outcome(4, 2)])
    assert "| (no) |" in table([_outcome(4, 2, size=3_000)])


def test_growth_is_shown_from_size_to_size() -> None:
    small, large = _outcome(1, 1, size=3_000), _outcome(8, 1)
    large.job = small.job
    assert "P0 seconds, 3,000 → 20,000: 8.0 (8.2)" in table([small, large])


def test_invented_people_are_the_same_each_time_and_no_two_bear_one_number() -> None:
    people = women(2_000, 5)
    assert people == women(2_000, 5)
    assert len({who.citizen_id for who in people}) == 2_000


def test_documents_have_fifteen_filled_fields_and_the_edits_change_two() -> None:
    people = documents(200)
    later = edited(people)
    assert {len(person) for person in people} == {16}
    assert all(value != "" and value is not None for person in people for value in person.values())
    assert all(
        {**people[person["id"]], **change} == person
        for person, change in zip(later, changed_fields(later), strict=True)
    )
    assert all(person["phone"] != people[person["id"]]["phone"] for person in later)


def test_the_relay_counts_every_byte_of_both_directions() -> None:
    with socket.create_server((HOST, 0)) as server, counted(server.getsockname()[1]) as wire:
        for _ in range(2):
            with socket.create_connection((HOST, wire.port)) as client:
                client.sendall(b"x" * 3072)
                answering, _address = server.accept()
                with answering:
                    assert answering.recv(3072, socket.MSG_WAITALL) == b"x" * 3072
                    answering.sendall(b"y" * 1024)
                assert client.recv(1024, socket.MSG_WAITALL) == b"y" * 1024
            assert wire.lap_kb() == 4
