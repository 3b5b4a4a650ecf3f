"""Branches and hamlets become one: marked, counted, asked, done, taken back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.branch import Branch
from desktop.models.hamlet import Hamlet
from desktop.models.sheets import sheets
from desktop.registers.query import Filter, Query
from desktop.ui.mergers.actions import merge_actions
from desktop.ui.mergers.dialog import MergeDialog
from desktop.ui.registers.services import Listed
from desktop.ui.tasks import TaskRunner
from desktop.ui.theme import Look
from tests.registers.village import Village, small_village
from tests.ui.overflow import overflowing

OpenDialog = Callable[..., MergeDialog]
LONG = "Chi hội phụ nữ tiểu thương chợ trung tâm Phú Lương"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with small_village(tmp_path) as made:
        yield made


@pytest.fixture
def open_dialog(village: Village, runner: TaskRunner, qtbot: QtBot) -> OpenDialog:
    """Opens the dialog with rows marked; it says yes to every question, and `questions` collects them."""

    def opening(*names: str) -> MergeDialog:
        dialog = MergeDialog(Branch, village.store, runner, chosen=[village.branches[name] for name in names])
        qtbot.addWidget(dialog)
        questions: list[tuple[str, ...]] = []
        dialog.confirm = lambda _parent, *words, **_how: bool(questions.append(words)) or True
        dialog.questions = questions  # type: ignore[attr-defined]
        dialog.show()
        qtbot.waitUntil(lambda: bool(dialog.rows.names))
        return dialog

    return opening


def ready(dialog: MergeDialog, qtbot: QtBot) -> MergeDialog:
    qtbot.waitUntil(dialog.act_button.isEnabled)
    return dialog


def members_of(village: Village, branch: UUID) -> int:
    return len(village.register("member").find(Query(filters=(Filter("branch_id", "is", branch),))))


def keep(dialog: MergeDialog, name: str) -> None:
    dialog.into.setCurrentIndex(dialog.into.findText(name))


def test_rows_chosen_in_the_list_are_marked_and_stand_first(open_dialog: OpenDialog) -> None:
    dialog = open_dialog("Na Pặng")
    assert [name for _, name in dialog.rows.marked] == ["Na Pặng"]
    assert dialog.rows.names[0] == "Na Pặng"
    assert not dialog.act_button.isEnabled()
    assert "thêm ít nhất một chi hội" in dialog.marked.text()


def test_what_moves_is_said_before_anything_happens(open_dialog: OpenDialog, village: Village, qtbot: QtBot) -> None:
    village.add("group", name="Tổ 1", branch_id=village.branches["Bản Dạy"])
    dialog = open_dialog("Bản Dạy", "Na Pặng")
    keep(dialog, "Na Pặng")
    ready(dialog, qtbot)
    assert dialog.preview.text() == (
        "2 hội viên, 1 tổ sẽ chuyển sang Na Pặng. Bản Dạy sẽ ghi là đã giải thể, nhập vào Na Pặng."
    )
    assert members_of(village, village.branches["Bản Dạy"]) == 2


def test_merging_asks_by_name_moves_everything_and_can_be_taken_back(
    open_dialog: OpenDialog, village: Village, qtbot: QtBot
) -> None:
    source, target = village.branches["Bản Dạy"], village.branches["Na Pặng"]
    dialog = open_dialog("Bản Dạy", "Na Pặng")
    keep(dialog, "Na Pặng")
    with qtbot.waitSignal(dialog.merged):
        ready(dialog, qtbot).act_button.click()
    assert dialog.questions[0][0] == "Nhập Bản Dạy vào Na Pặng?"  # type: ignore[attr-defined]
    assert (members_of(village, source), members_of(village, target)) == (0, 5)
    assert "Đã nhập Bản Dạy vào Na Pặng" in dialog.outcome.sentence.text()
    with qtbot.waitSignal(dialog.merged):
        dialog.outcome.undo_button.click()
    assert (members_of(village, source), members_of(village, target)) == (2, 3)
    assert "trở lại như trước" in dialog.outcome.sentence.text()


def test_a_new_name_takes_all_of_them_over_and_goes_again_with_the_merger(
    open_dialog: OpenDialog, village: Village, qtbot: QtBot
) -> None:
    dialog = open_dialog("Bản Dạy", "Na Pặng")
    dialog.into.setCurrentIndex(dialog.into.count() - 1)
    assert "Hãy ghi tên chi hội mới" in dialog.preview.text()
    dialog.name.setText("Tân Tiến")
    ready(dialog, qtbot)
    assert dialog.preview.text().startswith("5 hội viên sẽ chuyển sang Tân Tiến.")
    with qtbot.waitSignal(dialog.merged):
        dialog.act_button.click()
    branches = village.register("branch")
    (made,) = branches.ids(branches.find(Query(text="Tân Tiến")))
    assert members_of(village, made) == 5
    with qtbot.waitSignal(dialog.merged):
        dialog.outcome.undo_button.click()
    assert members_of(village, village.branches["Na Pặng"]) == 3
    assert branches.find(Query(text="Tân Tiến")) == []


def test_a_new_name_that_exists_is_refused_before_anything_is_made(open_dialog: OpenDialog) -> None:
    dialog = open_dialog("Bản Dạy", "Na Pặng")
    dialog.into.setCurrentIndex(dialog.into.count() - 1)
    dialog.name.setText("na  pặng")
    assert "Đã có chi hội tên" in dialog.preview.text()
    assert not dialog.act_button.isEnabled()


def test_saying_no_changes_nothing(open_dialog: OpenDialog, village: Village, qtbot: QtBot) -> None:
    dialog = open_dialog("Bản Dạy", "Na Pặng")
    dialog.confirm = lambda *_words, **_how: False
    ready(dialog, qtbot).act_button.click()
    qtbot.wait(100)
    assert members_of(village, village.branches["Bản Dạy"]) == 2


def test_rows_are_marked_and_merged_by_keyboard_alone(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.rows.list.setFocus()
    for _ in range(2):
        qtbot.keyClick(dialog.rows.list, Qt.Key.Key_Space)
        qtbot.keyClick(dialog.rows.list, Qt.Key.Key_Down)
    assert len(dialog.rows.marked) == 2
    ready(dialog, qtbot)
    dialog.act_button.setFocus()
    with qtbot.waitSignal(dialog.merged):
        qtbot.keyClick(dialog.act_button, Qt.Key.Key_Space)


def test_a_long_list_is_narrowed_without_accents(open_dialog: OpenDialog, village: Village, qtbot: QtBot) -> None:
    for number in range(10):
        village.branch(f"Xóm {number}")
    dialog = open_dialog()
    qtbot.keyClicks(dialog.rows.search, "ban day")
    shown = [dialog.rows.list.item(at) for at in range(dialog.rows.list.count())]
    assert [item.text() for item in shown if not item.isHidden()] == ["Bản Dạy"]


def test_the_page_action_opens_the_dialog_for_hamlets_too(village: Village, runner: TaskRunner, qtbot: QtBot) -> None:
    rows = [village.add("hamlet", name=name, status="active") for name in ("Xóm Trên", "Xóm Dưới")]
    changed: list[bool] = []
    (action,) = merge_actions(village.store, runner, None, lambda: changed.append(True))
    assert action.takes == "rows"
    action.run(Listed(sheets()["hamlet"], Query(), tuple(rows), 2))
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MergeDialog) and each.isVisible())
    dialog.confirm = lambda *_words, **_how: True
    assert "thôn, xóm" in dialog.windowTitle()
    ready(dialog, qtbot).act_button.click()
    qtbot.waitUntil(lambda: changed == [True])
    dialog.outcome.close_button.click()


def test_hamlets_are_counted_with_their_households(village: Village, runner: TaskRunner, qtbot: QtBot) -> None:
    upper, lower = (village.add("hamlet", name=name, status="active") for name in ("Xóm Trên", "Xóm Dưới"))
    village.add("household", name="Ma Thị Lan", hamlet_id=upper)
    dialog = MergeDialog(Hamlet, village.store, runner, chosen=[upper, lower])
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.into.count() > 1)
    keep(dialog, "Xóm Dưới")
    ready(dialog, qtbot)
    assert "1 hộ gia đình sẽ chuyển sang Xóm Dưới." in dialog.preview.text()


def test_no_word_is_cut_in_any_look(
    look: Look, open_dialog: OpenDialog, village: Village, qtbot: QtBot, pictures: Callable[..., None]
) -> None:
    for name in (LONG, "Chi hội Khuổi Đeng", "Chi hội Tân Tiến"):
        village.branch(name)
        village.member(f"Trần Thị {name[-3:]}", name)
    dialog = open_dialog("Bản Dạy", "Na Pặng", LONG)
    ready(dialog, qtbot)
    qtbot.wait(50)
    pictures(dialog, f"merge-{look.theme}-{look.scale}")
    assert overflowing(dialog) == []
    assert dialog.width() <= 1366
    assert dialog.height() <= 740
    with qtbot.waitSignal(dialog.merged):
        dialog.act_button.click()
    qtbot.wait(50)
    pictures(dialog, f"merge-done-{look.theme}-{look.scale}")
    assert overflowing(dialog) == []
