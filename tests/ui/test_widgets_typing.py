"""Vietnamese typed as UniKey sends it arrives whole in every input."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.frame.finder import Hit, SearchBox
from desktop.ui.start.passwords import PasswordPair
from desktop.ui.start.steps import CommuneStep, PersonStep
from desktop.ui.tasks import TaskRunner
from desktop.ui.widgets.inputs import editor_for
from tests.ui.fields import FIELDS, Branches
from tests.ui.typing import METHODS, NAMES, replayed, strokes, type_like_unikey

TYPED = [name for name in FIELDS if name not in ("yes_no", "choice")]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", NAMES)
def test_the_replay_itself_writes_the_name(name: str, method: str) -> None:
    assert replayed(name, method) == name
    marks = [key for key, before, after in strokes(name, method) if after != before + key]
    assert len(marks) >= 3


def _typed_into(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", TYPED)
def test_every_input_takes_vietnamese_whole(
    qtbot: QtBot, runner: TaskRunner, kind: str, name: str, method: str
) -> None:
    editor = editor_for(FIELDS[kind], runner, Branches())
    qtbot.addWidget(editor)
    editor.show()
    editor.input.setFocus()
    type_like_unikey(editor.input, name, method)
    assert _typed_into(editor.input) == name
    qtbot.waitUntil(lambda: runner.is_idle)
    assert _typed_into(editor.input) == name


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", NAMES)
def test_the_search_box_takes_vietnamese_whole(qtbot: QtBot, runner: TaskRunner, name: str, method: str) -> None:
    class Finds:
        def find(self, text: str) -> list[Hit]:
            return [Hit("Người", "Nguyễn Thị Hòa", "1985", "person")]

    box = SearchBox(Finds(), runner)
    qtbot.addWidget(box)
    box.show()
    box.begin()
    chosen: list[Hit] = []
    box.chosen.connect(chosen.append)
    type_like_unikey(box, name, method)
    qtbot.waitUntil(lambda: bool(box.list.suggestions))
    assert box.text() == name
    assert chosen == []


@pytest.mark.parametrize("method", METHODS)
def test_the_first_run_takes_vietnamese_whole(qtbot: QtBot, method: str) -> None:
    commune, person, pair = CommuneStep(), PersonStep(), PasswordPair()
    for widget, line, text in (
        (commune, commune.line, "Phú Lương"),
        (person, person.line, "Nguyễn Thị Thúy Hường"),
        (pair, pair.first, "Đặng Thị Huệ"),
    ):
        qtbot.addWidget(widget)
        widget.show()
        line.setFocus()
        type_like_unikey(line, text, method)
        assert line.text() == text
