"""Whatever system call fails, once or from then on: whole files only, and the next try succeeds."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.carriers.stick import StickCarrier
from sync.errors import AppError
from tests.store.disks import small_disk
from tests.sync.carriers.sticks import (
    LAPTOP,
    OFFICE,
    UNIT,
    assert_whole,
    bundle,
    failing_at,
    prepared,
    tree,
    ups,
)

CODES = [errno.EIO, errno.ENODEV, errno.ENOSPC, errno.EROFS, errno.EACCES, errno.ENOENT]
OLD, NEW, OTHERS = [bundle(1), bundle(2)], [bundle(2), bundle(3), bundle(4)], [bundle(5)]
KNOWN = [*OLD, *NEW, *OTHERS]


def every_call(
    tmp_path: Path, code: int, for_good: bool, act: Callable[[StickCarrier], object], judge: Callable[[Path], None]
) -> None:
    """Do `act` on a stick of a known state with its first, second, ... system call failing, until none fails."""
    with small_disk(tmp_path / "usb", 4096) as disk:
        for k in range(1, 1000):
            root = disk / str(k)
            stick = prepared(root)
            stick.put_up(OFFICE, UNIT, OLD)
            stick.put_up(LAPTOP, UNIT, OTHERS)
            with failing_at(k, code, for_good=for_good) as faulty:
                try:
                    act(StickCarrier(root))
                except AppError as error:
                    told = error.code
                else:
                    told = ""
            assert told == "" or (faulty.failed and told.startswith("stick."))
            assert_whole(root, KNOWN)
            judge(root)
            shutil.rmtree(root)
            if not faulty.failed:
                assert k > 10
                return
    raise AssertionError("it never ended")


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_sending_up(tmp_path: Path, code: int, for_good: bool) -> None:
    def judge(root: Path) -> None:
        there = ups(root)
        assert there >= {item.blob for item in OTHERS}
        assert there >= {item.blob for item in OLD} or there >= {item.blob for item in NEW}
        StickCarrier(root).put_up(OFFICE, UNIT, NEW)
        assert ups(root) == {item.blob for item in NEW + OTHERS}
        assert not list(root.rglob("*.part"))

    every_call(tmp_path, code, for_good, lambda stick: stick.put_up(OFFICE, UNIT, NEW), judge)


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC], ids=errno.errorcode.get)
def test_the_first_answer_and_an_invitation(tmp_path: Path, code: int, for_good: bool) -> None:
    def act(stick: StickCarrier) -> None:
        stick.put_down(LAPTOP, NEW)
        stick.put_invitation(UNIT, b"an invitation")

    def judge(root: Path) -> None:
        stick = StickCarrier(root)
        assert {data for _, data in stick.downs(LAPTOP)} <= {item.blob for item in NEW}
        assert {data for _, data in stick.invitations()} <= {b"an invitation"}
        act(stick)
        assert {data for _, data in stick.downs(LAPTOP)} == {item.blob for item in NEW}
        assert [data for _, data in stick.invitations()] == [b"an invitation"]
        assert not list(root.rglob("*.part"))

    every_call(tmp_path, code, for_good, act, judge)


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES], ids=errno.errorcode.get)
def test_preparing_again_after_the_marker_was_lost(tmp_path: Path, code: int, for_good: bool) -> None:
    def act(stick: StickCarrier) -> None:
        stick.prepare()

    def lose(stick: StickCarrier) -> None:
        (stick.root / "SoHoi" / "so-hoi.json").unlink(missing_ok=True)
        act(stick)

    def judge(root: Path) -> None:
        act(StickCarrier(root))
        assert ups(root) == {item.blob for item in OLD + OTHERS}
        assert "SoHoi/so-hoi.json.part" not in tree(root)

    every_call(tmp_path, code, for_good, lose, judge)


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
def test_dropping(tmp_path: Path, for_good: bool) -> None:
    def act(stick: StickCarrier) -> None:
        stick.drop(stick.root / "SoHoi" / "gui-tinh" / "27001-01900002" / f"{5:032x}.sohoi")

    def judge(root: Path) -> None:
        assert ups(root) >= {item.blob for item in OLD}
        act(StickCarrier(root))
        assert ups(root) == {item.blob for item in OLD}

    every_call(tmp_path, errno.EIO, for_good, act, judge)


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
def test_reading_gives_whole_files_and_names_what_it_passed_over(tmp_path: Path, for_good: bool) -> None:
    everything = {item.blob for item in OLD + OTHERS}

    def act(stick: StickCarrier) -> None:
        found = {data for _, data in stick.ups()}
        assert found <= everything
        assert found == everything or stick.skipped

    every_call(tmp_path, errno.EIO, for_good, act, lambda root: None)
