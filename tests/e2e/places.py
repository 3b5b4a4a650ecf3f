"""Everything there is to see in the program: pages, forms, dialogs, and what stands before the work."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.app import Program
from desktop.app_start import first_run_page, sign_in_page
from desktop.tour import scenes
from desktop.tour.pictures import Scene
from desktop.ui.frame.shortcuts import ShortcutSheet
from desktop.ui.navigation import HOME, MEETINGS, NAVIGATION, SETTINGS, SPECIAL
from desktop.ui.registers.ask_text import AskText
from desktop.ui.registers.bulk_change import BulkChange
from desktop.ui.registers.filter_dialog import FilterDialog
from tests.e2e.waiting import settle

SECTIONS = ("papers", "look", "people", "backups", "safety", "machine", "about")


def pages(program: Program, old_list: Path) -> Iterator[Scene]:
    """Every page in what she does with it, and what stands before the work."""
    office = program.office
    assert office is not None
    yield from scenes.page_scenes(program)
    yield from scenes.member_scenes(program, office)
    yield Scene("meeting-new", partial(_new_meeting, program))
    yield from scenes.meeting_scenes(program, office)
    yield from scenes.import_scenes(program, old_list)
    yield Scene("import-result", partial(_import_result, program))
    yield Scene("import-unreadable", partial(_unreadable, program, old_list.with_name("trang-web.xlsx")))
    for section in SECTIONS:
        yield Scene(f"settings-{section}", partial(_settings, program, section))
    yield Scene("shortcuts", partial(_shortcuts, program))
    yield from scenes.start_scenes(program)
    yield Scene("first-run-problems", partial(_first_run_problems, program))
    yield Scene("forgotten", partial(_forgotten, program))


def forms(program: Program) -> Iterator[Scene]:
    """A new row of every register that has a page."""
    for item in NAVIGATION:
        if item.key not in SPECIAL:
            yield Scene(f"new-{item.key}", partial(_add, program, item.key))


def dialogs(program: Program) -> Iterator[Scene]:
    """What asks before it does something."""
    yield Scene("bulk", partial(_bulk, program))
    yield Scene("filter", partial(_filter, program))
    yield Scene("ask-name", partial(_ask_name, program))
    yield Scene("merge", partial(_merge, program))
    yield Scene("add-user", lambda: _settings(program, "people").add_user())
    yield Scene("own-password", lambda: _settings(program, "people").change_own())
    yield Scene("new-code", lambda: _settings(program, "people").new_code())


def on_screen(program: Program) -> QWidget:
    """The dialog before the window, or the window."""
    return QApplication.activeModalWidget() or program.window


def leave(program: Program) -> None:
    """Close what a scene opened: its dialog, its form."""
    shown = on_screen(program)
    if isinstance(shown, QDialog):
        shown.close()
        program.window.activateWindow()  # as a window manager does
        settle(program)
    form = getattr(getattr(program.window.pages.page, "body", None), "form", None)
    if form is not None:
        form.confirm = lambda *_words, **_how: True
        form.leave()
        settle(program)


def page_of(program: Program, key: str) -> Any:
    """A page, on screen."""
    program.window.show_work()
    assert program.window.show_page(key)
    return program.window.pages.made(key)


def _add(program: Program, key: str) -> None:
    page = page_of(program, key)
    settle(program)
    page.add()


def _new_meeting(program: Program) -> None:
    page_of(program, MEETINGS).open_meeting(None)


def _import_result(program: Program) -> None:
    """Goes on from the review."""
    page_of(program, "import").frame.next_button.click()


def _unreadable(program: Program, path: Path) -> None:
    path.write_text("<html><table></table></html>", "utf-8")
    page = page_of(program, "import")
    page.start_over()
    page.open_file(path)


def _settings(program: Program, section: str) -> Any:
    page = page_of(program, SETTINGS)
    page.show_section(section)
    settle(program)
    return page.sections[section]


def _shortcuts(program: Program) -> None:
    page_of(program, "member")
    settle(program)
    ShortcutSheet(program.window, program.window.shortcut_groups()).open()


def _members(program: Program) -> Any:
    page_of(program, HOME)
    page = page_of(program, "member")
    settle(program)
    return page


def _bulk(program: Program) -> None:
    page, pages = _members(program), program.pages
    assert pages is not None
    numbers = pages.services.register(page.sheet).find()[:3]
    BulkChange(page.sheet, numbers, pages.services, program.runner, key="branch_id", parent=program.window).open()


def _filter(program: Program) -> None:
    page, pages = _members(program), program.pages
    assert pages is not None
    entry = page.sheet.field("occupation")
    FilterDialog(entry, program.runner, pages.references, program.window).open()


def _ask_name(program: Program) -> None:
    _members(program)
    AskText(program.window, "Thêm chi hội", "Tên chi hội", "Thêm").open()


def _merge(program: Program) -> None:
    page = page_of(program, "branch")
    settle(program)
    page.list.selectAll()
    action = next(one for one in program.pages._more("branch") if one.takes == "rows")  # type: ignore[union-attr]
    page.run_action(action)


def _first_run_problems(program: Program) -> None:
    wizard = first_run_page(program, lambda _asked, _page: None)
    program.window.show_before_work(wizard)
    wizard.go_to(2)
    wizard.next.click()


def _forgotten(program: Program) -> None:
    page = sign_in_page(program, lambda _asked, _page: None)
    program.window.show_before_work(page)
    page.forgot.click()
