"""The doors of the settings page, opened on an office."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.accounts.access_log import AccessEntry, entries
from desktop.accounts.roles import Act, Role
from desktop.forms.letterhead import Letterhead
from desktop.models.names import fold, tidy_name
from desktop.models.office import Officer
from desktop.models.record import fields_of, records
from desktop.models.sheets import sheet_of, sheets
from desktop.registers.office import Office
from desktop.registers.office_settings import OfficeSettings, read_settings, save_settings
from desktop.registers.register import Register
from desktop.registers.undo import Undo, Undone
from desktop.store.backup_rotation import SUFFIX, listed
from desktop.store.backups import back_up, peek, prove
from desktop.store.settings_file import Settings
from desktop.ui.printing.letterheads import letterhead_of, standard_letterhead
from desktop.ui.printing.office_papers import papers_of
from desktop.ui.printing.papers import Paper
from desktop.ui.settings.machine_door import OfficeMachine
from desktop.ui.settings.services import (
    AccessLine,
    AccessQuery,
    BackupLine,
    NewUser,
    OfficeFacts,
    RestoreOrder,
    SettingsRights,
    SettingsServices,
    Told,
    UserLine,
)
from desktop.ui.texts import settings as texts
from desktop.version import program_version
from sync.errors import AppError
from sync.journal import NOTHING

_MOST_LINES = 2000
_OLDEST_SHOWN = 200


def settings_services(
    office: Office, *, settings: Callable[[], Settings], keep: Callable[..., None], print_paper: Callable[[Paper], Any]
) -> SettingsServices:
    """Everything the settings page needs of an open office."""
    return SettingsServices(
        papers=OfficePapers(office),
        people=OfficePeople(office),
        backups=OfficeBackups(office),
        access=OfficeAccess(office),
        machine=OfficeMachine(office),
        check=office.store.check,
        facts=OfficeFacts(
            program_version(), office.commune_name, office.province_name, office.folder.path, office.is_demo
        ),
        settings=settings,
        keep=keep,
        print_paper=print_paper,
        rights=SettingsRights.of(office.user.role),
    )


class OfficePapers:
    """The letterhead, kept in the register and shared by all computers of the office."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._papers = papers_of(office)
        self._names = {"commune": office.commune_name, "province": office.province_name}

    def read(self) -> OfficeSettings:
        return read_settings(self._office.store)

    def save(self, settings: OfficeSettings) -> int | None:
        self._office.require(Act.CHANGE_SETTINGS)
        if settings == self.read():
            return None
        save_settings(self._office.store, settings)
        last = Undo(self._office.store).last()
        return last.act if last else None

    def take_back(self, act: int) -> Undone:
        self._office.require(Act.CHANGE_SETTINGS)
        return Undo(self._office.store).take_back(act)

    def letterhead(self, settings: OfficeSettings) -> Letterhead:
        return letterhead_of(settings, **self._names)

    def standard(self, variant: str) -> Letterhead:
        return standard_letterhead(variant, **self._names)

    def sample(self, settings: OfficeSettings) -> Paper:
        return self._papers.letterhead_sample(settings)


class OfficePeople:
    """Users of the key file, with their full names in the encrypted register."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._officers = Register(office.store, sheet_of(Officer))

    def listed(self) -> Sequence[UserLine]:
        names = self.names()
        return [
            UserLine(user.id, user.label, names.get(user.id, user.label), user.role, user.id == self._office.user.id)
            for user in self._office.keys.users
        ]

    def names(self) -> dict[str, str]:
        """Full names by user id, of those too who sign in no more."""
        name = self._officers.sheet.field("full_name")
        rows = self._officers.rows(self._officers.find(), (name,))
        return {row.id.hex: row.cells[0] for row in rows.values()}

    def add(self, asked: NewUser) -> None:
        self._office.require(Act.MANAGE_USERS)
        user = self._office.keys.add_user(self._office.key, asked.label, asked.password, asked.role)
        name = tidy_name(asked.full_name)
        try:
            with self._office.store.writing(
                NOTHING, reason="add", label=texts.ADDED_LABEL.format(name=name)
            ) as session:
                session.add(Officer(id=UUID(hex=user.id), full_name=name, role=str(user.role)))
        except BaseException:
            self._office.keys.remove_user(self._office.key, user.id)
            raise

    def change_role(self, user_id: str, role: Role) -> None:
        self._office.require(Act.MANAGE_USERS)
        self._office.keys.change_role(self._office.key, user_id, role)
        if self._officers.number_of(UUID(hex=user_id)) is not None:
            self._officers.save(self._officers.open(UUID(hex=user_id)), {"role": str(role)})

    def set_password(self, user_id: str, password: str) -> None:
        self._office.require(Act.MANAGE_USERS)
        self._office.keys.set_password(self._office.key, user_id, password)

    def change_own(self, old: str, new: str) -> None:
        self._office.keys.unlock(self._office.user.id, old)
        self._office.keys.set_password(self._office.key, self._office.user.id, new)

    def remove(self, user_id: str) -> None:
        self._office.require(Act.MANAGE_USERS)
        self._office.keys.remove_user(self._office.key, user_id)

    def new_recovery_code(self, password: str) -> str:
        self._office.require(Act.MANAGE_USERS)
        self._office.keys.unlock(self._office.user.id, password)
        return self._office.keys.new_recovery_code(self._office.key)


class OfficeBackups:
    """Backups of one office."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def listed(self, place: str) -> Sequence[BackupLine]:
        here = [
            BackupLine(each.path, each.made, each.path.stat().st_size, True) for each in listed(self._office.folder)
        ]
        there = [line for path in _backups_in(place) if (line := _looked_at(path)) is not None]
        return sorted([*here, *there], key=lambda line: line.made, reverse=True)

    def make(self, place: Path, told: Told) -> BackupLine:
        self._office.require(Act.BACK_UP)
        now = datetime.now()
        name = f"So-Hoi {fold(self._office.commune_name).replace(' ', '-')} {now:%Y-%m-%d %Hh%Mm%S}{SUFFIX}"
        back_up(self._office.folder, self._office.key, place / name, program=program_version(), report=told)
        return self.look(place / name)

    def look(self, file: Path) -> BackupLine:
        return BackupLine(file, _local(peek(file).made), file.stat().st_size, False)

    def prove(self, order: RestoreOrder, told: Told) -> int:
        self._office.require(Act.RESTORE_BACKUP)
        rows = prove(order.file, order.unlock, self._office.folder.backups, report=told)
        return sum(rows.get(record.__tablename__, 0) for record in records())


class OfficeAccess:
    """The log of views and prints, in words."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._people = OfficePeople(office)

    def lines(self, query: AccessQuery) -> Sequence[AccessLine]:
        self._office.require(Act.CHANGE_SETTINGS)
        names = self._people.names()
        with self._office.store.reading() as db:
            found = entries(db, since=query.since, user_id=query.user_id, act=query.act, limit=_MOST_LINES)
        return [_worded(entry, names) for entry in found]


def _worded(entry: AccessEntry, names: dict[str, str]) -> AccessLine:
    title, labels = _register_words(entry.register)
    return AccessLine(
        _local(entry.at), names.get(entry.user_id, texts.SOMEBODY_GONE), entry.act, title, entry.row_count,
        ", ".join(labels.get(key, key) for key in entry.fields), entry.purpose,
    )  # fmt: skip


@cache
def _register_words(name: str) -> tuple[str, dict[str, str]]:
    """Title and field labels of a register."""
    sheet = sheets().get(name)
    labels = {field.key: field.label for record in records() for field in fields_of(record)}
    if sheet is None:
        return name, labels
    return sheet.title, labels | {entry.key: entry.field.label for entry in sheet.fields}


def _backups_in(place: str) -> list[Path]:
    folder = Path(place)
    if not place or not folder.is_dir():
        return []
    try:
        return sorted(folder.glob("*" + SUFFIX), reverse=True)[:_OLDEST_SHOWN]
    except OSError:  # a stick that was pulled out between two looks
        return []


def _looked_at(path: Path) -> BackupLine | None:
    """A file that is no whole backup is not offered as one."""
    try:
        return BackupLine(path, _local(peek(path).made), path.stat().st_size, False)
    except (AppError, OSError):
        return None


def _local(moment: datetime) -> datetime:
    return moment.astimezone(UTC).astimezone().replace(tzinfo=None)
