"""What the meeting pages need from the rest of the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.registers.invitees import Invitees
from desktop.registers.meetings import Meetings
from desktop.ui.printing.papers import Paper, Papers
from desktop.ui.registers.services import DraftKeeper
from desktop.ui.widgets.chosen import ReferenceSource


@dataclass(frozen=True, slots=True)
class MeetingServices:
    """The doors of the program that the meeting pages use; all but `print_paper` are asked on worker threads.

    Attributes:
        references: Where people are looked up by name.
        branches: Branches at work, by name.
        drafts: What is typed and not saved.
        print_paper: Opens the print dialog; called on the window's thread.
        may_edit: False for a guest, who prints only.
        save_paper: Asks for a file to put the paper in; the print dialog does where nothing is given.
    """

    meetings: Meetings
    invitees: Invitees
    papers: Papers
    references: ReferenceSource
    branches: Callable[[], Sequence[tuple[UUID, str]]]
    drafts: DraftKeeper
    print_paper: Callable[[Paper], None]
    may_edit: bool = True
    save_paper: Callable[[Paper], None] | None = None
