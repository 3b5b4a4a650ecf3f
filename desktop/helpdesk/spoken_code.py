"""A short code that says over the phone how a self-test went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.helpdesk.checks import Check, Subject, Tone
from sync.errors import AppError

_TONES: Final[tuple[Tone, ...]] = ("good", "attention", "stop")


class SpokenCodeWrong(AppError):
    """The code was misheard: no self-test gives it."""

    code = "helpdesk.code_wrong"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a code says.

    Attributes:
        tones: Of each subject of the checks, in their order.
        failed: Number of the step that failed, 0 where every step went well.
    """

    tones: tuple[Tone, ...]
    failed: int


def write_code(checks: Sequence[Check], failed: int) -> str:
    """One digit a check (0 good, 1 attention, 2 stop), the step that failed in two, and a digit that tells mishearing.

    Args:
        failed: Number of that step as it is told, 0 for none, at most 99.

    >>> write_code([Check(Subject.PRINTERS, "printers.none", "attention")], 0)
    '00001-00-8'
    """
    by_subject = {check.subject: check.tone for check in checks}
    digits = "".join(str(_TONES.index(by_subject.get(subject, "good"))) for subject in Subject)
    return f"{digits}-{failed:02d}-{_luhn(f'{digits}{failed:02d}')}"


def read_code(said: str) -> Spoken:
    """Read a code back, however it was written down.

    Raises:
        SpokenCodeWrong: it was misheard.

    >>> read_code("00001 00 8")
    Spoken(tones=('good', 'good', 'good', 'good', 'attention'), failed=0)
    """
    digits = "".join(letter for letter in said if letter.isascii() and letter.isdigit())
    count = len(Subject)
    if len(digits) != count + 3 or _luhn(digits[:-1]) != int(digits[-1]) or max(digits[:count]) > "2":
        raise SpokenCodeWrong()
    return Spoken(tuple(_TONES[int(digit)] for digit in digits[:count]), int(digits[count : count + 2]))


def _luhn(digits: str) -> int:
    """The check digit.

    Source:
        ISO/IEC 7812-1, annex B.
    """
    doubled = [int(digit) * (2 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(digits))]
    return -sum(each // 10 + each % 10 for each in doubled) % 10
