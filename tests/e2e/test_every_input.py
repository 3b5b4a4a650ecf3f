"""Every input of the program, typed into as UniKey types: what was typed is what stands there."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from desktop.app import Program
from desktop.demo.old_list import write_old_list
from desktop.models.kinds import today
from desktop.models.sheets import sheets
from desktop.tour import scenes
from desktop.tour.pictures import Scene
from desktop.ui.registers.form_page import FormPage
from desktop.ui.widgets.boxes import Confirm
from tests.e2e.places import dialogs, leave, on_screen, pages
from tests.e2e.waiting import settle
from tests.ui.typing import METHODS, type_like_unikey

WORDS = {"telex": "Đặng Thúy Hường", "vni": "Ngọc Ẩn, Mỷ"}


def typed_inputs(shown: QWidget) -> Iterator[QWidget]:
    """What can be typed into now; numbers that count up and down are no text."""
    for widget in (*shown.findChildren(QLineEdit), *shown.findChildren(QPlainTextEdit)):
        in_sight = widget.isVisible() and widget.isEnabled() and not widget.isReadOnly()
        if in_sight and not isinstance(widget.parent(), QAbstractSpinBox | QComboBox):
            yield widget


def words_in(widget: QWidget) -> str:
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()  # type: ignore[attr-defined,no-any-return]


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or widget.placeholderText() or type(widget).__name__  # type: ignore[attr-defined,no-any-return]


def type_into(program: Program, widgets: Iterable[QWidget]) -> dict[str, str]:
    """Type into each input in both manners; returns those in which something else stands, at once or a moment later."""
    wrong = {}
    program.window.setUpdatesEnabled(False)  # keys arrive as ever, and nothing is painted between them
    for widget in widgets:
        name, before = name_of(widget), words_in(widget)
        widget.setFocus()
        for method in METHODS:
            widget.clear()  # type: ignore[attr-defined]
            type_like_unikey(widget, WORDS[method], method)
            at_once = words_in(widget)
            settle(program)
            if {at_once, words_in(widget)} != {WORDS[method]}:
                wrong[f"{name}, {method}"] = words_in(widget)
        widget.setPlainText(before) if isinstance(widget, QPlainTextEdit) else widget.setText(before)  # type: ignore[attr-defined]
    program.window.setUpdatesEnabled(True)
    return wrong


@pytest.fixture
def say_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed may be given up."""
    monkeypatch.setattr(Confirm, "exec", lambda _self: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(scenes, "settle", settle)


def type_everywhere(program: Program, places: Iterable[Scene]) -> tuple[dict[str, dict[str, str]], int]:
    """Type into every input of every place once; returns what went wrong and how many inputs there were."""
    wrong: dict[str, dict[str, str]] = {}
    count = 0
    known: list[QWidget] = []  # held, so that no new input is taken for one that was there
    for place in places:
        place.set_up()
        settle(program)
        fresh = [widget for widget in typed_inputs(on_screen(program)) if widget not in known]
        known += fresh
        count += len(fresh)
        if found := type_into(program, fresh):
            wrong[place.name] = found
        leave(program)
    return wrong, count


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.usefixtures("say_yes")
def test_every_input_of_every_page_takes_vietnamese_whole(work: Program, tmp_path: Path) -> None:
    old_list = tmp_path / "danh-sach-cu.xlsx"
    write_old_list(old_list, today=today())
    wrong, count = type_everywhere(work, (*pages(work, old_list), *dialogs(work)))
    assert wrong == {}
    assert count > 60


@pytest.mark.slow
@pytest.mark.e2e
@pytest.mark.usefixtures("say_yes")
def test_every_field_of_every_register_takes_vietnamese_whole(work: Program) -> None:
    assert work.pages is not None
    for sheet in sheets().values():
        form = FormPage(sheet, work.pages.services, work.runner)
        saved: list[object] = []
        form.saved.connect(lambda *what, saved=saved: saved.append(what))
        work.window.show_before_work(form)
        settle(work)
        assert form.is_ready
        for group in form.form._groups:
            group.set_open(True)
        assert set(form.form.fields) == {entry.key for entry in sheet.fields}
        inputs = {key: field.editor.input for key, field in form.form.fields.items()}
        chosen = {key for key, one in inputs.items() if isinstance(one, QComboBox | QCheckBox)}
        typed = [one for key, one in inputs.items() if key not in chosen]
        assert set(map(id, typed)) <= set(map(id, typed_inputs(form))), f"a field of {sheet.name} cannot be typed into"
        assert {sheet.name: type_into(work, typed)} == {sheet.name: {}}
        assert saved == []
        work.window.show_work()


@pytest.mark.e2e
def test_the_search_lines_find_what_was_typed(work: Program) -> None:
    assert work.office is not None
    members = work.office.register("member")
    number = members.find()[5]
    name = members.rows([number], [members.sheet.field("full_name")])[number].cells[0]
    for method in METHODS:
        work.window.search.begin()
        type_like_unikey(work.window.search, name, method)
        settle(work)
        assert name in [found.title for found in work.window.search.list.suggestions]
        work.window.search.clear()
    work.window.show_page("member")
    settle(work)
    page = work.window.pages.made("member")
    for method in METHODS:
        page.filters.search.setFocus()
        page.filters.search.clear()
        type_like_unikey(page.filters.search, name, method)
        settle(work)
        found = members.find(page.pane.query)
        assert page.filters.search.text() == name
        assert number in found
        assert len(found) < 10
