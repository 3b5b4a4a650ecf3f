"""How a program is run and heard when what it started lives on and holds its pipes."""

import subprocess
import sys

import pytest
from program import Program

ENV = {"PATH": "/usr/bin:/bin"}
HEIR = "sleep 120 & echo $!"


def test_a_program_has_ended_though_another_lives_on_with_its_pipes() -> None:
    program = Program(["sh", "-c", f"{HEIR}; echo lỗi >&2; exit 3"], ENV)
    assert program.wait(60) == 3
    heir = program.out.decode().strip()
    assert subprocess.run(["kill", heir], check=False).returncode == 0, "the other one lived on"
    assert program.err.decode() == "lỗi\n"
    assert program.has_ended


def test_everything_it_wrote_is_heard() -> None:
    program = Program([sys.executable, "-c", "import sys; sys.stdout.write('ơ' * 1_000_000)"], ENV)
    assert program.wait(60) == 0
    assert program.out.decode() == "ơ" * 1_000_000


def test_one_that_does_not_end_in_time_is_killed() -> None:
    program = Program(["sh", "-c", "echo bắt đầu; exec sleep 120"], ENV)
    with pytest.raises(subprocess.TimeoutExpired):
        program.wait(1)
    assert program.has_ended
    assert program.out.decode() == "bắt đầu\n"
