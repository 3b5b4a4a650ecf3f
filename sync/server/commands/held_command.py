"""`sohoi-server held`: what waits for a person, and taking it in or setting it aside."""

import argparse
import getpass
from datetime import datetime
from typing import Any

from sync.server.commands.context import Context
from sync.server.holding import HeldBundle, HeldRecords, HeldUnknown, Holding
from sync.server.province import Province
from sync.server.web.held_words import size_said, why

_SHOWN = 12  # letters of the digest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to decide; without a decision it lists."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--take", nargs="+", default=[], metavar="MÃ", help="nhận những gói này vào sổ")
    which.add_argument(
        "--set-aside", nargs="+", default=[], metavar="MÃ", help="để riêng những gói này, giữ nguyên tệp"
    )


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns what waits; or what became of the bundles that were named, not `ok` where one is held on."""
    with context.opened() as opened:
        if args.take or args.set_aside:
            return _decided(opened.province, args.take, args.set_aside)
        return _listed(opened.province.all_held())


def _decided(province: Province, take: list[str], aside: list[str]) -> dict[str, Any]:
    who = f"lệnh ({_user()})"
    found = [province.held(_digest(name))[0] for name in (*take, *aside)]  # all of them exist before one is touched
    answers = []
    for held in found:
        if aside:
            province.set_aside(held.digest, who)
            outcome, reason, records = "set_aside", held.reason, 0
        else:
            taken = province.release(held.digest, who)
            outcome, reason, records = taken.outcome, taken.reason, taken.records
        answers.append({"bundle": held.digest.hex(), "outcome": outcome, "reason": reason, "records": records})
    return {
        "ok": all(each["outcome"] != "held" for each in answers),
        "decided": answers,
        "say": "\n".join(_decision_said(each) for each in answers),
    }


def _decision_said(each: dict[str, Any]) -> str:
    name = each["bundle"][:_SHOWN]
    if each["outcome"] == "set_aside":
        return f"{name}: đã để riêng, tệp vẫn được giữ nguyên."
    if each["outcome"] == "held":
        reason = why(each["reason"])
        return f"{name}: chưa nhận được, gói vẫn chờ. {reason.short}. {reason.advice}"
    return f"{name}: đã nhận vào sổ, {each['records']} thay đổi mới."


def _listed(holding: Holding) -> dict[str, Any]:
    said = [f"{holding.count} gói đang chờ người xem."]
    said += [_bundle_said(each) for each in holding.bundles]
    if holding.aside:
        said += ["Đã để riêng:", *(_bundle_said(each) for each in holding.aside)]
    if holding.records:
        said += ["Thay đổi lẻ không vào sổ:", *(_records_said(each) for each in holding.records)]
    return {
        "count": holding.count,
        "bundles": [_bundle(each) for each in (*holding.bundles, *holding.aside)],
        "records": [
            {"commune": each.unit, "computer": each.device_name, "reason": each.reason, "count": each.count}
            for each in holding.records
        ],
        "say": "\n".join(said),
    }


def _bundle(held: HeldBundle) -> dict[str, Any]:
    return {
        "bundle": held.digest.hex(), "commune": held.unit, "commune_name": held.name, "computer": held.device_name,
        "at": _moment(held.at_ms).isoformat(timespec="seconds"), "size_bytes": held.size, "reason": held.reason,
        "can_be_taken": not held.is_hopeless, "set_aside": held.is_aside,
    }  # fmt: skip


def _bundle_said(held: HeldBundle) -> str:
    reason = why(held.reason)
    head = f"{held.digest.hex()[:_SHOWN]}  {held.name}, {held.device_name or '(chưa đặt tên)'}"
    return f"{head}, {_moment(held.at_ms):%d/%m/%Y %H:%M}, {size_said(held.size)}: {reason.short}. {reason.advice}"


def _records_said(held: HeldRecords) -> str:
    reason = why(held.reason, is_record=True)
    return f"{held.name}, {held.device_name or '(chưa đặt tên)'}, {held.count}: {reason.short}. {reason.advice}"


def _digest(name: str) -> bytes:
    try:
        return bytes.fromhex(name)
    except ValueError as exc:
        raise HeldUnknown(what=name) from exc


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000).astimezone()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # nobody by that number
        return "?"
