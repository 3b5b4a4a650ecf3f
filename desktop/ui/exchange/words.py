"""What an exchange does and meets, put into words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Any

from desktop.exchange.desk import Choice, Outcome, PastExchange, Refused, Stage, Status, Step, StickSeen, Way
from desktop.models.numbers import group_digits
from desktop.ui.frame.busy import time_left
from desktop.ui.tasks import Progress
from desktop.ui.texts import errors
from desktop.ui.texts import exchange as texts

CLOCK_TROUBLE_S = 600


class Words:
    """Says each step in words, with how long it may still take."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._stage: Stage | None = None
        self._began = 0.0

    def of(self, step: Step) -> Progress:
        """A step as the page shows it."""
        if step.stage is not self._stage:
            self._stage, self._began = step.stage, self._clock()
        said = texts.STAGES[step.stage.value]
        if step.total:
            done, total = (_amount(step.stage, each) for each in (step.done, step.total))
            said = texts.OF.format(stage=said, done=done, total=total)
        left = time_left(step.done, step.total, self._clock() - self._began)
        return Progress(step.done, step.total, " · ".join(filter(None, (said, left))))


def _amount(stage: Stage, count: int) -> str:
    if stage in (Stage.PREPARE, Stage.APPLY):
        return group_digits(count)
    return texts.size_of(count)


def percent_of(progress: Progress) -> int | None:
    """How much is done, in percent; None where it is not known."""
    return min(100, 100 * progress.done // progress.total) if progress.total else None


def said_safely(sentence: str, details: dict[str, Any]) -> str:
    """A sentence with its details; what is not known any more is left out in dots."""
    return sentence.format_map(_Unknown(details))


class _Unknown(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def explain_code(code: str) -> str:
    """The sentence of a failure of which only the code was kept."""
    return said_safely(errors()[code], {}) if code in errors() else ""


def standing_words(status: Status, now: datetime) -> tuple[str, str]:
    """A heading and a sentence for what waits and what was received."""
    facts = []
    if status.waiting:
        heading = texts.WAITING.format(count=group_digits(status.waiting))
        if status.waiting_since is not None:
            facts.append(texts.WAITING_SINCE.format(since=texts.when_of(status.waiting_since, now)))
        if status.on_stick and status.on_stick_since is not None:
            count, when = group_digits(status.on_stick), texts.when_of(status.on_stick_since, now)
            facts.append(texts.ON_STICK.format(count=count, when=when))
    elif status.received_on is not None:
        heading = texts.ALL_RECEIVED
        facts.append(texts.ALL_RECEIVED_SO)
    else:
        heading = texts.NOTHING_YET
        facts.append(texts.NOTHING_YET_SO)
    if status.received_on is not None:
        facts.append(texts.LAST_RECEIPT.format(when=texts.when_of(status.received_on, now)))
    elif status.waiting:
        facts.append(texts.NO_RECEIPT)
    return heading, "\n".join(facts)


def clock_words(status: Status) -> str:
    """That the clock is wrong and what to do; empty where it is right enough."""
    off = status.clock_offset_s
    if off is None or abs(off) <= CLOCK_TROUBLE_S:
        return ""
    words = texts.CLOCK_AHEAD if off > 0 else texts.CLOCK_BEHIND
    return f"{words.format(much=texts.much_of(abs(off)))} {texts.CLOCK_SO}"


def outcome_words(outcome: Outcome) -> tuple[str, str]:
    """A heading and what to do next, for an exchange that came to its end."""
    count = group_digits
    if outcome.way is Way.FILE:
        return texts.DONE_FILE, texts.DONE_FILE_SO
    if outcome.way is Way.STICK:
        heading = texts.DONE_WRITTEN.format(count=count(outcome.sent)) if outcome.sent else texts.DONE_READ
        return heading, texts.DONE_WRITTEN_SO if outcome.sent else ""
    if outcome.acknowledged:
        return texts.DONE_RECEIVED.format(count=count(outcome.acknowledged)), ""
    if outcome.sent:
        return texts.DONE_SENT.format(count=count(outcome.sent)), texts.DONE_SENT_SO
    if outcome.received:
        return texts.DONE_FETCHED.format(count=count(outcome.received)), ""
    return texts.DONE_NOTHING, texts.DONE_NOTHING_SO


def history_words(past: PastExchange) -> str:
    """What one exchange did, in a line."""
    outcome, parts = past.outcome, list[str]()
    sent = texts.HISTORY_WRITTEN if outcome.way is Way.STICK else texts.HISTORY_SENT
    for count, words in (
        (outcome.sent, sent), (outcome.received, texts.HISTORY_RECEIVED),
        (outcome.acknowledged, texts.HISTORY_ACKNOWLEDGED),
    ):  # fmt: skip
        if count:
            figure = group_digits(count)
            parts.append(words.format(count=figure if parts else texts.CHANGES.format(count=figure)))
    if past.problem:
        parts.insert(0, texts.HISTORY_CUT)
    said = " · ".join(parts)
    return said[0].upper() + said[1:] if said else texts.HISTORY_NOTHING


def reason_words(refused: Refused) -> str:
    """Why something was held or refused, and what happens with it."""
    return texts.REASONS.get(refused.reason) or explain_code(refused.reason) or texts.REASON_OTHER


def choice_words(choice: Choice, now: datetime) -> str:
    """Who typed a value, on which computer, and when."""
    where = texts.THIS_COMPUTER if choice.is_here else texts.OTHER_COMPUTER
    if choice.computer and not choice.is_here:
        where = _computer(choice.computer)
    return texts.BY.format(who=choice.who or texts.SOMEBODY, where=where, when=texts.moment_of(choice.at, now))


def stick_name(stick: StickSeen) -> str:
    """What a stick is called: its label with its letter; its folder where it has no label."""
    letter, label = stick.path.drive, stick.label or stick.path.name or texts.NAMELESS_STICK
    return label if not letter or letter in label else f"{label} ({letter})"


def _computer(name: str) -> str:
    """A computer within a sentence: "máy Văn phòng", whether or not its name says that it is one."""
    if name.casefold().startswith("máy "):
        return name[0].lower() + name[1:]
    return texts.COMPUTER.format(name=name)
