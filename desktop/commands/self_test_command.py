"""`sohoi self-test`: the main job in a temporary folder, told step by step to a person on the phone."""

import argparse
import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.commands.context import Context
from desktop.registers.office import Office

PASSWORD = "thu-chuong-trinh"


@dataclass
class Trial:
    """Steps and how they ended."""

    steps: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """One step; what goes wrong in it is noted, and the later steps are left out."""
        begun = time.perf_counter()
        try:
            yield
        except Exception as exc:
            self.steps.append({"step": what, "ok": False, "why": f"{type(exc).__name__}: {exc}"})
            raise
        self.steps.append({"step": what, "ok": True, "seconds": round(time.perf_counter() - begun, 3)})

    @property
    def ok(self) -> bool:
        """Whether every step went well."""
        return all(step["ok"] for step in self.steps)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing beyond what all commands share."""


def run(context: Context, args: argparse.Namespace) -> dict[str, Any]:
    """Returns every step with its time, and what kind of computer this is; touches no register of the office."""
    trial = Trial()
    with tempfile.TemporaryDirectory(prefix="sohoi-thu-") as folder:
        try:
            _all_steps(trial, Path(folder))
        except Exception as exc:
            trial.steps[-1].setdefault("why", str(exc))
    marks = [
        f"{'✓' if step['ok'] else '✗'} {step['step']}" + (f": {step['why']}" if "why" in step else "")
        for step in trial.steps
    ]
    verdict = "Chương trình chạy tốt trên máy này." if trial.ok else "Chương trình chưa chạy tốt trên máy này."
    return {
        "ok": trial.ok,
        "steps": trial.steps,
        "system": platform.platform(),
        "python": platform.python_version(),
        "say": "\n".join([*marks, verdict]),
    }


def _all_steps(trial: Trial, folder: Path) -> None:
    from desktop.demo.commune import COMMUNE
    from desktop.models.kinds import today
    from desktop.registers.office import Founding, found

    office = _made(
        trial, "Lập sổ mã hóa", lambda: found(folder / "so", Founding(COMMUNE, "Nguyễn Thị Thử", PASSWORD)).office
    )
    try:
        _import(trial, office, folder, today())
        _find(trial, office)
        _print(trial, office)
        _back_up(trial, office, folder)
        _exchange(trial, office, folder)
        with trial.step("Kiểm tra sổ"):
            assert not office.store.check(), "findings"
    finally:
        office.close()


def _import(trial: Trial, office: Office, folder: Path, today: Any) -> None:
    from desktop.demo.old_list import write_old_list
    from desktop.importing.store_list import ListStore
    from desktop.importing.understand import read_list
    from desktop.models.sheets import MEMBER

    with trial.step("Nhập một danh sách Excel"):
        count = write_old_list(folder / "ds.xlsx", today=today)
        outcome = ListStore(office.store).store(MEMBER, read_list(folder / "ds.xlsx", MEMBER), label="thử")
        assert len(outcome.added) == count, f"{len(outcome.added)} of {count}"


def _find(trial: Trial, office: Office) -> None:
    from desktop.registers.search import Search

    with trial.step("Tìm không dấu"):
        assert Search(office.store).find("nguyen"), "nothing found"


def _print(trial: Trial, office: Office) -> None:
    from desktop.registers.invitees import Invitees
    from desktop.registers.meetings import lines_for
    from desktop.ui.printing.office_papers import papers_of

    with trial.step("Dựng danh sách dự họp"):
        papers = papers_of(office)
        meeting = {"title": "Thử", "starts_at": "2026-11-24T08:00", "place": "Thử", "invited_by": "branch"}
        paper = papers.roster_of(papers.data.draft(meeting, lines_for(Invitees(office.store).of_branches())))
        assert paper.data.startswith(b"%PDF")


def _back_up(trial: Trial, office: Office, folder: Path) -> None:
    from desktop.accounts.keys import opener
    from desktop.store.backups import back_up, restore
    from desktop.store.folder import DataFolder

    with trial.step("Sao lưu và khôi phục"):
        back_up(office.folder, office.key, folder / "sao-luu.sohoi")
        restore(folder / "sao-luu.sohoi", DataFolder(folder / "khac"), opener(PASSWORD))


def _exchange(trial: Trial, office: Office, folder: Path) -> None:
    from desktop.commands.self_test_exchange import exchange_by_stick
    from desktop.registers.office import Founding, found

    with trial.step("Gửi – nhận qua USB với một máy thử"):
        other = found(folder / "may-khac", Founding(office.store.commune, "Trần Thị Thử", PASSWORD)).office
        try:
            assert exchange_by_stick(office, other, folder / "usb") > 0, "nothing travelled"
        finally:
            other.close()


def _made(trial: Trial, what: str, make: Callable[[], Office]) -> Office:
    with trial.step(what):
        return make()
