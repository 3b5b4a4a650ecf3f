"""Backups that make themselves: in the data folder's `backups/`, thinned as they age."""

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop.store.backup_file import Report
from desktop.store.folder import DataFolder
from sync.whole_file import PART

SUFFIX = ".sohoi"
DAILY, WEEKLY, MONTHLY = 7, 5, 12
_NAME = re.compile(r"tu-dong-(\d{8}-\d{6})\.sohoi")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class AutomaticBackup:
    """One of them.

    Attributes:
        made: By this computer's clock, as its name says.
    """

    path: Path
    made: datetime


def listed(folder: DataFolder) -> list[AutomaticBackup]:
    """The automatic backups, the newest first; files somebody else put there are left out."""
    found = []
    for path in folder.backups.glob("*" + SUFFIX) if folder.backups.is_dir() else ():
        if match := _NAME.fullmatch(path.name):
            found.append(AutomaticBackup(path, datetime.strptime(match[1], _STAMP)))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def is_due(folder: DataFolder, now: datetime, *, every: timedelta = timedelta(hours=12)) -> bool:
    """Tell whether the register changed since the last automatic backup and that one is old enough.

    Args:
        now: Local time without a zone, like the names.
    """
    last = next(iter(listed(folder)), None)
    if last is None or last.made > now:  # the clock was set back: begin anew rather than wait for it
        return True
    if now - last.made < every:
        return False
    begun_s = last.path.stat().st_mtime
    files = (path for path in folder.path.glob("register.db*") if not path.name.endswith("-shm"))
    return any(path.stat().st_mtime > begun_s for path in files)


def back_up_automatically(
    folder: DataFolder, key: bytes, *, now: datetime, program: str = "", report: Report | None = None
) -> AutomaticBackup:
    """Make one now, then let go of those that are no longer needed.

    Args:
        now: Local time without a zone.
    Raises:
        what `back_up` raises; the older ones stay then.
    """
    from desktop.store.backups import back_up, ignore_progress

    folder.backups.mkdir(exist_ok=True)
    path = folder.backups / f"tu-dong-{now.strftime(_STAMP)}{SUFFIX}"
    back_up(folder, key, path, program=program, report=report or ignore_progress)
    os.utime(path, (now.timestamp(), now.timestamp()))  # what changes while it is made belongs to the next one
    thin(folder)
    return AutomaticBackup(path, now.replace(microsecond=0))


def thin(folder: DataFolder) -> list[Path]:
    """Delete the automatic backups that are no longer needed, and give their paths."""
    backups = listed(folder)
    kept = to_keep(backup.made for backup in backups)
    gone = [backup.path for backup in backups if backup.made not in kept]
    for path in (*gone, *folder.backups.glob("tu-dong-*" + SUFFIX + PART)):
        path.unlink(missing_ok=True)
    return gone


def to_keep(
    moments: Iterable[datetime], *, daily: int = DAILY, weekly: int = WEEKLY, monthly: int = MONTHLY
) -> set[datetime]:
    """Which backups stay: the newest of each of the last days, weeks and months that have any.

    Days without a backup do not count, so a month away from the office thins nothing.
    """
    newest_first = sorted(moments, reverse=True)
    return (
        _newest_of_each(newest_first, daily, lambda moment: moment.date())
        | _newest_of_each(newest_first, weekly, lambda moment: moment.isocalendar()[:2])
        | _newest_of_each(newest_first, monthly, lambda moment: (moment.year, moment.month))
    )


def _newest_of_each(
    newest_first: Iterable[datetime], count: int, period: Callable[[datetime], object]
) -> set[datetime]:
    first: dict[object, datetime] = {}
    for moment in newest_first:
        first.setdefault(period(moment), moment)
    return set(list(first.values())[:count])
