"""Every page of the program in every look: each word whole, each word Vietnamese."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.app import Program
from desktop.app_start import first_run_page
from desktop.demo.old_list import write_old_list
from desktop.models.kinds import today
from desktop.tour import scenes
from desktop.tour.pictures import SIZE, Scene
from desktop.ui.frame.shortcuts import ShortcutSheet
from desktop.ui.navigation import MEETINGS, NAVIGATION, SPECIAL
from desktop.ui.start.recovery import RecoveryPage
from desktop.ui.theme import Look, apply_look
from tests.e2e.waiting import settle
from tests.e2e.wording import foreign_words, shown_texts
from tests.ui.overflow import overflowing

LOOKS = [Look(theme, scale) for theme in ("light", "dark", "contrast") for scale in (100, 200)]


@pytest.fixture
def old_list(tmp_path: Path) -> Path:
    """The list that she has kept in Excel so far."""
    path = tmp_path / "danh-sach-cu.xlsx"
    write_old_list(path, today=today())
    return path


def all_scenes(program: Program, old_list: Path) -> Iterator[Scene]:
    """Everything there is to see."""
    office = program.office
    assert office is not None
    yield from scenes.page_scenes(program)
    yield from scenes.member_scenes(program, office)
    yield Scene("meeting-new", partial(_new_meeting, program))
    yield from scenes.meeting_scenes(program, office)
    yield from scenes.import_scenes(program, old_list)
    yield Scene("import-result", partial(_import_result, program))
    yield Scene("import-unreadable", partial(_unreadable, program, old_list.with_name("trang-web.xlsx")))
    yield Scene("shortcuts", partial(_shortcuts, program))
    yield from scenes.start_scenes(program)
    yield Scene("first-run-problems", partial(_first_run_problems, program))
    yield Scene("forgotten", partial(_forgotten, program))


def _page(program: Program, key: str) -> Any:
    program.window.show_work()
    program.window.show_page(key)
    return program.window.pages.made(key)


def _add(program: Program, key: str) -> None:
    page = _page(program, key)
    settle(program)
    page.add()


def _leave_form(program: Program) -> None:
    form = getattr(getattr(program.window.pages.page, "body", None), "form", None)
    if form is not None:
        form.confirm = lambda *_words, **_how: True
        form.leave()
        settle(program)


def _new_meeting(program: Program) -> None:
    _page(program, MEETINGS).open_meeting(None)


def _import_result(program: Program) -> None:
    """Goes on from the review."""
    _page(program, "import").frame.next_button.click()


def _unreadable(program: Program, path: Path) -> None:
    path.write_text("<html><table></table></html>", "utf-8")
    page = _page(program, "import")
    page.start_over()
    page.open_file(path)


def _shortcuts(program: Program) -> None:
    _page(program, "member")
    settle(program)
    ShortcutSheet(program.window, program.window.shortcut_groups()).open()


def _first_run_problems(program: Program) -> None:
    wizard = first_run_page(program, lambda _asked, _page: None)
    program.window.show_before_work(wizard)
    wizard.go_to(2)
    wizard.next.click()


def _forgotten(program: Program) -> None:
    from desktop.app_start import _logins

    program.window.show_before_work(RecoveryPage(_logins(program.folder), unit_name="Xã Phú Lương"))


def judged(shown: QWidget) -> list[str]:
    """What is wrong with what is on screen."""
    found = overflowing(shown)
    for text in set(shown_texts(shown)):
        found += [f"not Vietnamese: {word!r} in {text!r}" for word in foreign_words(text)]
    return found


def look_at(program: Program, scene: Scene) -> list[str]:
    """Bring a scene on screen and judge it once it has come to rest; one layout may lead to the next."""
    scene.set_up()
    settle(program)
    shown: QWidget = QApplication.activeModalWidget() or program.window
    for _ in range(20):
        if not (found := judged(shown)):
            break
        QApplication.processEvents()
        settle(program)
    if isinstance(shown, QDialog):
        shown.close()
    elif (shown.width(), shown.height()) != (SIZE.width(), SIZE.height()):
        found.append(f"the window grew to {shown.width()} x {shown.height()}")
    _leave_form(program)
    return found


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.theme}-{look.scale}")
def test_every_word_of_every_page_is_whole_and_vietnamese(
    look: Look, work: Program, old_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "settle", settle)
    apply_look(look)
    wrong = {scene.name: found for scene in all_scenes(work, old_list) if (found := look_at(work, scene))}
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.parametrize("scale", [100, 200])
def test_every_word_of_every_form_is_whole_and_vietnamese(scale: int, work: Program) -> None:
    apply_look(Look("light", scale))
    forms = [Scene(item.key, partial(_add, work, item.key)) for item in NAVIGATION if item.key not in SPECIAL]
    wrong = {scene.name: found for scene in forms if (found := look_at(work, scene))}
    assert wrong == {}


def test_the_menu_of_a_right_click_and_the_file_dialog_speak_vietnamese(work: Program) -> None:
    inputs = (QLineEdit(work.window), QPlainTextEdit(work.window))
    menus = [one.createStandardContextMenu() for one in inputs]
    dialog = QFileDialog(work.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    said = [action.text() for menu in menus for action in menu.actions()]
    said += [label.text() for label in dialog.findChildren(QLabel)]
    said += [text for button in dialog.findChildren(QAbstractButton) for text in (button.text(), button.toolTip())]
    assert {"&Sao chép\tCtrl+C", "&Tên tệp:", "Thư mục bên trên"} <= set(said)
    assert {text: words for text in said if (words := foreign_words(text))} == {}


def test_the_check_itself_finds_an_english_word_and_knows_vietnamese_ones() -> None:
    assert foreign_words("Lưu as PDF? Cancel") == ["as", "Cancel"]
    assert foreign_words("In danh sách (Ctrl+P), HN-01, tệp .xlsx của Hội LHPN: “Na Pặng”") == []
