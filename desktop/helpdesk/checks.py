"""Is this computer fit for the register: room, place, letters, clock, printers. Looks, and changes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Literal

from desktop.forms.fonts import FontMissing, serif
from desktop.store.folder import STOP_BELOW_BYTES, WARN_BELOW_BYTES, DataFolder
from desktop.version import program_day
from sync.errors import AppError

Tone = Literal["good", "attention", "stop"]

_LONGEST_USE: Final = timedelta(days=10 * 366)
_SLACK: Final = timedelta(days=1)
_ON_PAPER_ONLY_IN_NAME: Final = ("microsoft print to pdf", "microsoft xps", "onenote", "send to onenote", "fax")


class Subject(StrEnum):
    """What is looked at, in the order in which it is told."""

    ROOM = "room"
    PLACE = "place"
    FONTS = "fonts"
    CLOCK = "clock"
    PRINTERS = "printers"


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one subject.

    Attributes:
        code: Stable reason, "subject.what", or the code of the `AppError` that stands for it; the sentence hangs on it.
        tone: "attention" for what works and could be better, "stop" for what will not work.
        details: Values for that sentence; a folder's path among them, so they never enter a support file.
    """

    subject: Subject
    code: str
    tone: Tone = "good"
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the computer's clock is compared with.

    Attributes:
        now: By this computer, aware.
        newest: When something was last saved here, aware; None where nothing ever was.
        ahead_s: This clock less the province's, in seconds; None where they were never compared.
        program: The day of this version of the program; None where nobody knows it.
    """

    now: datetime
    newest: datetime | None = None
    ahead_s: int | None = None
    program: date | None = field(default_factory=program_day)


def look_at(folder: DataFolder, clocks: Clocks, printers: Sequence[str]) -> tuple[Check, ...]:
    """Look at everything once; may take a moment, and raises nothing."""
    return (
        _or_unknown(Subject.ROOM, lambda: check_room(folder.free_bytes)),
        _or_unknown(Subject.PLACE, lambda: check_place(folder)),
        _or_unknown(Subject.FONTS, check_fonts),
        check_clock(clocks),
        check_printers(printers),
    )


def check_room(free_bytes: int) -> Check:
    """Whether the disk has room for the register and its backups.

    >>> check_room(5_000_000_000).tone, check_room(600_000_000).code, check_room(1_000).tone
    ('good', 'room.low', 'stop')
    """
    details = {"free_bytes": free_bytes}
    if free_bytes < STOP_BELOW_BYTES:
        return Check(Subject.ROOM, "room.none", "stop", details)
    if free_bytes < WARN_BELOW_BYTES:
        return Check(Subject.ROOM, "room.low", "attention", details)
    return Check(Subject.ROOM, "room.good", "good", details)


def check_place(folder: DataFolder) -> Check:
    """Whether the register lies, or would lie, on a disk of this computer that nothing copies away."""
    try:
        folder.require_place()
    except AppError as error:
        return Check(Subject.PLACE, error.code, "stop", error.details)
    return Check(Subject.PLACE, "place.good")


def check_fonts(find: Callable[[], object] = serif) -> Check:
    """Whether papers can be set with every Vietnamese letter."""
    try:
        find()
    except FontMissing as error:
        return Check(Subject.FONTS, error.code, "stop", error.details)
    return Check(Subject.FONTS, "fonts.good")


def check_clock(clocks: Clocks) -> Check:
    """Whether the day can be right.

    >>> from datetime import UTC
    >>> check_clock(Clocks(datetime(2000, 1, 1, tzinfo=UTC))).code
    'clock.before_program'
    >>> check_clock(Clocks(datetime(2099, 1, 1, tzinfo=UTC))).code
    'clock.far_ahead'
    """
    now, newest, program = clocks.now, clocks.newest, clocks.program
    details = {"today": now, "newest": newest, "ahead_s": clocks.ahead_s}
    code = "clock.good"
    if program is not None and now.date() < program - _SLACK:
        code = "clock.before_program"
    elif program is not None and now.date() > program + _LONGEST_USE:
        code = "clock.far_ahead"
    elif newest is not None and now < newest - _SLACK:
        code = "clock.before_records"
    elif clocks.ahead_s is not None and abs(clocks.ahead_s) > _SLACK.total_seconds():
        code = "clock.off"
    return Check(Subject.CLOCK, code, "good" if code == "clock.good" else "attention", details)


def check_printers(names: Sequence[str]) -> Check:
    """Whether there is a printer; what only writes files is none, and having none is no fault.

    >>> check_printers(["Microsoft Print to PDF", "Canon LBP2900"]).details["count"]
    1
    >>> check_printers(["Fax", "OneNote (Desktop)"]).code
    'printers.none'
    """
    real = [name for name in names if not name.casefold().startswith(_ON_PAPER_ONLY_IN_NAME)]
    if not real:
        return Check(Subject.PRINTERS, "printers.none", "attention")
    return Check(Subject.PRINTERS, "printers.good", "good", {"count": len(real)})


def _or_unknown(subject: Subject, look: Callable[[], Check]) -> Check:
    """A drive that cannot even be asked is something to see to, and no end of the program."""
    try:
        return look()
    except OSError:
        return Check(subject, f"{subject}.unknown", "attention")
