"""What there is to show: each page, and the moments of her day that lie between pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from desktop.app_start import first_run_page, sign_in_page
from desktop.registers.meetings import Meetings
from desktop.registers.office import Office
from desktop.registers.query import EVERYTHING
from desktop.tour.pictures import Scene, settle
from desktop.ui.navigation import EXCHANGE, HOME, IMPORT, MEETINGS, NAVIGATION, SETTINGS, SPECIAL

if TYPE_CHECKING:
    from desktop.app import Program


def start_scenes(program: Program) -> Iterator[Scene]:
    """What stands before the work: four steps of the first run, signing in, with a file that waits, the lock."""
    for step in range(4):
        yield Scene(f"first-run-{step + 1}", partial(_wizard, program, step))
    yield Scene("sign-in", lambda: program.window.show_before_work(sign_in_page(program, _nothing)))
    yield Scene("sign-in-file", partial(_file_waits, program))
    yield Scene("locked", lambda: program.window.show_before_work(sign_in_page(program, _nothing, locked=True)))


def page_scenes(program: Program) -> Iterator[Scene]:
    """Every page of the navigation."""
    for item in NAVIGATION:
        show = _page if item.key in SPECIAL else _list
        yield Scene(item.key.replace("_", "-"), partial(show, program, item.key))


def member_scenes(program: Program, office: Office) -> Iterator[Scene]:
    """One member: looked at, found, edited."""
    members = office.register("member")
    one = members.ids(members.find()[8:9])[0]
    yield Scene("member-detail", partial(_row, program, one))
    yield Scene("member-form", partial(_form, program, one))
    yield Scene("search", partial(_search, program, "hoa"))


def import_scenes(program: Program, old_list: Path) -> Iterator[Scene]:
    """The old list on its way in, up to the step where nothing is stored yet."""
    yield Scene("import-columns", partial(_import, program, old_list, 1))
    yield Scene("import-review", partial(_import, program, old_list, 2))


def meeting_scenes(program: Program, office: Office) -> Iterator[Scene]:
    """A meeting to come, one that was held, and a roster before it is printed."""
    listed = Meetings(office.store).listed()
    held = next(meeting for meeting in listed if meeting.marked)
    yield Scene("meeting-plan", partial(_meeting, program, listed[0].id))
    yield Scene("meeting-held", partial(_meeting, program, held.id))
    yield Scene("print", partial(_print, program, listed[0].id))


def machine_scenes(program: Program) -> Iterator[Scene]:
    """This computer's checks, and the self-test gone through."""
    yield Scene("settings-machine", partial(_machine, program))
    yield Scene("settings-self-test", partial(_self_test, program))


def exchange_scenes(program: Program, name: str) -> Sequence[Scene]:
    """The exchange page and home as they stand after an exchange.

    Args:
        name: What the moment is called.
    """
    return (
        Scene(f"two-computers-{name}", partial(_exchanged, program, EXCHANGE)),
        Scene(f"two-computers-{name}-home", partial(_exchanged, program, HOME)),
    )


def _file_waits(program: Program) -> None:
    page = sign_in_page(program, _nothing)
    page.say_file_waits()
    program.window.show_before_work(page)


def _nothing(_asked: object, _page: object) -> None:
    """Pictures sign nobody in."""


def _exchanged(program: Program, key: str) -> None:
    _page(program, key)
    program.pages.exchange.runs.refresh()


def _page(program: Program, key: str) -> None:
    program.window.search.clear()
    program.window.search.list.hide()
    program.window.show_work()
    program.window.show_page(key)


def _list(program: Program, key: str) -> None:
    _made(program, key).show_query(EVERYTHING)


def _made(program: Program, key: str) -> Any:
    _page(program, key)
    return program.window.pages.page


def _wizard(program: Program, step: int) -> None:
    wizard = first_run_page(program, _nothing)
    program.window.show_before_work(wizard)
    wizard.go_to(step)


def _row(program: Program, row: Any) -> None:
    _page(program, HOME)
    program.pages.show_row("member", row)


def _form(program: Program, row: Any) -> None:
    _row(program, row)
    settle(program)
    _made(program, "member").edit()


def _search(program: Program, text: str) -> None:
    _page(program, HOME)
    program.window.search.begin()
    program.window.search.setText(text)
    program.window.search.textEdited.emit(text)


def _import(program: Program, old_list: Path, step: int) -> None:
    page = _made(program, IMPORT)
    page.start_over()
    page.open_file(old_list)
    for _ in range(step):
        settle(program)
        page.frame.next_button.click()
    settle(program)


def _machine(program: Program) -> Any:
    page = _made(program, SETTINGS)
    page.show_section("machine")
    settle(program)
    return page.sections["machine"]


def _self_test(program: Program) -> None:
    section = _machine(program)
    section.test_button.click()
    settle(program)
    assert section.report is not None, "the self-test did not come to its end"


def _meeting(program: Program, meeting: Any) -> None:
    _page(program, MEETINGS)
    program.pages.open_meeting(meeting)


def _print(program: Program, meeting: Any) -> None:
    _page(program, MEETINGS)
    program.pages.prints.roster(meeting)
    settle(program)
    assert QApplication.activeModalWidget() is not None, "the print dialog did not open"
