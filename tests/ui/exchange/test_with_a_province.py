"""The page against a real province on the network: joining, sending, a second computer, a conflict settled."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.models.dates import PartialDate
from desktop.ui.navigation import EXCHANGE
from tests.e2e.exchange.computers import Computer
from tests.e2e.exchange.provinces import Watched
from tests.sync.server.places import Place

COMMUNE = "05611"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Watched]:
    folder = tmp_path / "tinh"
    folder.mkdir()
    province = Watched.at(Place(None, folder))
    yield province
    province.close()


@pytest.fixture
def desktop(tmp_path: Path) -> Computer:
    """The office's computer; its register is closed by the window that opens it."""
    return Computer.founded(tmp_path / "may", COMMUNE, "Nguyễn Thị Lan")


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Computer]:
    """The deputy's laptop."""
    laptop = Computer.founded(tmp_path / "xach-tay", COMMUNE, "Hoàng Thị Mai")
    yield laptop
    laptop.close()


@pytest.fixture
def program(qapp: QApplication, desktop: Computer) -> Iterator[Program]:
    program = Program(desktop.folder)
    program.work_in(desktop.office)
    program.window.show()
    program.window.activateWindow()
    yield program
    program.window.hide()
    program.end()
    program.window.deleteLater()
    qapp.removeEventFilter(program)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def rest(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.runner.is_idle, timeout=30_000)


@pytest.mark.slow
def test_an_office_joins_sends_and_settles_what_the_laptop_wrote_differently(
    program: Program, desktop: Computer, laptop: Computer, province: Watched, qtbot: QtBot
) -> None:
    branch = desktop.add_branch("Na Pặng")
    person = desktop.add(branch, full_name="Nguyễn Thị Hòa", birth_date=PartialDate("1985"))
    with province.on_the_network() as address:
        program.window.show_page(EXCHANGE)
        page: Any = program.pages.page(EXCHANGE)
        rest(program, qtbot)
        assert page.join.isVisible()
        page.join.name.set_text("Máy văn phòng")
        page.join.server.set_text(address)
        page.join.code.set_text(province.code(COMMUNE).lower())
        page.join.code_button.click()
        rest(program, qtbot)
        assert "chờ gửi" in page.standing.card.heading.text()
        page.send()
        rest(program, qtbot)
        assert page.receipt.heading.text().startswith("Tỉnh đã nhận")

        laptop.enrol_by_code(address, province.code(COMMUNE), "Máy xách tay")
        laptop.by_network()
        laptop.change(person, birth_date=PartialDate("1985-12-03"))
        laptop.by_network()
        desktop.change(person, birth_date=PartialDate("1985-03-12"))
        page.send()
        rest(program, qtbot)
        (card,) = page.standing.conflicts.cards.values()
        (field,) = card.fields
        assert {choice.text for choice in field.conflict.choices} == {"03/12/1985", "12/03/1985"}
        assert field.conflict.started_from == "1985"
        theirs = next(at for at, choice in enumerate(field.conflict.choices) if not choice.is_here)
        assert field.conflict.choices[theirs].computer == "Máy xách tay"
        field.radios[theirs].click()
        card.keep.click()
        rest(program, qtbot)
        assert page.standing.conflicts.cards == {}
        page.send()
        rest(program, qtbot)
        laptop.by_network()
    assert desktop.values(person)["birth_date"] == laptop.values(person)["birth_date"] == "1985-12-03"
    assert list(laptop.desk.conflicts()) == []
