"""`sohoi-server stick`: takes what communes sent on a stick and leaves the answers there."""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from sync.bundle import Sealed
from sync.carriers.stick import StickCarrier
from sync.errors import AppError
from sync.server.commands.context import Context
from sync.server.province import Province, Taken

_WORDS = {"applied": "đã nhận", "known": "đã có từ trước", "held": "chờ người xem", "refused": "không nhận được"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which stick."""
    parser.add_argument("stick", metavar="DIR", help="ổ USB, hoặc thư mục chứa SoHoi")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns counts by outcome, what was refused and skipped, and how many computers were answered."""
    carrier = StickCarrier(Path(args.stick))
    with context.opened() as opened:
        taken = receive(opened.province, carrier)
    devices = {each.device for _, each in taken if each.outcome != "refused" and each.device}
    counts = Counter(each.outcome for _, each in taken)
    refused = [{"file": path.name, "reason": each.reason} for path, each in taken if each.outcome == "refused"]
    skipped = [{"file": each.path.name, "reason": each.error.code} for each in carrier.skipped]
    return {
        **{outcome: counts[outcome] for outcome in _WORDS},
        "answered": len(devices),
        "records": sum(each.records for _, each in taken),
        "refused_files": refused,
        "skipped_files": skipped,
        "say": _say(counts, len(devices), [*refused, *skipped]),
    }


def receive(province: Province, carrier: StickCarrier) -> list[tuple[Path, Taken]]:
    """Take everything that lies on a stick and leave the answers there; what was refused stays as it is."""
    taken = [(path, _take(province, blob)) for path, blob in carrier.ups()]
    for device in dict.fromkeys(each.device for _, each in taken if each.outcome != "refused" and each.device):
        carrier.put_down(device, _answers(province, device, [each for _, each in taken]))
    for path, each in taken:
        if each.outcome != "refused":
            carrier.drop(path)  # only now: what it asked for lies on the stick
    return taken


def _take(province: Province, blob: bytes) -> Taken:
    try:
        return province.take(blob)
    except AppError as error:
        if error.code.startswith("server."):
            raise
        return Taken("refused", reason=error.code)


def _answers(province: Province, device: bytes, taken: list[Taken]) -> list[Sealed]:
    """What a computer finds on the stick: its admission first, then what it has to hear."""
    own = [each for each in taken if each.device == device]
    replies = [each.reply for each in own if each.reply is not None]
    stood = {each.standing.cursor: each.standing for each in own if each.standing is not None}  # copies of one disk
    known = province.device(device)
    if not stood or known is None or known.status != "active":
        return replies
    return [*replies, *(sealed for standing in stood.values() for sealed in province.answer(device, standing))]


def _say(counts: Counter[str], answered: int, left: list[dict[str, str]]) -> str:
    if not counts and not left:
        return "Trên USB không có gì gửi cho tỉnh."
    parts = ", ".join(f"{counts[outcome]} gói {word}" for outcome, word in _WORDS.items() if counts[outcome])
    lines = [f"{parts or 'Không nhận gói nào'}. Đã ghi câu trả lời cho {answered} máy."]
    lines += [f"Để nguyên trên USB: {each['file']} ({each['reason']})" for each in left]
    return "\n".join(lines)
