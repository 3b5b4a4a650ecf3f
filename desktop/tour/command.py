"""`sohoi tour`: a commune's first day on the demo commune, without a screen; leaves pictures and PDFs."""

import argparse
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.commands.context import Context
from desktop.models.kinds import today

PASSWORD = "ngay-dau-tien"
EXCHANGE = ("tinh", "may-thu-hai", "usb")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to leave everything, and how many looks to show."""
    parser.add_argument("directory", metavar="DIR")
    parser.add_argument("--only-light", action="store_true", help="chỉ chụp nền sáng, cỡ chữ 100 %%")


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns what each step came to, and the files."""
    folder = Path(args.directory).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    for old in ("so-moi", "xa-mau", "giay-to", "hinh", *EXCHANGE):
        shutil.rmtree(folder / old, ignore_errors=True)
    first_day = _first_day(folder)
    papers, pictures, exchange = _window(folder, only_light=args.only_light)
    return {
        **first_day,
        "exchange": exchange,
        "papers": [str(path) for path in papers],
        "pictures": [str(path) for path in pictures],
        "say": (
            f"Nhập {first_day['imported']} hội viên từ danh sách Excel cũ, {first_day['branches']} chi hội.\n"
            f"Danh sách dự họp: {first_day['roster']}\n"
            f"Gửi – nhận giữa hai máy qua tỉnh, bằng mạng và bằng USB: {exchange['sent']} thay đổi gửi đi, "
            f"{exchange['received']} nhận về, hai máy {'giống hệt nhau' if exchange['equal'] else 'CÒN KHÁC NHAU'}.\n"
            f"{len(papers)} mẫu giấy tờ trong {folder / 'giay-to'}\n"
            f"{len(pictures)} hình màn hình trong {folder / 'hinh'}"
        ),
    }


def _first_day(folder: Path) -> dict[str, Any]:
    """From the old Excel file to a roster, in a register of its own."""
    from desktop.demo.commune import COMMUNE
    from desktop.demo.old_list import write_old_list
    from desktop.importing.store_list import ListStore
    from desktop.importing.understand import read_list
    from desktop.models.sheets import MEMBER
    from desktop.registers.invitees import Invitees
    from desktop.registers.meetings import lines_for
    from desktop.registers.office import Founding, found
    from desktop.ui.printing.office_papers import papers_of

    old_list = folder / "danh-sach-cu.xlsx"
    write_old_list(old_list, today=today())
    office = found(folder / "so-moi", Founding(COMMUNE, "Nguyễn Thị Lan", PASSWORD)).office
    try:
        outcome = ListStore(office.store).store(MEMBER, read_list(old_list, MEMBER), label=f"Nhập {old_list.name}")
        branches = office.register("branch").find()
        first = office.register("branch").ids(branches[:1])[0]
        papers = papers_of(office)
        meeting = {
            "title": "Sinh hoạt chi hội quý IV", "starts_at": f"{today()}T08:00", "place": "Nhà văn hóa xóm",
            "branch_id": first, "invited_by": "branch", "blank_rows": 5,
        }  # fmt: skip
        lines = lines_for(Invitees(office.store).of_branches([first]))
        roster = folder / "danh-sach-du-hop.pdf"
        roster.write_bytes(papers.roster_of(papers.data.draft(meeting, lines)).data)
    finally:
        office.close()
    return {
        "imported": len(outcome.added),
        "waiting": len(outcome.waiting),
        "branches": len(branches),
        "roster": str(roster),
    }


def _window(folder: Path, *, only_light: bool) -> tuple[list[Path], list[Path], dict[str, Any]]:
    """Every paper and every page of the demo commune, and its exchange with a second computer."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop.app import Program
    from desktop.demo.commune import open_demo
    from desktop.exchange.making import make_desk
    from desktop.store.backup_rotation import back_up_automatically
    from desktop.tour import scenes
    from desktop.tour.exchange_day import ExchangeDay
    from desktop.tour.papers import write_papers
    from desktop.tour.pictures import LOOKS, SIZE, take

    app = QApplication.instance() or QApplication(["sohoi"])
    office = open_demo(folder / "xa-mau", today=today())
    papers = write_papers(office, folder / "giay-to", today=today())
    back_up_automatically(office.folder, office.key, now=datetime.now())
    desk = make_desk(office)
    program = Program(folder / "xa-mau", make_desk=lambda _office: desk)
    program.window.resize(SIZE)
    program.work_in(office)
    program.window.show()
    shown = [
        *scenes.page_scenes(program),
        *scenes.member_scenes(program, office),
        *scenes.import_scenes(program, folder / "danh-sach-cu.xlsx"),
        *scenes.meeting_scenes(program, office),
        *scenes.machine_scenes(program),
        *scenes.start_scenes(program),
    ]
    looks = LOOKS[:1] if only_light else LOOKS
    pictures = take(program, shown, folder / "hinh", looks)
    day = ExchangeDay(folder, office, desk)
    with day.begun():
        day.over_the_network()
        pictures += take(program, scenes.exchange_scenes(program, "asked"), folder / "hinh", looks)
        day.by_stick()
        pictures += take(program, scenes.exchange_scenes(program, "settled"), folder / "hinh", looks)
        exchange = day.counts()
    program.window.close()
    program.end()
    app.processEvents()
    return papers, pictures, exchange
