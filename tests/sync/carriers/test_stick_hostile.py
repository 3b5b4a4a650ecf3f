"""A stick passes through many computers: whatever else lies on it is left alone, and nothing leads out of it."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.ui.texts import explain
from sync.carriers.stick import StickCarrier
from sync.carriers.stick_errors import StickBlocked, StickForeign
from sync.carriers.stick_layout import MAX_BUNDLE_BYTES, MAX_INVITATION_BYTES
from tests.sync.carriers.sticks import LAPTOP, OFFICE, ON_STICKS, UNIT, bundle, prepared, tree, ups

NAME = f"{1:032x}.sohoi"


@pytest.fixture
def stick(tmp_path: Path) -> StickCarrier:
    stick = prepared(tmp_path / "usb")
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    stick.put_down(OFFICE, [bundle(2)])
    return stick


@pytest.fixture
def sent(stick: StickCarrier) -> Path:
    """The folder of what the office sent."""
    return stick.root / "SoHoi" / "gui-tinh" / "27001-01900001"


def test_foreign_files_are_neither_read_nor_touched(stick: StickCarrier, sent: Path) -> None:
    foreign = ["autorun.inf", "SoHoi.lnk", f"._{NAME}", ".sohoi", "thư mời.docx", NAME + ".bak", "ghi chú.part"]
    for folder in (sent, sent.parent, sent.parent.parent, stick.root):
        for name in foreign:
            (folder / name).write_bytes(b"foreign")
    stick.put_up(OFFICE, UNIT, [bundle(3)])
    assert ups(stick.root) == {bundle(3).blob}
    assert stick.skipped == []
    assert all((folder / name).read_bytes() == b"foreign" for folder in (sent, stick.root) for name in foreign)


def test_a_copy_under_another_name_is_read_and_left(stick: StickCarrier, sent: Path) -> None:
    copies = [sent / "bản sao (1).sohoi", sent.parent / "Gói của chị Huệ.SOHOI", sent.parent / "khác" / "a.sohoi"]
    copies[2].parent.mkdir()
    for number, path in enumerate(copies, start=5):
        path.write_bytes(bundle(number).blob)
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    assert ups(stick.root) == {bundle(number).blob for number in (1, 5, 6, 7)}


def test_names_that_are_no_text_are_read_too(stick: StickCarrier, sent: Path) -> None:
    (sent / os.fsdecode(b"\xff\xfe.sohoi")).write_bytes(b"odd")
    (sent.parent / os.fsdecode(b"\xff")).mkdir()
    (sent / ("dài" * 40 + "\n.sohoi")).write_bytes(b"long")
    assert ups(stick.root) == {bundle(1).blob, b"odd", b"long"}


def test_what_a_break_left_half_written_goes_with_the_next_writing(stick: StickCarrier, sent: Path) -> None:
    for name in (NAME, f"{9:032x}.sohoi"):
        (sent / (name + ".part")).write_bytes(b"half")
    invitations = stick.root / "SoHoi" / "loi-moi"
    (invitations / "27002-0123abcd.sohoi-moi.part").write_bytes(b"half")
    assert ups(stick.root) == {bundle(1).blob}
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    stick.put_invitation(UNIT, b"one")
    assert not list(stick.root.rglob("*.part"))


def test_a_whole_file_with_other_bytes_under_our_name_is_written_anew(stick: StickCarrier, sent: Path) -> None:
    for damaged in (b"", bytes(len(bundle(1).blob)), bundle(1).blob + b"x"):
        (sent / NAME).write_bytes(damaged)
        assert ups(stick.root) == {damaged}
        stick.put_up(OFFICE, UNIT, [bundle(1)])
        assert ups(stick.root) == {bundle(1).blob}


def test_a_file_larger_than_any_bundle_is_passed_over_and_named(stick: StickCarrier, sent: Path) -> None:
    huge = sent / "0.sohoi"
    with huge.open("wb") as film:
        film.truncate(MAX_BUNDLE_BYTES + 1)
    invitation = stick.root / "SoHoi" / "loi-moi" / "x.sohoi-moi"
    invitation.write_bytes(bytes(MAX_INVITATION_BYTES + 1))
    assert [data for _, data in stick.ups()] == [bundle(1).blob]
    assert list(stick.invitations()) == []
    assert [(skipped.path, skipped.error.code) for skipped in stick.skipped] == [
        (huge, "stick.file_too_large"),
        (invitation, "stick.file_too_large"),
    ]
    assert stick.skipped[0].error.details["file"] == "0.sohoi"


def test_a_bundle_of_the_largest_size_passes(stick: StickCarrier, sent: Path) -> None:
    with (sent / NAME).open("wb") as largest:
        largest.truncate(MAX_BUNDLE_BYTES)
    assert [len(data) for _, data in stick.ups()] == [MAX_BUNDLE_BYTES]


def test_a_file_that_cannot_be_read_is_passed_over_and_named(
    stick: StickCarrier, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick.put_up(LAPTOP, UNIT, [bundle(4)])
    bad, honest = sent / NAME, os.open

    def scratched(path: Any, *rest: Any) -> int:
        if path == bad:
            raise OSError(errno.EIO, "Input/output error")
        return honest(path, *rest)

    monkeypatch.setattr("sync.carriers.stick_reading.os.open", scratched)
    assert [data for _, data in stick.ups()] == [bundle(4).blob]
    assert [(skipped.path, skipped.error.code) for skipped in stick.skipped] == [(bad, "stick.unreadable")]
    assert NAME in explain(stick.skipped[0].error)


def test_a_file_that_vanishes_meanwhile_is_nobodys_loss(stick: StickCarrier, sent: Path) -> None:
    stick.put_up(OFFICE, UNIT, [bundle(1), bundle(2), bundle(3)])
    reading = stick.ups()
    next(reading)
    (sent / f"{2:032x}.sohoi").unlink()
    assert [data for _, data in reading] == [bundle(3).blob]
    assert stick.skipped == []


def test_links_and_pipes_are_not_followed(stick: StickCarrier, sent: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.sohoi"
    secret.write_bytes(b"secret")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.sohoi").write_bytes(b"secret")
    (sent / "a.sohoi").symlink_to(secret)
    (sent / "loop.sohoi").symlink_to("loop.sohoi")
    os.mkfifo(sent / "b.sohoi")
    (sent.parent / "27001-away").symlink_to(elsewhere, target_is_directory=True)
    assert ups(stick.root) == {bundle(1).blob}

    (sent / f"{3:032x}.sohoi").symlink_to(secret)
    (sent / f"{3:032x}.sohoi.part").symlink_to(secret)
    stick.put_up(OFFICE, UNIT, [bundle(3)])
    assert ups(stick.root) == {bundle(3).blob}
    assert secret.read_bytes() == b"secret"
    assert tree(elsewhere) == {"a.sohoi": b"secret"}


@pytest.mark.parametrize("what", ["SoHoi", "SoHoi/gui-tinh", "SoHoi/gui-tinh/27001-01900001"])
@pytest.mark.parametrize("kind", ["link", "file"])
def test_our_folder_that_is_none_is_refused(tmp_path: Path, what: str, kind: str) -> None:
    stick = prepared(tmp_path / "usb")
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    place = stick.root / what
    place.rename(tmp_path / "away")
    if kind == "link":
        place.symlink_to(tmp_path / "away", target_is_directory=True)
    else:
        place.write_bytes(b"a file")
    before = tree(tmp_path)
    with pytest.raises(StickForeign if what == "SoHoi" else StickBlocked):
        stick.put_up(OFFICE, UNIT, [bundle(2)])
    if what == "SoHoi":
        with pytest.raises(StickBlocked):
            stick.prepare()
    else:
        assert list(stick.ups()) == []
    assert tree(tmp_path) == before
    assert [skipped.error.code for skipped in stick.skipped] == (["stick.blocked"] if what == "SoHoi/gui-tinh" else [])


@pytest.mark.parametrize("name", [NAME, NAME + ".part"])
def test_a_folder_in_a_files_place_is_refused_and_left(stick: StickCarrier, sent: Path, name: str) -> None:
    (sent / NAME).unlink()
    (sent / name).mkdir()
    (sent / name / "ảnh.jpg").write_bytes(b"hers")
    assert ups(stick.root) == set()
    with pytest.raises(StickBlocked):
        stick.put_up(OFFICE, UNIT, [bundle(1)])
    with pytest.raises(StickBlocked):
        stick.drop(sent / NAME) if name == NAME else stick.put_up(OFFICE, UNIT, [bundle(1)])
    assert (sent / name / "ảnh.jpg").read_bytes() == b"hers"


def test_a_marker_that_is_a_folder_or_a_link_is_none(tmp_path: Path) -> None:
    stick = prepared(tmp_path / "usb")
    marker = stick.root / "SoHoi" / "so-hoi.json"
    marker.rename(tmp_path / "marker")
    marker.symlink_to(tmp_path / "marker")
    assert not stick.is_ours
    marker.unlink()
    marker.mkdir()
    assert not stick.is_ours
    with pytest.raises(StickBlocked):
        stick.prepare()


class CapitalsOs:
    """The module `os` on a stick whose names are spelt in capitals and found in any spelling, as FAT finds them."""

    ON_PATHS = frozenset({"listdir", "lstat", "mkdir", "open", "replace", "rmdir", "unlink"})

    def __init__(self, root: Path) -> None:
        self._root = root

    def __getattr__(self, name: str) -> Any:
        real: Callable[..., Any] = getattr(os, name)
        if name not in self.ON_PATHS:
            return real
        return lambda *arguments: real(*(self._capitals(argument) for argument in arguments))

    def _capitals(self, argument: object) -> object:
        if isinstance(argument, Path) and self._root in argument.parents:
            return self._root / str(argument.relative_to(self._root)).upper()
        return argument


def test_a_stick_that_knows_no_small_letters_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "usb"
    fat = CapitalsOs(root)
    for module in ON_STICKS:
        monkeypatch.setattr(module, "os", fat)
    stick = prepared(root)
    for _ in range(2):
        stick.put_up(OFFICE, UNIT, [bundle(1), bundle(0xABCDEF)])
    stick.put_up(OFFICE, UNIT, [bundle(0xABCDEF), bundle(2)])
    assert tree(root).keys() == {
        "SOHOI/SO-HOI.JSON",
        f"SOHOI/GUI-TINH/27001-01900001/{0xABCDEF:032X}.SOHOI",
        f"SOHOI/GUI-TINH/27001-01900001/{2:032X}.SOHOI",
    }
    assert ups(root) == {bundle(2).blob, bundle(0xABCDEF).blob}


def test_a_stick_copied_in_capitals_is_still_ours_where_letters_differ(stick: StickCarrier) -> None:
    for path in sorted(stick.root.rglob("*"), reverse=True):
        path.rename(path.with_name(path.name.upper()))
    assert stick.is_ours
    stick.put_up(OFFICE, UNIT, [bundle(3)])
    assert ups(stick.root) == {bundle(3).blob}
    assert [data for _, data in stick.downs(OFFICE)] == [bundle(2).blob]
    assert [path.name for path in stick.root.iterdir()] == ["SOHOI"]


def test_times_on_the_stick_mean_nothing(stick: StickCarrier, sent: Path) -> None:
    for path in stick.root.rglob("*"):
        os.utime(path, (0, 0))
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    assert ups(stick.root) == {bundle(1).blob}
    assert (sent / NAME).stat().st_mtime == 0  # it lay there whole: nothing was written
