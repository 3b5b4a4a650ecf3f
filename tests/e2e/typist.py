"""A program in a process of its own, in which somebody types until the power goes."""

import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.demo.commune import PASSWORD
from desktop.registers.office import enter
from tests.e2e.waiting import settle
from tests.ui.typing import press, type_like_unikey

SAVED, TYPED = "Nông Thị Ơn", "Lò Thị Pưởng"
_BETWEEN_KEYS_S = 0.03


def type_until_killed(folder: Path) -> None:
    """Save one member; then fill in the form of the next for ever, telling when which words stood in its note."""
    QApplication(["sohoi"])
    program = Program(folder)
    office = enter(folder, "", PASSWORD)
    program.work_in(office)
    program.window.show()
    program.window.show_page("member")
    settle(program)
    page = program.window.pages.made("member")
    page.add()
    settle(program)
    form = page.body.form
    fields = {key: field.editor.input for key, field in form.form.fields.items()}
    fields["full_name"].setFocus()
    type_like_unikey(fields["full_name"], SAVED)
    branches = office.register("branch")
    (branch,) = branches.ids(branches.find()[:1])
    form.form.fields["branch_id"].editor.restore(f"{branch}\t{branches.open(branch).title}")
    form.save_and_add()
    settle(program)
    type_like_unikey(fields["full_name"], TYPED)
    number = 0
    while True:
        number += 1
        for letter in f"{number} ":
            press(fields["note"], letter)
            print(time.monotonic(), fields["note"].toPlainText(), sep="|", flush=True)
            until = time.monotonic() + _BETWEEN_KEYS_S
            while time.monotonic() < until:
                QApplication.processEvents()
                time.sleep(0.002)


if __name__ == "__main__":
    type_until_killed(Path(sys.argv[1]))
