"""Runs one side once in this process and prints its figures.

Usage: python -m tests.bench.child P1 SIDE SIZE INPUTS SCRATCH, where the side "prepare" makes the inputs.
"""

import json
import sys
from pathlib import Path

from tests.bench.job import Case
from tests.bench.jobs import job

MARK = "##figures "


def main(number: str, side: str, size: str, inputs: str, scratch: str) -> None:
    """Print one line of figures after the mark."""
    found = job(number)
    case = Case(int(size), Path(inputs), Path(scratch))
    figures = found.prepare(case) if side == "prepare" else found.sides[side].run(case)
    print(f"\n{MARK}{json.dumps(figures or {})}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
