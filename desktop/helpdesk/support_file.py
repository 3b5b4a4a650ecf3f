"""The support file: one archive that a commune can send to whoever helps, with nothing of anybody in it.

tinh-hinh.json   versions, checks, self-test, counts, how the exchange stands, settings
nhat-ky/         the log, see `desktop.helpdesk.logs`
doc-truoc.txt    what this is
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop.helpdesk.facts import checks_facts, settings_facts, versions
from desktop.helpdesk.logs import files_of
from desktop.store.settings_file import Settings
from sync.errors import AppError
from sync.whole_file import SHARED, write_whole

if TYPE_CHECKING:
    from desktop.helpdesk.checks import Check
    from desktop.helpdesk.self_test import TrialStep

SUFFIX: Final = ".zip"
FACTS, READ_FIRST, LOGS = "tinh-hinh.json", "doc-truoc.txt", "nhat-ky"
_LONG_NUMBER: Final = re.compile(r"(?<![0-9a-f])\d{9,}(?![0-9a-f])")


class SupportFileUnwritable(AppError):
    """The support file could not be written where it was asked for."""

    code = "helpdesk.cannot_write"


@dataclass(frozen=True, slots=True)
class Told:
    """What goes into a support file.

    Attributes:
        steps: Those of a self-test; empty where none was run.
        spoken: The code that it gave.
        register: See `register_facts`; or `problem_facts` where the register could not be opened.
        logs: The folder of the log.
        read_first: What the file is, in words.
    """

    program: str
    checks: tuple[Check, ...]
    steps: Sequence[TrialStep]
    spoken: str
    register: Mapping[str, Any]
    settings: Settings
    logs: Path
    read_first: str


def file_name(now: datetime) -> str:
    """What the file is proposed to be called.

    >>> file_name(datetime(2026, 11, 22, 8, 5))
    'So-Hoi-ho-tro-2026-11-22-0805.zip'
    """
    return f"So-Hoi-ho-tro-{now:%Y-%m-%d-%H%M}{SUFFIX}"


def write_support_file(path: Path, told: Told, now: datetime) -> None:
    """Write it, whole or not at all.

    Raises:
        SupportFileUnwritable: the folder is full, read-only or gone.
    """
    facts = {
        "made_at": now.astimezone().isoformat(timespec="minutes"),
        "versions": versions(told.program),
        "checks": checks_facts(told.checks),
        "self_test": [
            {"step": step.key, "ok": step.ok, "why": step.why, "seconds": step.seconds} for step in told.steps
        ],
        "spoken_code": told.spoken,
        "register": told.register,
        "settings": settings_facts(told.settings),
    }
    entries = {READ_FIRST: told.read_first, FACTS: json.dumps(facts, ensure_ascii=False, indent=1)}
    for part in files_of(told.logs):
        entries[f"{LOGS}/{part.name}"] = cleaned(part.read_text("utf-8", "replace"))
    try:
        write_whole(path, _archive(entries, now), mode=SHARED)
    except OSError as exc:
        raise SupportFileUnwritable(str(exc), file=path.name, place=str(path.parent)) from exc


def cleaned(log: str) -> str:
    """A log without anything that could be a telephone or citizen number, and without a home folder.

    >>> cleaned("row 079185001234 of 019aa1b2, 12 rows")
    'row # of 019aa1b2, 12 rows'
    """
    home = str(Path.home())
    return _LONG_NUMBER.sub("#", log.replace(home, "~") if len(home) > 1 else log)


def _archive(entries: Mapping[str, str], now: datetime) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(zipfile.ZipInfo(name, now.timetuple()[:6]), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()
