"""What each input reads, says and gives."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.dates import PartialDate
from desktop.models.kinds import BadValue
from desktop.ui.tasks import TaskRunner
from desktop.ui.widgets.chosen import CatalogueEditor, ChoiceEditor, Reference, ReferenceEditor
from desktop.ui.widgets.editor import FieldEditor
from desktop.ui.widgets.inputs import editor_for
from desktop.ui.widgets.suggest import SuggestionList
from desktop.ui.widgets.typed import LineEditor, YesNoEditor
from tests.ui.fields import BAN_CHANG, FIELDS, NA_PANG, Branches
from tests.ui.overflow import overflowing
from tests.ui.typing import type_like_unikey

VALUES: dict[str, tuple[str, Any, str]] = {
    "text": ("  xóm   Na Pặng ", "xóm Na Pặng", "xóm Na Pặng"),
    "name": ("nguyễn thị hòa", "Nguyễn Thị Hòa", "Nguyễn Thị Hòa"),
    "date": ("3/1962", PartialDate("1962-03"), "03/1962"),
    "civil_date": ("5/3/2026", PartialDate("2026-03-05"), "05/03/2026"),
    "datetime": ("24/11/2026 8:00", "2026-11-24T08:00", "24/11/2026 08:00"),
    "money": ("1500000", 1_500_000, "1.500.000"),
    "gold": ("1,5", 150, "1,5"),
    "integer": ("46", 46, "46"),
    "citizen_id": ("001 185 000 123", "001185000123", "001185000123"),
    "catalogue": ("tay", "tay", "Tày"),
}


_open: list[QWidget] = []  # Python lets go of what nobody holds, and Qt with it


class Form(QWidget):
    """An input, and another to go on to."""

    def __init__(self, editor: FieldEditor) -> None:
        super().__init__()
        self.editor, self.next = editor, QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(editor)
        column.addWidget(self.next)
        column.addStretch(1)
        self.resize(500, 400)


def shown(qtbot: QtBot, editor: FieldEditor) -> Form:
    form = Form(editor)
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    form.activateWindow()
    editor.input.setFocus()
    qtbot.waitUntil(editor.input.hasFocus)
    _open.append(form)
    return form


@pytest.fixture
def make(qtbot: QtBot, runner: TaskRunner) -> Iterator[Any]:
    yield lambda name: editor_for(FIELDS[name], runner, Branches())
    _open.clear()


@pytest.mark.parametrize("name", FIELDS)
def test_every_input_has_a_name_to_be_read_aloud(make: Any, name: str) -> None:
    editor = make(name)
    assert editor.input.accessibleName() == FIELDS[name].label
    assert editor.label.buddy() is editor.input


@pytest.mark.parametrize("name", FIELDS)
def test_an_empty_input_gives_nothing(make: Any, name: str) -> None:
    editor = make(name)
    assert editor.value() is None
    editor.set_value(None)
    assert not editor.is_changed


@pytest.mark.parametrize("name", VALUES)
def test_what_is_typed_is_read_on_leaving_and_shown_as_understood(qtbot: QtBot, make: Any, name: str) -> None:
    typed, value, shows = VALUES[name]
    form = shown(qtbot, make(name))
    type_like_unikey(form.editor.input, typed)
    assert form.editor.text() == typed
    form.next.setFocus()
    assert form.editor.value() == value
    assert form.editor.text() == shows
    assert form.editor.problem == ""
    assert form.editor.is_changed


@pytest.mark.parametrize(
    ("name", "typed"),
    [("name", "12"), ("date", "32/13/1962"), ("citizen_id", "12345"), ("money", "nhiều"), ("phone", "123")],
)
def test_what_cannot_be_read_is_said_under_the_field_and_stays_there(
    qtbot: QtBot, make: Any, name: str, typed: str
) -> None:
    form = shown(qtbot, make(name))
    type_like_unikey(form.editor.input, typed)
    form.next.setFocus()
    assert form.editor.problem == FIELDS[name].kind.hint
    assert form.editor.text() == typed
    assert form.editor.input.property("state") == "problem"
    with pytest.raises(BadValue):
        form.editor.value()


def test_a_required_field_says_so_when_the_form_is_checked(make: Any) -> None:
    editor = make("name")
    assert editor.label.text().endswith("*")
    assert not editor.check()
    assert editor.problem
    editor.set_value("Lê Thị An")
    assert editor.check()
    assert editor.problem == ""


def test_showing_a_value_is_no_change_of_hers(qtbot: QtBot, make: Any) -> None:
    for name, (_, value, _) in VALUES.items():
        editor = make(name)
        with qtbot.assertNotEmitted(editor.changed):
            editor.set_value(value)
        assert not editor.is_changed


@pytest.mark.parametrize("name", VALUES)
def test_a_draft_comes_back_word_for_word_and_still_counts_as_a_change(make: Any, name: str) -> None:
    editor = make(name)
    editor.set_text(VALUES[name][0])
    again = make(name)
    again.set_value(None)
    again.restore(editor.draft())
    assert again.text() == editor.text()
    assert again.is_changed


def test_a_date_says_how_far_it_is_known(make: Any) -> None:
    editor = make("date")
    for typed, said in (("1962", "Biết đến năm"), ("3/1962", "Biết đến tháng"), ("5/3/1962", "Đủ ngày, tháng, năm")):
        editor.set_text(typed)
        assert editor.help.text().startswith(said)


def test_a_note_keeps_its_lines(make: Any) -> None:
    editor = make("note")
    editor.set_value("Dòng một\nDòng hai")
    assert editor.value() == "Dòng một\nDòng hai"
    assert not editor.is_changed


def test_a_box_nobody_touched_claims_nothing(qtbot: QtBot, make: Any) -> None:
    editor: YesNoEditor = make("yes_no")
    form = shown(qtbot, editor)
    assert form.editor.value() is None
    editor.box.click()
    assert editor.value() is True
    editor.box.click()
    assert editor.value() is False


def test_the_wheel_passes_over_a_choice(qtbot: QtBot, make: Any) -> None:
    editor: ChoiceEditor = make("choice")
    editor.set_value("cash")
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.combo, wheel)
    assert editor.value() == "cash"
    assert not wheel.isAccepted()


def _titles(popup: SuggestionList) -> list[str]:
    return [suggestion.title for suggestion in popup.suggestions]


def test_a_catalogue_is_searched_without_accents_and_chosen_by_arrow_and_enter(qtbot: QtBot, make: Any) -> None:
    editor: CatalogueEditor = make("catalogue")
    form = shown(qtbot, editor)
    qtbot.keyClicks(editor.line, "mo")
    assert editor.list.isVisible()
    assert {"Mông", "Mnông"} & set(_titles(editor.list))
    assert editor.text() == "mo"
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.text() == "mo"
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.text() == _titles(editor.list)[0]
    assert editor.value() is not None
    assert not editor.list.isVisible()
    assert form.editor.problem == ""


def test_enter_without_an_arrow_chooses_nothing(qtbot: QtBot, make: Any) -> None:
    editor: CatalogueEditor = make("catalogue")
    shown(qtbot, editor)
    qtbot.keyClicks(editor.line, "ta")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.text() == "ta"


def test_escape_closes_the_list_and_keeps_what_was_typed(qtbot: QtBot, make: Any) -> None:
    editor: CatalogueEditor = make("catalogue")
    shown(qtbot, editor)
    qtbot.keyClicks(editor.line, "ta")
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    assert not editor.list.isVisible()
    assert editor.text() == "ta"


def test_leaving_closes_the_list(qtbot: QtBot, make: Any) -> None:
    editor: CatalogueEditor = make("catalogue")
    form = shown(qtbot, editor)
    qtbot.keyClicks(editor.line, "ta")
    form.next.setFocus()
    assert not editor.list.isVisible()


def test_the_arrow_in_the_line_opens_the_whole_catalogue(qtbot: QtBot, make: Any) -> None:
    editor: CatalogueEditor = make("catalogue")
    shown(qtbot, editor)
    editor.set_value("kinh")
    qtbot.mouseClick(editor.line.button, Qt.MouseButton.LeftButton)
    assert editor.list.isVisible()
    assert len(editor.list.suggestions) > 50


def test_the_list_stays_inside_the_window(qtbot: QtBot, make: Any, look: Any) -> None:
    editor: CatalogueEditor = make("catalogue")
    form = shown(qtbot, editor)
    qtbot.keyClicks(editor.line, "t")
    assert form.rect().contains(editor.list.geometry())


def test_a_reference_is_found_in_the_background_and_clicked(qtbot: QtBot, make: Any) -> None:
    editor: ReferenceEditor = make("reference")
    shown(qtbot, editor)
    qtbot.keyClicks(editor.line, "b")
    qtbot.waitUntil(lambda: _titles(editor.list) == ["Bản Chang"])
    view = editor.list.findChild(QWidget, "qt_scrollarea_viewport")
    assert view is not None
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert editor.value() == BAN_CHANG
    assert editor.text() == "Bản Chang"


def test_a_reference_shows_the_name_of_its_row(qtbot: QtBot, make: Any) -> None:
    editor: ReferenceEditor = make("reference")
    editor.set_value(NA_PANG)
    assert editor.value() == NA_PANG
    qtbot.waitUntil(lambda: editor.text() == "Na Pặng")
    assert not editor.is_changed
    editor.set_value(Reference(BAN_CHANG, "Bản Chang"))
    assert editor.text() == "Bản Chang"
    assert editor.value() == BAN_CHANG


def test_a_reference_to_nothing_is_said_and_kept(qtbot: QtBot, make: Any) -> None:
    form = shown(qtbot, make("reference"))
    type_like_unikey(form.editor.input, "Xóm Lạ")
    form.next.setFocus()
    assert "Chưa có mục này" in form.editor.problem
    assert form.editor.text() == "Xóm Lạ"


def test_a_chosen_reference_survives_in_a_draft(make: Any) -> None:
    editor: ReferenceEditor = make("reference")
    editor.set_value(Reference(NA_PANG, "Na Pặng"))
    again: ReferenceEditor = make("reference")
    again.restore(editor.draft())
    assert (again.value(), again.text()) == (NA_PANG, "Na Pặng")


def test_a_kind_without_an_input_of_its_own_is_typed_as_a_line(make: Any) -> None:
    assert isinstance(make("integer"), LineEditor)


def test_every_input_fits_at_every_size(qtbot: QtBot, make: Any, look: Any) -> None:
    form = QWidget()
    column = QVBoxLayout(form)
    for name in FIELDS:
        editor = make(name)
        editor.show_problem("Chọn một mục trong danh sách.")
        column.addWidget(editor)
    qtbot.addWidget(form)
    form.resize(look.px(360), 400)
    form.show()
    assert overflowing(form) == []


def test_what_no_bundle_could_carry_is_not_taken() -> None:
    kind = FIELDS["note"].kind
    assert kind.parse("ơ" * 100_000) == "ơ" * 100_000
    with pytest.raises(BadValue, match=r"nhiều nhất 100\.000 chữ"):
        kind.parse("ơ" * 100_001)
