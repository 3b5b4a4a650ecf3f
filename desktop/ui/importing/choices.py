"""What can be decided about a row that waits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.importing.outcome import Act, Decision, Waiting
from desktop.importing.understand import Remark
from desktop.models.sheets import Sheet
from desktop.ui.texts import import_page as texts

_NEVER_BLANKED = frozenset({"birth.too_young"})
_FOR_THE_EYE = frozenset({
    "phone.unreadable", "branch.missing", "citizen_id.year_differs", "citizen_id.unknown_place",
    "citizen_id.zero_restored", "value.kept_in_note",
})  # fmt: skip
_MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One button.

    Attributes:
        words: On the button.
        kind: Equal for the same choice on different rows.
        then: What the row's line says once it is made.
    """

    words: str
    kind: str
    then: str
    decision: Decision


def asks(waiting: Waiting) -> tuple[Remark, ...]:
    """The reasons that need an answer, without what is only worth knowing."""
    return tuple(one for one in waiting.asked if one.reason not in _FOR_THE_EYE) or waiting.asked[:1]


def who_it_may_be(waiting: Waiting) -> list[str]:
    """The people among whom the buttons choose, in words."""
    if len(waiting.candidates) == 1:
        return [texts.MAY_BE.format(who=waiting.candidates[0].words)]
    return [
        texts.MAY_BE_ONE.format(number=number, who=one.words)
        for number, one in enumerate(waiting.candidates[:_MOST_CANDIDATES], 1)
    ]


def choices_for(sheet: Sheet, waiting: Waiting, today: date) -> list[Choice]:
    """What the register's rules allow for a row, best first; correcting it is always possible besides."""
    skip = Choice(texts.SKIP, "skip", texts.WILL_SKIP, Decision(Act.SKIP))
    if waiting.refused:
        return [skip]
    if waiting.candidates:
        return [*_who(waiting), skip]
    return [*_as_it_is(sheet, waiting, today), skip]


def _who(waiting: Waiting) -> Iterator[Choice]:
    several = len(waiting.candidates) > 1
    for number, one in enumerate(waiting.candidates[:_MOST_CANDIDATES], 1):
        words = texts.SAME_AS.format(number=number) if several else texts.SAME
        decision = Decision(Act.SAME, waiting.values, one.id)
        yield Choice(words, f"same{number}", texts.WILL_UPDATE.format(who=one.words), decision)
    yield Choice(texts.OTHER, "other", texts.WILL_ADD, Decision(Act.ADD, waiting.values))


def _as_it_is(sheet: Sheet, waiting: Waiting, today: date) -> Iterator[Choice]:
    """Stored with what could be read, with less where the rules want it, or not at all."""
    unknown = {one.key for one in waiting.asked if one.reason == "reference.unknown"}
    values = {key: value for key, value in waiting.values.items() if key not in unknown}
    forbidden = blocking(sheet, values, today)
    if "membership.not_a_woman" in forbidden:
        honorary = values | {"kind": "honorary"}
        if not blocking(sheet, honorary, today):
            yield Choice(texts.HONORARY, "honorary", texts.WILL_STORE, Decision(Act.STORE, honorary))
        return
    if forbidden:
        doubted = {one.key for one in asks(waiting)} - {sheet.main.__title__}
        values = {key: value for key, value in values.items() if key not in doubted}
        if _NEVER_BLANKED & {one.reason for one in waiting.asked} or blocking(sheet, values, today):
            return
    blank = [sheet.field(one.key).field.label for one in asks(waiting) if one.key and one.key not in values]
    if not blank:
        yield Choice(texts.STORE, "store", texts.WILL_STORE, Decision(Act.STORE, values))
        return
    named = ", ".join(dict.fromkeys(label[0].lower() + label[1:] for label in blank))
    yield Choice(
        texts.STORE_WITHOUT.format(what=named), f"without {named}", texts.WILL_STORE_WITHOUT.format(what=named),
        Decision(Act.STORE, values),
    )  # fmt: skip


def blocking(sheet: Sheet, values: Mapping[str, Any], today: date) -> dict[str, tuple[str, str]]:
    """The rules that keep a row out: key and sentence by code. A member may be given her branch later."""
    return {
        problem.code: (problem.field, problem.sentence)
        for problem in sheet.judge(values, today)
        if problem.blocks and not (problem.code == "value.required" and _may_wait(sheet, problem.field))
    }


def _may_wait(sheet: Sheet, key: str) -> bool:
    return sheet.field(key).field.kind.target == "branch"
