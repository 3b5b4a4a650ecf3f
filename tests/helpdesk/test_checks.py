"""Each trouble of a computer is found, told in words, and never stops the program."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.forms.fonts import FontMissing
from desktop.helpdesk.checks import (
    Check,
    Clocks,
    Subject,
    check_clock,
    check_fonts,
    check_place,
    check_printers,
    check_room,
    look_at,
)
from desktop.store.folder import DataFolder
from desktop.store.volumes import Drive, Volume
from desktop.ui.texts import helpdesk as texts
from desktop.version import program_day, program_version
from tests.e2e.wording import foreign_words

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PLENTY = 50_000_000_000


class Disk:
    """Answers as a computer would."""

    def __init__(self, free: int = PLENTY, drive: Drive = Drive.FIXED, **environment: str) -> None:
        self._free, self._drive, self._environment = free, drive, environment

    def volume(self, folder: Path) -> Volume:
        return Volume(self._drive)

    def free_bytes(self, folder: Path) -> int:
        return self._free

    def environment(self) -> Mapping[str, str]:
        return self._environment


class Gone(Disk):
    """A drive that does not even answer."""

    def free_bytes(self, folder: Path) -> int:
        raise OSError(5, "Input/output error")

    def volume(self, folder: Path) -> Volume:
        raise OSError(5, "Input/output error")


@pytest.mark.parametrize(
    ("free", "tone"), [(PLENTY, "good"), (1_000_000_000, "good"), (999_999_999, "attention"), (199_999_999, "stop")]
)
def test_a_disk_is_told_of_before_it_is_full(free: int, tone: str) -> None:
    assert check_room(free).tone == tone


@pytest.mark.parametrize(
    ("disk", "folder", "code"),
    [
        (Disk(), "so", "place.good"),
        (Disk(drive=Drive.REMOVABLE), "so", "store.removable_drive"),
        (Disk(drive=Drive.NETWORK), "so", "store.network_drive"),
        (Disk(), "Dropbox/so", "store.synced_folder"),
    ],
)
def test_a_place_where_a_register_would_be_lost_is_found_before_it_is_made(
    disk: Disk, folder: str, code: str, tmp_path: Path
) -> None:
    check = check_place(DataFolder(tmp_path / folder, probe=disk))
    assert (check.code, check.tone) == (code, "good" if code == "place.good" else "stop")
    assert not (tmp_path / folder).exists()


def test_a_computer_without_a_vietnamese_font_is_told_of() -> None:
    def none() -> None:
        raise FontMissing

    assert check_fonts(none).tone == "stop"
    assert check_fonts().tone == "good"


@pytest.mark.parametrize(
    ("clocks", "code"),
    [
        (Clocks(NOW), "clock.good"),
        (Clocks(datetime(2000, 1, 1, tzinfo=UTC)), "clock.before_program"),
        (Clocks(datetime(2099, 6, 1, tzinfo=UTC)), "clock.far_ahead"),
        (Clocks(NOW, NOW + timedelta(hours=20)), "clock.good"),
        (Clocks(NOW, NOW + timedelta(days=3)), "clock.before_records"),
        (Clocks(NOW, None, 3 * 86_400), "clock.off"),
        (Clocks(NOW, NOW, -3 * 86_400), "clock.off"),
        (Clocks(NOW, NOW, 600), "clock.good"),
    ],
)
def test_a_clock_that_cannot_be_right_is_found(clocks: Clocks, code: str) -> None:
    check = check_clock(clocks)
    assert (check.code, check.tone == "good") == (code, code == "clock.good")


@pytest.mark.parametrize(("days", "code"), [(-2, "clock.before_program"), (-1, "clock.good"), (400, "clock.good")])
def test_a_clock_is_held_against_the_day_of_the_program(days: int, code: str) -> None:
    assert check_clock(Clocks(NOW + timedelta(days=days), program=NOW.date())).code == code


def test_a_program_that_does_not_know_its_day_blames_no_clock_for_it() -> None:
    assert check_clock(Clocks(datetime(2000, 1, 1, tzinfo=UTC), program=None)).code == "clock.good"


def test_the_day_of_the_program_is_that_of_its_version_in_the_changelog() -> None:
    told = (Path(__file__).parents[2] / "CHANGELOG.md").read_text("utf-8")
    assert f"\n## {program_version()} - {program_day()}\n" in told


def test_having_no_printer_is_no_fault() -> None:
    assert check_printers([]).tone == "attention"
    assert check_printers(["Microsoft Print to PDF", "Microsoft XPS Document Writer"]).code == "printers.none"
    assert check_printers(["Canon LBP2900", "Fax"]).details["count"] == 1


def test_a_drive_that_does_not_answer_stops_nothing(tmp_path: Path) -> None:
    checks = look_at(DataFolder(tmp_path, probe=Gone()), Clocks(NOW), ["Canon LBP2900"])
    assert [check.subject for check in checks] == list(Subject)
    assert [check.tone for check in checks] == ["attention", "attention", "good", "good", "good"]


EVERY = [
    check_room(PLENTY), check_room(600_000_000), check_room(1), Check(Subject.ROOM, "room.unknown", "attention"),
    Check(Subject.PLACE, "place.good"), Check(Subject.PLACE, "place.unknown", "attention"),
    Check(Subject.PLACE, "store.network_drive", "stop", {"folder": "S"}),
    Check(Subject.PLACE, "store.removable_drive", "stop", {"folder": "S"}),
    Check(Subject.PLACE, "store.synced_folder", "stop", {"folder": "S"}),
    Check(Subject.FONTS, "fonts.good"), Check(Subject.FONTS, "forms.font_missing", "stop"),
    check_clock(Clocks(NOW)), check_clock(Clocks(NOW, NOW + timedelta(days=9))),
    check_clock(Clocks(NOW, None, -99_999)),
    check_clock(Clocks(datetime(2000, 1, 1, tzinfo=UTC))), check_clock(Clocks(datetime(2099, 1, 1, tzinfo=UTC))),
    check_printers([]), check_printers(["Canon"]),
]  # fmt: skip


@pytest.mark.parametrize("check", EVERY, ids=lambda check: check.code)
def test_every_finding_has_a_vietnamese_sentence(check: Check) -> None:
    said = texts.said(check)
    assert said.endswith(".")
    assert "{" not in said
    names = {"OneDrive", "Google", "Drive", "Dropbox", "Liberation", "Serif", "Times", "New", "Roman"}
    assert [word for word in foreign_words(said) if word not in names] == []


def test_no_sentence_of_a_finding_is_left_without_it() -> None:
    assert set(texts.CHECKS) == {check.code for check in EVERY if check.code in texts.CHECKS}
