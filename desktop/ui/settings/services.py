"""What the settings page needs from the rest of the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from desktop.accounts.access_log import AccessAct
from desktop.accounts.keys import opener, recovery_opener
from desktop.accounts.roles import Act, Role, may
from desktop.forms.letterhead import Letterhead
from desktop.registers.office_settings import OfficeSettings
from desktop.registers.undo import Undone
from desktop.store.backups import Unlock
from desktop.store.checking import Finding
from desktop.store.settings_file import Settings
from desktop.ui.printing.papers import Paper

if TYPE_CHECKING:
    from desktop.helpdesk.checks import Check
    from desktop.ui.helpdesk.report import Report

Told = Callable[[int, int], None]
"""Called with what is done and what there is in all; may raise to stop."""


@dataclass(frozen=True, slots=True)
class UserLine:
    """Somebody who can sign in.

    Attributes:
        label: The short name on the sign-in page.
        full_name: As the encrypted register has it.
        is_self: Whether it is who is signed in.
    """

    id: str
    label: str
    full_name: str
    role: Role
    is_self: bool = False


@dataclass(frozen=True, slots=True)
class NewUser:
    """Somebody who is to sign in from now on."""

    full_name: str
    label: str
    role: Role
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup that lies somewhere.

    Attributes:
        made: By this computer's clock.
        is_automatic: Whether it made itself, in the data folder.
    """

    path: Path
    made: datetime
    size_bytes: int
    is_automatic: bool


@dataclass(frozen=True, slots=True)
class RestoreOrder:
    """A backup that is to take the place of the register; proved to open before it is handed on.

    Attributes:
        password: Of anybody who could sign in when it was made; else the recovery code stands in `code`.
    """

    file: Path
    password: str = field(default="", repr=False)
    code: str = field(default="", repr=False)

    @property
    def unlock(self) -> Unlock:
        """How the backup is opened."""
        return recovery_opener(self.code) if self.code else opener(self.password)


@dataclass(frozen=True, slots=True)
class AccessQuery:
    """Which lines of the log of views and prints; None leaves a condition out."""

    since: datetime | None = None
    user_id: str | None = None
    act: AccessAct | None = None


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One line of that log, in words.

    Attributes:
        what: The register, or the paper's form.
        fields: Labels of the fields that were seen.
        purpose: The paper's code or the file's name.
    """

    at: datetime
    who: str
    act: AccessAct
    what: str
    count: int
    fields: str
    purpose: str


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What the program is and where it works."""

    version: str
    commune: str
    province: str
    data_folder: Path
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class SettingsRights:
    """What the person who is signed in may settle."""

    change: bool = True
    people: bool = True
    back_up: bool = True
    restore: bool = True

    @classmethod
    def of(cls, role: Role) -> Self:
        """What a role carries."""
        return cls(
            may(role, Act.CHANGE_SETTINGS), may(role, Act.MANAGE_USERS), may(role, Act.BACK_UP),
            may(role, Act.RESTORE_BACKUP),
        )  # fmt: skip


class PaperDoor(Protocol):
    """The office's papers."""

    def read(self) -> OfficeSettings:
        """The settings as they stand."""

    def save(self, settings: OfficeSettings) -> int | None:
        """Write them; the act that undoes it, None where nothing changed."""

    def take_back(self, act: int) -> Undone:
        """Undo a save."""

    def letterhead(self, settings: OfficeSettings) -> Letterhead:
        """The lines that papers would bear; quick, asked on the window's thread."""

    def standard(self, variant: str) -> Letterhead:
        """The lines of a variant that nobody changed; quick, asked on the window's thread."""

    def sample(self, settings: OfficeSettings) -> Paper:
        """A short paper that shows them."""


class PeopleDoor(Protocol):
    """Those who can sign in."""

    def listed(self) -> Sequence[UserLine]: ...
    def add(self, asked: NewUser) -> None: ...
    def change_role(self, user_id: str, role: Role) -> None: ...
    def set_password(self, user_id: str, password: str) -> None: ...
    def remove(self, user_id: str) -> None: ...

    def change_own(self, old: str, new: str) -> None:
        """Another password for who is signed in; the present one proves that it is she."""

    def new_recovery_code(self, password: str) -> str:
        """A new code, given once; the old sheet opens nothing any more. Her password proves that it is she."""


class BackupDoor(Protocol):
    """Backups, here and in the place she chose."""

    def listed(self, place: str) -> Sequence[BackupLine]:
        """Those in the data folder and those in `place`, the newest first."""

    def make(self, place: Path, told: Told) -> BackupLine:
        """Put the register into one file there."""

    def look(self, file: Path) -> BackupLine:
        """What a file says of itself."""

    def prove(self, order: RestoreOrder, told: Told) -> int:
        """Open it, check it, and say how many rows it holds; nothing is changed."""


class AccessDoor(Protocol):
    """The log of views and prints."""

    def lines(self, query: AccessQuery) -> Sequence[AccessLine]:
        """The newest first."""


class MachineDoor(Protocol):
    """This computer, and what helps a person on the phone help."""

    def look(self) -> Sequence[Check]:
        """Is it fit."""

    def test(self, began: Callable[[str, int], None]) -> Report:
        """Try everything in a folder that goes afterwards.

        Args:
            began: Told each step as it begins and how many there are; may raise to stop.
        """

    def save(self, path: Path, report: Report | None) -> None:
        """Write the support file."""


@dataclass(frozen=True, slots=True)
class SettingsServices:
    """The doors of the program that the settings page uses; asked on worker threads but where it says otherwise.

    Attributes:
        check: Goes through the whole register; nothing is found in a sound one.
        settings: This computer's settings; asked on the window's thread.
        keep: Changes some of them by name and puts them into force; called on the window's thread.
        print_paper: Opens the print dialog; called on the window's thread.
    """

    papers: PaperDoor
    people: PeopleDoor
    backups: BackupDoor
    access: AccessDoor
    machine: MachineDoor
    check: Callable[[], Sequence[Finding]]
    facts: OfficeFacts
    settings: Callable[[], Settings]
    keep: Callable[..., None]
    print_paper: Callable[[Paper], Any]
    rights: SettingsRights
