"""`sohoi check`: pages, log, causal facts, tables and search index, each against the others."""

import argparse
from typing import Any

from desktop.commands.context import Context

_WORDS = {
    "page": "trang dữ liệu bị hỏng",
    "structure": "cấu trúc tệp bị hỏng",
    "chain": "nhật ký thay đổi không liền mạch",
    "row": "dòng không khớp nhật ký",
    "meta": "dấu vết đồng bộ không khớp",
    "search": "chỉ mục tìm kiếm không khớp",
    "unsettled": "có thay đổi chưa ghi vào nhật ký",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing beyond what all commands share."""


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns whether all is well and, where not, what was found; names nobody."""
    office = context.enter()
    try:
        found = office.store.check()
        rows = {record: len(office.register(record).find()) for record in ("member", "household", "branch", "meeting")}
    finally:
        office.close()
    lines = [f"- {_WORDS.get(finding.code, finding.code)} ({finding.where})" for finding in found[:20]]
    say = "Sổ lành lặn: mọi trang, nhật ký và chỉ mục đều khớp."
    if found:
        say = "\n".join([f"Tìm thấy {len(found)} chỗ không khớp; hãy khôi phục từ bản sao lưu gần nhất:", *lines])
    return {
        "ok": not found,
        "rows": rows,
        "findings": [
            {"code": one.code, "where": one.where, "what": one.what, "row": str(one.row) if one.row else None}
            for one in found
        ],
        "say": say,
    }
