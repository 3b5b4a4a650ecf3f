"""Correcting one row before it is stored."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.importing.outcome import RowPlace, Waiting
from desktop.importing.understand import Remark
from desktop.models.dates import PartialDate
from desktop.models.sheets import sheet_named
from desktop.ui.importing.fix_dialog import FixDialog
from tests.ui.importing.conftest import TODAY

HER = {"full_name": "Châu Thị Trinh", "branch_id": "Chi hội Bắc", "phone": "0376024748"}


@pytest.fixture
def dialog_for(qtbot):
    def making(key, reason, written, **values):
        waiting = Waiting(RowPlace("Sheet", 2), HER | values, (Remark(key, reason, "Hãy xem lại."),))
        dialog = FixDialog(None, sheet_named("member"), waiting, lambda asked: written if asked == key else "", TODAY)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        QApplication.processEvents()
        return dialog

    return making


def test_the_doubted_field_has_the_keyboard_and_says_what_the_list_has(dialog_for):
    dialog = dialog_for("birth_date", "date.no_such_day", "31/02/1980")
    editor = dialog.editors["birth_date"]
    assert editor.text() == "31/02/1980"
    assert editor.input.hasFocus()
    assert editor.help.text() == "Trong danh sách ghi: 31/02/1980"


def test_what_cannot_be_read_is_said_under_its_field(dialog_for):
    dialog = dialog_for("birth_date", "date.no_such_day", "31/02/1980")
    dialog.use_button.click()
    assert dialog.editors["birth_date"].problem
    assert dialog.isVisible()


def test_the_corrected_row_keeps_the_rest_of_it(dialog_for):
    dialog = dialog_for("birth_date", "date.no_such_day", "31/02/1980")
    dialog.editors["birth_date"].set_text("28/02/1980")
    dialog.use_button.click()
    assert dialog.result() == FixDialog.DialogCode.Accepted
    assert dialog.values == HER | {"birth_date": PartialDate("1980-02-28")}


def test_a_girl_of_seventeen_stays_out(dialog_for):
    dialog = dialog_for("birth_date", "birth.too_young", "01/01/2009", birth_date=PartialDate("2009-01-01"))
    dialog.use_button.click()
    assert "18 tuổi" in dialog.editors["birth_date"].problem
    assert dialog.isVisible()


def test_eleven_digits_stay_out(dialog_for):
    dialog = dialog_for("citizen_id", "citizen_id.eleven_digits", "02517574902")
    dialog.use_button.click()
    assert "12 chữ số" in dialog.editors["citizen_id"].problem
    assert dialog.isVisible()


def test_what_is_still_doubtful_is_said_once_and_then_taken(dialog_for):
    dialog = dialog_for("citizen_id", "citizen_id.eleven_digits", "02517574902", birth_date=PartialDate("1975-04-13"))
    dialog.editors["citizen_id"].set_text("025180749021")
    dialog.use_button.click()
    assert dialog.editors["citizen_id"].problem == "Số căn cước không khớp năm sinh. Hãy đối chiếu với thẻ."
    assert dialog.use_button.text() == "Vẫn dùng thông tin này"
    dialog.use_button.click()
    assert dialog.values["citizen_id"] == "025180749021"


def test_leaving_changes_nothing(dialog_for):
    dialog = dialog_for("birth_date", "date.no_such_day", "31/02/1980")
    dialog.editors["full_name"].set_text("Khác")
    dialog.cancel_button.click()
    assert dialog.values == HER
