"""What cut the last exchange off, as the page says it."""

from dataclasses import dataclass
from datetime import datetime

from desktop.exchange.desk import Status
from desktop.models.numbers import group_digits
from desktop.ui.exchange.runs import Ended, Kind
from desktop.ui.exchange.words import explain_code
from desktop.ui.tasks import Cancelled
from desktop.ui.texts import exchange as texts
from desktop.ui.texts import explain
from desktop.ui.widgets.cards import Tone
from sync.errors import AppError

_EVERYDAY = frozenset({"net.unreachable", "task.cancelled"})  # being offline is how most days are
_ABOUT_THE_CODE = frozenset({"code.mistyped"})


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that did not go well.

    Attributes:
        can_repeat: The same can be tried again as it is.
        at_code: It is about the code that was typed, and is said under it.
    """

    heading: str
    sentence: str
    tone: Tone = "attention"
    can_repeat: bool = True
    at_code: bool = False


def trouble_of(last: Ended | None, status: Status, now: datetime) -> Trouble | None:
    """What to say of the last exchange; None where it ended well, or nothing was tried yet.

    Args:
        last: The last one since the program began; what was before that stands in `status`.
    """
    if last is not None:
        if last.error is None:
            return None
        if last.kind is Kind.FILE:
            return Trouble(texts.FILE_NOT_TAKEN, explain(last.error), can_repeat=False)
        return _not_joined(last.error) if last.kind.is_joining else _cut_off(last.error, status)
    sentence = "" if status.problem in _EVERYDAY else explain_code(status.problem)
    if not sentence:
        return None
    heading = texts.CUT_OFF
    if status.problem_on is not None:
        heading = texts.CUT_OFF_AT.format(when=texts.when_of(status.problem_on, now))
    return Trouble(heading, _whole(sentence, status))


def _cut_off(error: BaseException, status: Status) -> Trouble:
    if isinstance(error, Cancelled):
        return Trouble(texts.STOPPED, texts.STOPPED_SO, "plain")
    return Trouble(texts.CUT_OFF, _whole(explain(error), status))


def _not_joined(error: BaseException) -> Trouble:
    if isinstance(error, Cancelled):
        return Trouble(texts.STOPPED, texts.JOIN_STOPPED_SO, "plain", can_repeat=False)
    at_code = isinstance(error, AppError) and error.code in _ABOUT_THE_CODE
    return Trouble(texts.JOIN_FAILED, explain(error), can_repeat=False, at_code=at_code)


def _whole(sentence: str, status: Status) -> str:
    """What happened and how the data are, with how much still waits."""
    if not status.waiting:
        return sentence
    return f"{sentence} {texts.CUT_OFF_WAITING.format(count=group_digits(status.waiting))}"
