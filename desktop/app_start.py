"""What stands before the work: the wizard, the sign-in page, the lock, the forgotten password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.accounts.keys import KeyFile
from desktop.accounts.recovery import new_code
from desktop.accounts.roles import LABELS
from desktop.registers.office import recover
from desktop.store.folder import DataFolder
from desktop.store.settings_file import SettingsUnwritable
from desktop.ui.start.values import BackupPlace, FirstRunDraft, Login, NewPassword
from desktop.ui.tasks import Lane, Latest
from desktop.ui.texts import explain
from sync.errors import AppError

if TYPE_CHECKING:
    from desktop.app import Program
    from desktop.helpdesk.checks import Check
    from desktop.ui.printing.papers import Paper
    from desktop.ui.start.sign_in import SignInPage
    from desktop.ui.start.wizard import Wizard

Asked = Callable[[Any, Any], None]
DRAFT = "first_run"
SHEET, SAVE_SHEET = "Phiếu khôi phục", "Lưu phiếu khôi phục"


def first_run_page(program: Program, found: Asked) -> Wizard:
    """The wizard, taken up where it was left."""
    from desktop.ui.start.wizard import Wizard

    code = new_code()
    draft = program.settings.extra.get(DRAFT)
    page = Wizard(code, _backup_places(), draft=FirstRunDraft(**draft) if draft else None)
    page.draft_changed.connect(lambda draft: _keep_draft(program, draft))
    page.finished.connect(lambda asked: found(asked, page))
    page.sheet_wanted.connect(lambda how, draft: _give_sheet(program, page, how, draft, code))
    look = Latest(program.runner, Lane.OTHER, page)
    look.answered.connect(page.show_checks)
    look.ask(lambda _report, _token: _look_at_this_computer(program.folder))
    return page


def sign_in_page(program: Program, submit: Asked, *, locked: bool = False) -> SignInPage:
    """The sign-in page; the same page as a lock."""
    from desktop.ui.start.sign_in import SignInPage

    logins = _logins(program.folder)
    office = program.office
    last = office.user.id if office else _last(logins, program.settings.last_user)
    page = SignInPage(logins, last=last, locked=locked, unit_name=office.commune_name if office else "")
    page.submitted.connect(lambda asked: submit(asked, page))
    page.forgotten.connect(lambda user: _show_recovery(program, logins, user, submit, locked=locked))
    page.other_wanted.connect(program.restart)
    program.file_waits.connect(page.say_file_waits)
    if program.waiting_file is not None:
        page.say_file_waits()
    return page


def _show_recovery(program: Program, logins: Sequence[Login], user: str, submit: Asked, *, locked: bool) -> None:
    from desktop.ui.start.recovery import RecoveryPage

    page = RecoveryPage(logins, last=user)

    def back() -> None:
        program.window.show_before_work(sign_in_page(program, submit, locked=locked))

    def set_password(asked: NewPassword) -> None:
        page.show_busy()
        program.runner.run(
            lambda _report, _token: _recovered(program, asked),
            lambda _done: back(),
            lambda error: page.show_problem(explain(error)),
        )

    page.left.connect(back)
    page.submitted.connect(set_password)
    program.window.show_before_work(page)


def _recovered(program: Program, asked: NewPassword) -> None:
    if program.office is None:
        recover(program.folder.path, asked.code, asked.password, asked.user_id)
        return
    keys = program.office.keys
    keys.set_password(keys.unlock_with_recovery(asked.code), asked.user_id, asked.password)


def _look_at_this_computer(folder: DataFolder) -> Sequence[Check]:
    from desktop.helpdesk.checks import look_at
    from desktop.helpdesk.facts import clocks_of
    from desktop.ui.printing.printers import find_printers

    return look_at(folder, clocks_of(None), find_printers().names)


def _logins(folder: DataFolder) -> list[Login]:
    return [Login(user.id, user.label, LABELS[user.role]) for user in KeyFile.open(folder.keys).users]


def _last(logins: Sequence[Login], label: str) -> str:
    return next((login.id for login in logins if login.name == label), logins[0].id if logins else "")


def _backup_places() -> list[BackupPlace]:
    documents = Path.home() / "Documents"
    return [BackupPlace(str(documents), str(documents))] if documents.is_dir() else []


def _keep_draft(program: Program, draft: FirstRunDraft) -> None:
    """Keep how far the wizard came; the name stays out of a file that anybody can read.

    A place that cannot be written is told of when the register is made there.
    """
    kept = asdict(replace(draft, user_name=""))
    with suppress(OSError, SettingsUnwritable):
        program.folder.path.mkdir(parents=True, exist_ok=True)
        program.keep_settings(extra={**program.settings.extra, DRAFT: kept})


def _give_sheet(program: Program, page: Wizard, how: str, draft: FirstRunDraft, code: str) -> None:
    from desktop.forms.recovery_sheet import RecoverySheet, render_recovery_sheet
    from desktop.registers.print_data import PrintEvent
    from desktop.ui.printing.dialog import PrintDialog
    from desktop.ui.printing.papers import Paper

    sheet = RecoverySheet(f"Hội LHPN {draft.commune_name}", code, program.today())
    paper = Paper(SHEET, render_recovery_sheet(sheet), PrintEvent("phieu", "", ()))
    if how == "save":
        from PySide6.QtWidgets import QFileDialog

        proposed = str(Path.home() / paper.file_name)
        chosen, _kind = QFileDialog.getSaveFileName(program.window, SAVE_SHEET, proposed, "PDF (*.pdf)")
        if chosen:
            _write_sheet(page, Path(chosen), paper)
        return
    PrintDialog(paper, program.runner, on_printed=lambda _event: None, parent=program.window).open()


def _write_sheet(page: Wizard, path: Path, paper: Paper) -> None:
    try:
        paper.write_to(path)
    except AppError as error:
        page.show_problem(explain(error))
    else:
        page.show_problem("")
