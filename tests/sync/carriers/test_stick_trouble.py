"""Sticks that are full, locked or pulled out, as real disks: what lay there stays, and it is told which it is."""

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from desktop.ui.texts import UNKNOWN, explain
from sync.carriers.stick import StickCarrier
from sync.carriers.stick_errors import (
    StickBusy,
    StickFaulty,
    StickForeign,
    StickFull,
    StickGone,
    StickMissing,
    StickReadOnly,
    StickUnreadable,
    meaning_of,
)
from sync.errors import AppError
from tests.store.disks import file_size_limit, small_disk
from tests.sync.carriers.sticks import (
    OFFICE,
    UNIT,
    Bundle,
    bundle,
    locked,
    loose_stick,
    prepared,
    tree,
    ups,
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[StickCarrier]:
    """A stick of 128 KiB with one bundle on it."""
    with small_disk(tmp_path / "usb", 128) as folder:
        stick = prepared(folder)
        stick.put_up(OFFICE, UNIT, [bundle(1)])
        yield stick


def test_a_stick_too_small_is_told_before_anything_is_written(small: StickCarrier) -> None:
    before = tree(small.root)
    with pytest.raises(StickFull) as caught:
        small.put_up(OFFICE, UNIT, [bundle(2), bundle(3, 200_000)])
    assert caught.value.details["needed_mb"] == 1
    assert bundle(1).blob in ups(small.root)
    assert set(tree(small.root)) - set(before) <= {f"SoHoi/gui-tinh/27001-01900001/{2:032x}.sohoi"}
    small.put_up(OFFICE, UNIT, [bundle(2)])
    assert ups(small.root) == {bundle(2).blob}


def test_a_stick_that_fills_up_meanwhile_keeps_what_was_there(small: StickCarrier) -> None:
    junk = small.root / "phim.mp4"
    with ExitStack() as until_tidied:

        def fill() -> None:
            if not os.path.ismount(small.root):
                until_tidied.enter_context(file_size_limit(100))
                return
            with suppress(OSError), junk.open("ab", buffering=0) as film:
                while film.write(b"x" * 4096):
                    pass

        with pytest.raises(StickFull):
            small.put_up(OFFICE, UNIT, [bundle(2, 50_000), bundle(3, 50_000)], check=fill)
        assert ups(small.root) == {bundle(1).blob}
        assert not list(small.root.rglob("*.part"))
    junk.unlink(missing_ok=True)
    small.put_up(OFFICE, UNIT, [bundle(2, 50_000), bundle(3, 50_000)])
    assert ups(small.root) == {bundle(2, 50_000).blob, bundle(3, 50_000).blob}


def test_a_locked_stick_can_be_read_and_says_that_it_is_locked(small: StickCarrier) -> None:
    small.put_invitation(UNIT, b"one")
    before = tree(small.root)
    with locked(small.root):
        assert ups(small.root) == {bundle(1).blob}
        path = next(small.ups())[0]
        for attempt in (
            lambda: small.put_up(OFFICE, UNIT, [bundle(2)]),
            lambda: small.put_down(OFFICE, [bundle(2)]),
            lambda: small.put_invitation(UNIT, b"two"),
            lambda: small.drop(path),
        ):
            with pytest.raises(StickReadOnly):
                attempt()
    assert tree(small.root) == before


def test_a_locked_stick_is_not_prepared(tmp_path: Path) -> None:
    with small_disk(tmp_path / "usb", 128) as folder:
        with locked(folder), pytest.raises(StickReadOnly):
            StickCarrier(folder).prepare()
        assert tree(folder) == {}


def test_a_stick_pulled_out_between_two_files_is_gone(tmp_path: Path) -> None:
    with loose_stick(tmp_path / "usb", tmp_path / "image") as pull:
        stick = prepared(tmp_path / "usb")
        stick.put_up(OFFICE, UNIT, [bundle(1, 200_000), bundle(2, 200_000)])
        steps: list[int] = []

        def pull_later() -> None:
            steps.append(1)
            if len(steps) == 2:
                pull()

        with pytest.raises(StickGone):
            stick.put_up(OFFICE, UNIT, [bundle(3, 200_000), bundle(4, 200_000)], check=pull_later)
        with pytest.raises((StickGone, StickMissing, StickUnreadable)):
            list(stick.ups())


def test_a_stick_pulled_out_while_it_is_read_is_gone_and_what_came_is_whole(tmp_path: Path) -> None:
    with loose_stick(tmp_path / "usb", tmp_path / "image") as pull:
        stick = prepared(tmp_path / "usb")
        stick.put_up(OFFICE, UNIT, [bundle(1, 200_000), bundle(2, 200_000)])
        for path, _ in stick.ups():
            handle = os.open(path, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)
        reading = stick.ups()
        assert next(reading)[1] == bundle(1, 200_000).blob
        pull()
        with pytest.raises(StickGone):
            list(reading)


def test_no_end_is_reached_on_a_stick_that_is_out(tmp_path: Path) -> None:
    stick = prepared(tmp_path / "usb")
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    reading = stick.ups()
    assert next(reading)[1] == bundle(1).blob
    stick.root.rename(tmp_path / "out")
    with pytest.raises(StickGone):
        next(reading)
    with pytest.raises(StickMissing):
        list(stick.ups())
    stick.root.mkdir()  # the same letter, another stick under it
    with pytest.raises(StickForeign):
        list(stick.ups())


def test_a_stick_that_gives_back_other_bytes_is_faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = prepared(tmp_path / "usb")
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    honest = os.write

    def worn(handle: int, data: bytes) -> int:
        return honest(handle, bytes(data[:-1]) + b"\0")

    with monkeypatch.context() as patch:
        patch.setattr("sync.carriers.stick_writing.os.write", worn)
        with pytest.raises(StickFaulty):
            stick.put_up(OFFICE, UNIT, [Bundle(bytes(16), b"x" * 5000)])
    assert ups(stick.root) == {bundle(1).blob}
    assert not list(stick.root.rglob("*.part"))


def windows(number: int) -> OSError:
    error = PermissionError(errno.EACCES, "as Windows says it")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (windows(19), StickReadOnly),
        (windows(5), StickReadOnly),
        (windows(32), StickBusy),
        (windows(21), StickGone),
        (windows(1117), StickGone),
        (windows(112), StickFull),
        (OSError(errno.ENODEV, ""), StickGone),
        (OSError(errno.EROFS, ""), StickReadOnly),
        (OSError(errno.EDQUOT, ""), StickFull),
        (OSError(errno.EIO, ""), StickFaulty),
        (OSError(), StickFaulty),
    ],
)
def test_a_failed_call_has_its_meaning_on_both_systems(error: OSError, kind: type[AppError]) -> None:
    assert meaning_of(error, writing=True) is kind


def test_every_failure_of_a_stick_can_be_worded(tmp_path: Path) -> None:
    place = StickCarrier(tmp_path / os.fsdecode(b"usb\xff")).place
    kinds = [kind for kind in AppError.__subclasses__() if kind.code.startswith("stick.")]
    assert len(kinds) == 11
    for kind in kinds:
        sentence = explain(place.error(kind, file=tmp_path / os.fsdecode(b"\xfe.sohoi")))
        assert sentence != UNKNOWN
        sentence.encode()
