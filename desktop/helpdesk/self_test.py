"""The main job once, in a temporary folder: what a person on the phone lets the program do to see whether it works."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from desktop.demo.commune import COMMUNE
from desktop.demo.old_list import write_old_list
from desktop.helpdesk.trial_exchange import exchange_by_stick, expect
from desktop.models.kinds import today
from desktop.registers.office import Founding, Office, found
from sync.errors import AppError

STEPS: Final = ("found", "import", "find", "print", "backup", "exchange", "check")
_PASSWORD: Final = "thu-chuong-trinh"


class Rostering(Protocol):
    """Sets a roster of everybody in a register; what draws papers stands above this package."""

    def __call__(self, office: Office) -> bytes: ...


@dataclass(frozen=True, slots=True)
class TrialStep:
    """How one step went.

    Attributes:
        key: One of `STEPS`.
        why: The failure's code, or its kind where it was not foreseen; empty where the step went well.
        detail: The same in English, for the log and for `--json`; may name a folder.
    """

    key: str
    seconds: float
    why: str = ""
    detail: str = ""

    @property
    def ok(self) -> bool:
        """Whether it went well."""
        return not self.why


@dataclass
class Trial:
    """Steps so far; what goes wrong in one leaves the later ones out.

    Args:
        began: Called with a step's key as it begins; may raise to stop.
    """

    began: Callable[[str], None]
    steps: list[TrialStep] = field(default_factory=list)

    @contextmanager
    def step(self, key: str) -> Iterator[None]:
        """One step."""
        self.began(key)
        begun = time.perf_counter()
        try:
            yield
        except Exception as exc:
            why = exc.code if isinstance(exc, AppError) else type(exc).__name__
            self.steps.append(TrialStep(key, _since(begun), why, f"{type(exc).__name__}: {exc}"))
            raise _Failed from exc
        self.steps.append(TrialStep(key, _since(begun)))


class _Failed(Exception):
    """A step went wrong and is noted."""


def self_test(rostering: Rostering, began: Callable[[str], None] = lambda _key: None) -> list[TrialStep]:
    """Do every step in a folder that goes afterwards; touches no register of the office.

    Args:
        began: Called with a step's key as it begins; may raise to stop.
    Returns:
        The steps done, in the order of `STEPS`; the last one is the one that failed, if one did.
    """
    trial = Trial(began)
    with tempfile.TemporaryDirectory(prefix="sohoi-thu-", ignore_cleanup_errors=True) as folder:
        try:
            _all_steps(trial, Path(folder), rostering)
        except _Failed:
            return trial.steps
    return trial.steps


def _all_steps(trial: Trial, folder: Path, rostering: Rostering) -> None:
    with trial.step("found"):
        office = _office(folder / "so", "Nguyễn Thị Thử")
    try:
        with trial.step("import"):
            _import(office, folder / "ds.xlsx")
        with trial.step("find"):
            _find(office)
        with trial.step("print"):
            expect(rostering(office).startswith(b"%PDF"), "no paper")
        with trial.step("backup"):
            _back_up(office, folder)
        with trial.step("exchange"):
            _exchange(office, folder)
        with trial.step("check"):
            expect(not office.store.check(), "findings")
    finally:
        office.close()


def _office(folder: Path, name: str) -> Office:
    return found(folder, Founding(COMMUNE, name, _PASSWORD)).office


def _import(office: Office, file: Path) -> None:
    from desktop.importing.store_list import ListStore
    from desktop.importing.understand import read_list
    from desktop.models.sheets import MEMBER

    count = write_old_list(file, today=today())
    outcome = ListStore(office.store).store(MEMBER, read_list(file, MEMBER), label="thử")
    expect(len(outcome.added) == count, f"{len(outcome.added)} of {count}")


def _find(office: Office) -> None:
    from desktop.registers.search import Search

    expect(bool(Search(office.store).find("nguyen")), "nothing found")


def _back_up(office: Office, folder: Path) -> None:
    from desktop.accounts.keys import opener
    from desktop.store.backups import back_up, restore
    from desktop.store.folder import DataFolder

    back_up(office.folder, office.key, folder / "sao-luu.sohoi")
    restore(folder / "sao-luu.sohoi", DataFolder(folder / "khac"), opener(_PASSWORD))


def _exchange(office: Office, folder: Path) -> None:
    other = _office(folder / "may-khac", "Trần Thị Thử")
    try:
        expect(exchange_by_stick(office, other, folder / "usb") > 0, "nothing travelled")
    finally:
        other.close()


def _since(begun: float) -> float:
    return round(time.perf_counter() - begun, 3)
