"""What the first run and the sign-in pages hand on."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class FirstRun:
    """Everything needed to make a new register.

    Attributes:
        commune_code: Five digits, as text.
        commune_name: With its kind: "Xã Phú Lương".
        role: A role of `desktop.accounts.roles`, as text.
        recovery_code: As printed; she has proved that she holds it.
        backup_folder: Where backups go; empty when she puts that off.
    """

    commune_code: str
    commune_name: str
    user_name: str
    role: str
    password: str = field(repr=False)
    recovery_code: str = field(repr=False)
    backup_folder: str = ""


@dataclass(frozen=True, slots=True)
class FirstRunDraft:
    """How far the wizard came, for the next start; never a password and never the code.

    Attributes:
        backup_folder: None while not asked, empty when put off.
    """

    commune_code: str = ""
    commune_name: str = ""
    user_name: str = ""
    role: str = "chair"
    backup_folder: str | None = None

    def with_commune(self, code: str, name: str) -> "FirstRunDraft":
        """The same with a commune chosen."""
        return replace(self, commune_code=code, commune_name=name)


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A folder offered for backups.

    Attributes:
        label: As she knows it: "USB (E:)".
    """

    folder: str
    label: str


@dataclass(frozen=True, slots=True)
class Login:
    """A user of this computer, as the sign-in page lists them."""

    id: str
    name: str
    role_label: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who wants in, and with what."""

    user_id: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password to be set anew by the recovery code."""

    user_id: str
    code: str = field(repr=False)
    password: str = field(repr=False)
