"""What the import page asks of the one who stores a list."""

from typing import Protocol

from desktop.importing.outcome import Decisions, Outcome, Tell
from desktop.importing.understand import Reading
from desktop.models.sheets import Sheet


class Storing(Protocol):
    """Matches a list with a register and stores it in one transaction; asked on a worker thread."""

    def try_out(self, sheet: Sheet, reading: Reading, decisions: Decisions, tell: Tell) -> Outcome:
        """Say what storing would come to, and change nothing."""

    def store(self, sheet: Sheet, reading: Reading, decisions: Decisions, tell: Tell, *, label: str) -> Outcome:
        """Store all that waits for nobody as one act; what `tell` raises leaves the register as it was."""
