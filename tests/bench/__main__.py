"""`make bench`: P1 to P11, ours and the yardsticks in turn."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.job import SIZES
from tests.bench.jobs import MODULES, job
from tests.bench.report import as_json, machine, table
from tests.bench.runner import ROUNDS, Runner

QUICK_SIZE = 100


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print.

    Returns:
        0 when everything that was begun gave figures, whatever they are; 1 otherwise.
    """
    args = _parser().parse_args(argv)
    rounds = 1 if args.quick else args.rounds
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        runner = Runner(Path(folder), rounds, lambda line: print(f"  {line}", file=sys.stderr, flush=True))
        for number in MODULES:
            if args.k and number not in args.k.upper().split(","):
                continue
            found = job(number)
            for size in args.sizes or ((QUICK_SIZE,) if args.quick else found.sizes):
                outcomes.append(runner.measure(found, size))
    print(f"{machine()}\n\n{table(outcomes)}")
    if args.json:
        args.json.write_text(json.dumps(as_json(outcomes), indent=1, ensure_ascii=False), encoding="utf-8")
    return int(any(outcome.has_failed for outcome in outcomes))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("-k", metavar="P1,P4", help="only these jobs")
    parser.add_argument("--sizes", type=_sizes, help=f"numbers of persons (all: {','.join(map(str, SIZES))})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each side at most (%(default)s)")
    parser.add_argument("--quick", action="store_true", help="one small run of each, to see that it works")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every run to a file")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(size.replace("_", "")) for size in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
