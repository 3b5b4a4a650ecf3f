"""Every page of the program in every look: each word whole, each word Vietnamese."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from desktop.app import Program
from desktop.demo.old_list import write_old_list
from desktop.models.kinds import today
from desktop.tour import scenes
from desktop.tour.pictures import SIZE, Scene
from desktop.ui.theme import Look, apply_look
from tests.e2e.places import dialogs, forms, leave, on_screen, pages
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


class Strays(QObject):
    """Notes what opens as a window of its own and is none: it flashes, and takes the keyboard away."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    # Qt overrides
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            is_window = isinstance(watched, QMainWindow | QDialog | QMenu)
            self.seen += [] if is_window else [f"{type(watched).__name__} {watched.accessibleName()!r}"]
        return False


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[Strays]:
    """Watches what opens."""
    watching = Strays()
    qapp.installEventFilter(watching)
    yield watching
    qapp.removeEventFilter(watching)


def judged(shown: QWidget) -> list[str]:
    """What is wrong with what is on screen."""
    found = overflowing(shown)
    for text in set(shown_texts(shown)):
        found += [f"not Vietnamese: {word!r} in {text!r}" for word in foreign_words(text)]
    return found


def look_at(program: Program, scene: Scene, strays: Strays) -> list[str]:
    """Bring a scene on screen and judge it once it has come to rest; one layout may lead to the next."""
    scene.set_up()
    settle(program)
    shown = on_screen(program)
    for _ in range(20):
        if not (found := judged(shown)):
            break
        settle(program)
    if shown is program.window and shown.size() != SIZE:
        found.append(f"the window grew to {shown.width()} x {shown.height()}")
    if QApplication.focusWidget() is None:
        found.append("the keyboard is nowhere")
    leave(program)
    found += [f"flashes up as a window of its own: {stray}" for stray in strays.seen]
    strays.seen.clear()
    return found


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.theme}-{look.scale}")
def test_every_word_of_every_page_is_whole_and_vietnamese(
    look: Look, work: Program, strays: Strays, old_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenes, "settle", settle)
    apply_look(look)
    wrong = {scene.name: found for scene in pages(work, old_list) if (found := look_at(work, scene, strays))}
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.parametrize("scale", [100, 200])
def test_every_word_of_every_form_and_dialog_is_whole_and_vietnamese(scale: int, work: Program, strays: Strays) -> None:
    apply_look(Look("light", scale))
    wrong = {scene.name: found for scene in (*forms(work), *dialogs(work)) if (found := look_at(work, scene, strays))}
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
