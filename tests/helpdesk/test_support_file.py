"""The support file says much of the computer and nothing of anybody."""

import io
import json
import logging
import zipfile
from pathlib import Path

import pytest

from desktop.helpdesk.checks import Clocks, look_at
from desktop.helpdesk.facts import clocks_of
from desktop.helpdesk.logs import begin_log, end_log
from desktop.helpdesk.self_test import STEPS, TrialStep
from desktop.helpdesk.support_file import SupportFileUnwritable
from desktop.models.kinds import today
from desktop.registers.office import Founded, Office
from desktop.store.settings_file import Settings
from desktop.store.troubles import DiskFull
from desktop.ui.helpdesk.report import Report
from desktop.ui.helpdesk.support_data import save_support_file
from tests.helpdesk.conftest import OFFICER, PASSWORD

DEVICE = "Máy của chị Khánh Vân"


def said_of_people(office: Office) -> set[str]:
    """Every name, number and address in the register, as it is kept there."""
    hers: set[str] = set()
    for register in ("person", "member", "household", "branch", "hamlet", "officer"):
        sheet = office.register(register)
        fields = [entry for entry in sheet.sheet.fields if entry.key not in {"note"}]
        for row in sheet.rows(sheet.find(), fields).values():
            hers |= {str(cell) for cell in row.cells if cell}
    return {
        words for words in hers if (len(words) >= 8 and not words.isascii()) or (words.isdigit() and len(words) > 4)
    }


def everything_in(path: Path) -> str:
    """Every byte of the file as text: packed, unpacked, and the names of what is in it."""
    packed = path.read_bytes()
    parts = [packed, path.name.encode()]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for entry in archive.infolist():
            parts += [entry.filename.encode(), entry.comment, entry.extra, archive.read(entry)]
    return "\n".join(part.decode("utf-8", "replace") for part in parts)


def report_of(office: Office) -> Report:
    checks = look_at(office.folder, clocks_of(office), ["Canon của chị Khánh Vân"])
    detail = f"DiskFull: {office.folder.path}"
    return Report(
        checks, [*(TrialStep(key, 0.1) for key in STEPS[:4]), TrialStep(STEPS[4], 0.2, DiskFull.code, detail)]
    )


@pytest.fixture
def saved(founded: Founded, tmp_path: Path) -> Path:
    """A support file of an office where much was typed, and much went wrong with it in hand."""
    office = founded.office
    Settings(
        last_user="Vân", backup_folder=str(tmp_path / "nha-ba-Khanh-Van"), printer="Canon của chị Khánh Vân",
        extra={"layouts": {"member": {"columns": ["Đặng Thị Huệ"]}}},
    ).save(office.folder.settings)  # fmt: skip
    handler = begin_log(office.folder.logs)
    assert handler is not None
    log = logging.getLogger("desktop.tests")
    for words in said_of_people(office):
        try:
            raise ValueError(words)
        except ValueError as error:
            log.exception("could not be saved: %s %s", words, error)
    end_log(handler)
    path = tmp_path / "ho-tro.zip"
    save_support_file(path, office.folder, office, report=report_of(office))
    return path


def test_nothing_of_anybody_is_in_it(saved: Path, founded: Founded, tmp_path: Path) -> None:
    office = founded.office
    hers = said_of_people(office)
    assert len(hers) > 100, "a register full of people"
    secrets = {
        OFFICER, "Khánh Vân", "Khanh-Van", PASSWORD, founded.recovery_code, office.key.hex(), str(tmp_path),
        str(Path.home()), "layouts", DEVICE,
    }  # fmt: skip
    everything = everything_in(saved)
    assert {words for words in hers | secrets if words in everything} == set()


def test_it_says_what_a_helper_asks_first(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        assert {"doc-truoc.txt", "tinh-hinh.json", "nhat-ky/sohoi.log"} <= set(archive.namelist())
        facts = json.loads(archive.read("tinh-hinh.json"))
        log = archive.read("nhat-ky/sohoi.log").decode()
    assert {"program", "python", "sqlcipher", "PySide6_Essentials", "system", "schema"} <= set(facts["versions"])
    assert "?" not in facts["versions"].values()
    assert [check["subject"] for check in facts["checks"]] == ["room", "place", "fonts", "clock", "printers"]
    assert facts["self_test"][-1] == {"step": "backup", "ok": False, "why": "store.disk_full", "seconds": 0.2}
    assert facts["spoken_code"].split("-")[1] == "10"
    assert facts["register"]["commune"] == "05611"
    assert facts["register"]["rows"]["person"]["rows"] == 40
    assert facts["register"]["exchange"]["joined"] is False
    assert facts["register"]["exchange"]["waiting"] > 40
    assert facts["settings"]["printer_chosen"] is True
    assert "builtins.ValueError" in log


def test_it_is_written_though_the_register_does_not_open(founded: Founded, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    save_support_file(path, founded.office.folder, None, problem=DiskFull())
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("tinh-hinh.json"))["register"] == {"problem": "store.disk_full"}


def test_a_place_that_takes_nothing_is_told_of(founded: Founded, tmp_path: Path) -> None:
    with pytest.raises(SupportFileUnwritable):
        save_support_file(tmp_path / "khong-co" / "x.zip", founded.office.folder, None)
    assert not (tmp_path / "khong-co").exists()


def test_the_clock_of_a_register_is_compared_with_its_newest_change(founded: Founded) -> None:
    clocks = clocks_of(founded.office)
    assert isinstance(clocks, Clocks)
    assert clocks.newest is not None
    assert clocks.newest.date() == clocks.now.date() == today()
