"""`python -m tests.sync.model`: play random schedules of the exchange's model and count what they violate."""

import argparse
import sys
import time
from collections.abc import Sequence
from multiprocessing import Pool

from tests.sync.model.harness import Tally, run, schedule, total
from tests.sync.model.mistakes import MISTAKES, rules_with
from tests.sync.model.rules import RIGHT
from tests.sync.model.search import STORED, keep, shortened

FEW = 5


def main(argv: Sequence[str] | None = None) -> int:
    """Play, and print a line of counts.

    Returns:
        0 when no schedule was bad; 1 otherwise.
    """
    args = _parser().parse_args(argv)
    begun = time.monotonic()
    work = [(seed, args.steps, args.mistake) for seed in range(args.seed, args.seed + args.schedules)]
    tallies: list[Tally] = []
    bad: list[int] = []
    with Pool(args.processes) as pool:
        for (seed, _, _), tally in zip(work, pool.imap(_play, work, chunksize=50), strict=False):
            tallies.append(tally._replace(violations=tally.violations[:1]))
            if tally.violations:
                bad.append(seed)
                if len(bad) <= FEW:
                    print(f"  seed {seed}: {'; '.join(tally.violations[:3])}")
                if args.find:
                    break
    schedules, edits, bundles, wrong = total(tallies)
    print(
        f"{schedules:,} schedules of {args.steps} steps, {edits:,} edits, {bundles:,} bundles: "
        f"{wrong:,} with violations ({time.monotonic() - begun:.0f} s)"
    )
    if args.find and bad:
        _find(args.mistake, bad[0], args.steps)
    return 1 if bad else 0


def _play(work: tuple[int, int, str]) -> Tally:
    seed, steps, mistake = work
    return run(schedule(seed, steps), rules_with(mistake) if mistake else RIGHT)


def _find(mistake: str, seed: int, steps: int) -> None:
    if not mistake:
        print("  the protocol itself fails: mend it, then keep the seed")
        return
    path = STORED / f"{mistake.replace(' ', '-').replace(',', '')}-{seed}.json"
    fewer = shortened(schedule(seed, steps), rules_with(mistake))
    keep(path, mistake, seed, fewer)
    print(f"  {len(fewer)} steps are enough: {path.name}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.sync.model", description=__doc__)
    parser.add_argument("--schedules", type=int, default=2_000, help="how many (default 2,000)")
    parser.add_argument("--seed", type=int, default=0, help="the first one's seed (default 0)")
    parser.add_argument("--steps", type=int, default=160, help="how long each is (default 160)")
    parser.add_argument("--processes", type=int, default=1, help="how many play at a time (default 1)")
    parser.add_argument("--mistake", default="", choices=["", *MISTAKES], help="leave out one rule")
    parser.add_argument(
        "--find", action="store_true", help="stop at the first bad schedule, shorten it and keep it among the stored"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
