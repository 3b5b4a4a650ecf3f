"""The self-test as a person reads it out over the phone: numbered lines, one sentence, one short code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.helpdesk.checks import Check, Clocks, look_at
from desktop.helpdesk.self_test import STEPS, TrialStep, self_test
from desktop.helpdesk.spoken_code import write_code
from desktop.registers.office import Office
from desktop.store.folder import DataFolder
from desktop.ui.texts import errors
from desktop.ui.texts import helpdesk as texts


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks and the steps came to.

    Attributes:
        steps: Those that were done; the last one is the one that failed, if one did.
    """

    checks: tuple[Check, ...]
    steps: Sequence[TrialStep]

    @property
    def ok(self) -> bool:
        """Whether the program does its work here; what the checks found may still want seeing to."""
        return all(step.ok for step in self.steps)

    @property
    def failed(self) -> int:
        """Number of the step that failed, as the lines number it; 0 where none did."""
        return 0 if self.ok else len(self.checks) + len(self.steps)

    @property
    def code(self) -> str:
        """The code to read out."""
        return write_code(self.checks, self.failed)

    @property
    def lines(self) -> list[str]:
        """One a check and one a step, numbered through."""
        said = [(texts.SUBJECTS[check.subject], how_of(check)) for check in self.checks]
        done = {step.key: step for step in self.steps}
        said += [(texts.STEPS[key], step_words(done.get(key))) for key in STEPS]
        return [texts.LINE.format(number=at, what=what, how=how) for at, (what, how) in enumerate(said, start=1)]

    @property
    def sentence(self) -> str:
        """All of it in one."""
        if not self.ok:
            return texts.TRIED_BAD.format(number=self.failed)
        wanting = sum(check.tone != "good" for check in self.checks)
        return texts.TRIED_LOOK.format(count=wanting) if wanting else texts.TRIED_GOOD

    def text(self, version: str, now: datetime) -> str:
        """The whole, to be read, copied or sent."""
        head = texts.PROGRAM_IS.format(version=version, when=f"{now:%H:%M} ngày {now:%d/%m/%Y}")
        return "\n".join([head, *self.lines, self.sentence, texts.SPOKEN.format(code=self.code)])


def run_report(
    folder: Path, clocks: Clocks, printers: Sequence[str], began: Callable[[str], None] = lambda _what: None
) -> Report:
    """Look at this computer and try everything; takes some seconds.

    Args:
        folder: Where the register lies or would lie; looked at and not touched.
        began: Called with the name of each step as it begins; may raise to stop.
    """
    checks = look_at(DataFolder(folder), clocks, printers)
    return Report(checks, self_test(roster_of, lambda key: began(texts.STEPS[key])))


def roster_of(office: Office) -> bytes:
    """A roster of everybody, as a PDF."""
    from desktop.registers.invitees import Invitees
    from desktop.registers.meetings import lines_for
    from desktop.ui.printing.office_papers import papers_of

    papers = papers_of(office)
    meeting = {"title": "Thử", "starts_at": "2026-11-24T08:00", "place": "Thử", "invited_by": "branch"}
    return papers.roster_of(papers.data.draft(meeting, lines_for(Invitees(office.store).of_branches()))).data


def how_of(check: Check) -> str:
    """How one subject stands, on one line."""
    if check.tone == "good":
        return texts.LINE_GOOD
    return texts.LINE_NOT_GOOD.format(tone=texts.tone_of(check).lower(), sentence=texts.said(check))


def step_words(step: TrialStep | None) -> str:
    """How one step went, on one line; None for one that was not reached."""
    if step is None:
        return texts.STEP_LEFT
    if step.ok:
        return texts.STEP_GOOD
    return texts.STEP_BAD.format(why=step.why if step.why in errors() else f"{step.key}.{step.why}")
