"""A file that was opened with the program: told what it is, and what can be done with it, in the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.accounts.roles import Act, may
from desktop.exchange.desk import Status
from desktop.exchange.opened_file import OpenedFile, OpenedKind, look_at_file
from desktop.ui.frame.strip import Notice
from desktop.ui.navigation import EXCHANGE, SETTINGS
from desktop.ui.tasks import Lane
from desktop.ui.texts import errors
from desktop.ui.texts import exchange as texts

if TYPE_CHECKING:
    from desktop.app import Program

Seen = tuple[OpenedFile, Status]


def open_file(program: Program, file: Path) -> None:
    """Look at a file in the background, then lead to the page where it belongs; nothing is taken in unasked."""
    pages = program.pages

    def look(_report: object, _token: object) -> Seen:
        return look_at_file(file), pages.exchange.runs.desk().status()

    program.window.show_page(EXCHANGE)
    program.runner.run(look, partial(_lead, program), program.window.show_problem, Lane.NETWORK)


def _lead(program: Program, seen: Seen) -> None:
    if program.office is None:
        return
    opened, status = seen
    notice = {
        OpenedKind.BUNDLE: _bundle,
        OpenedKind.INVITATION: _invitation,
        OpenedKind.BACKUP: _backup,
        OpenedKind.STRANGE: _strange,
    }[opened.kind](program, opened, status)
    program.window.notify(notice)


def _bundle(program: Program, opened: OpenedFile, status: Status) -> Notice:
    exchange = program.pages.exchange
    if not exchange.rights.exchange:
        return Notice(texts.MAY_NOT, "attention")
    if not (status.joined or status.invitation_pending):
        return Notice(errors()["exchange.not_joined"], "attention")
    if opened.stick is not None:
        stick = opened.stick
        return Notice(texts.FILE_ON_STICK, "plain", texts.TAKE_ANSWER, lambda: exchange.take_stick(stick))
    return Notice(texts.FILE_BUNDLE, "plain", texts.FILE_BUNDLE_ACT, lambda: exchange.take_file(opened.path))


def _invitation(_program: Program, _opened: OpenedFile, status: Status) -> Notice:
    return Notice(texts.FILE_INVITATION_LATE if status.joined else texts.FILE_INVITATION, "plain")


def _backup(program: Program, opened: OpenedFile, _status: Status) -> Notice:
    words = texts.FILE_BACKUP
    office, window = program.office, program.window
    if office is None or not may(office.user.role, Act.RESTORE_BACKUP) or not window.show_page(SETTINGS):
        return Notice(words, "plain")
    page = program.pages.page(SETTINGS)
    page.show_section("backups")
    return Notice(words, "plain", texts.FILE_BACKUP_ACT, lambda: page.sections["backups"].look_into(opened.path))


def _strange(_program: Program, _opened: OpenedFile, _status: Status) -> Notice:
    return Notice(texts.FILE_STRANGE, "attention")
