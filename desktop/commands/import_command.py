"""`sohoi import`: a list with the mapping that the program itself proposes."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from desktop.accounts.roles import Act
from desktop.commands.context import Context
from desktop.importing.outcome import Waiting
from desktop.importing.store_list import ListStore
from desktop.importing.understand import read_list
from desktop.models.sheets import sheets


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, into which register, and whether only to try."""
    parser.add_argument("file", metavar="TỆP")
    parser.add_argument("--register", default="member", choices=sorted(sheets()), metavar="SỔ")
    parser.add_argument("--dry-run", action="store_true", help="chỉ thử, không ghi gì")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns counts, and every row that waits or was refused, as Excel numbers it."""
    office = context.enter()
    try:
        office.require(Act.IMPORT)
        sheet, path = sheets()[args.register], Path(args.file)
        reading = read_list(path, sheet)
        lists = ListStore(office.store)
        if args.dry_run:
            outcome = lists.try_out(sheet, reading)
        else:
            outcome = lists.store(sheet, reading, label=f"Nhập {path.name}")
        doubtful = [one for one in outcome.waiting if not one.refused]
        refused = [one for one in outcome.waiting if one.refused]
    finally:
        office.close()
    return {
        "dry_run": args.dry_run,
        "added": len(outcome.added),
        "updated": len(outcome.updated),
        "unchanged": len(outcome.unchanged),
        "branches": list(outcome.branches),
        "doubtful": list(_listed(doubtful)),
        "refused": list(_listed(refused)),
        "say": f"{'Nếu nhập: ' if args.dry_run else ''}{len(outcome.added)} thêm, {len(outcome.updated)} cập nhật, "
        f"{len(outcome.unchanged)} giữ nguyên, {len(doubtful)} chờ xem lại, {len(refused)} không nhập được.",
    }


def _listed(rows: Iterable[Waiting]) -> Iterable[dict[str, Any]]:
    for row in rows:
        first = row.asked[0]
        yield {"sheet": row.place.sheet, "row": row.place.row, "reason": first.reason, "sentence": first.sentence}
