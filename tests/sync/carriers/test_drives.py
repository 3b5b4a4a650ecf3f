"""Which sticks are offered: those that are plugged in, on both systems, and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sync.carriers.drives import StickDrive, linux_sticks, plugged_in, room_of, windows_sticks

GB = 1_000_000_000


def plenty(_path: Path) -> tuple[int, int]:
    return 3 * GB, 16 * GB


class Computer:
    """A Windows of which everything can be said."""

    def __init__(self, kinds: dict[str, int], volumes: dict[str, tuple[str, int]]) -> None:
        self.kinds, self.volumes = kinds, volumes
        self.asked: list[str] = []

    def roots(self) -> Sequence[str]:
        return list(self.kinds)

    def kind(self, root: str) -> int:
        self.asked.append(root)
        return self.kinds[root]

    def volume(self, root: str) -> tuple[str, int] | None:
        self.asked.append(root)
        return self.volumes.get(root)


def test_windows_offers_sticks_with_a_medium_and_leaves_floppies_disks_shares_and_discs_alone() -> None:
    computer = Computer(
        {"A:\\": 2, "C:\\": 3, "D:\\": 5, "E:\\": 2, "F:\\": 2, "G:\\": 2, "Z:\\": 4},
        {"C:\\": ("", 0), "E:\\": ("HỘI PN", 0x3E706FF), "G:\\": ("", 0x80000), "Z:\\": ("chung", 0)},
    )
    assert windows_sticks(computer, plenty) == [
        StickDrive(Path("E:\\"), "HỘI PN", 3 * GB, 16 * GB, is_locked=False),
        StickDrive(Path("G:\\"), "", 3 * GB, 16 * GB, is_locked=True),
    ]
    assert "A:\\" not in computer.asked


def test_a_stick_pulled_out_while_it_is_asked_is_not_offered() -> None:
    def gone(path: Path) -> tuple[int, int]:
        if path == Path("E:\\"):
            raise OSError(21, "not ready")
        return plenty(path)

    computer = Computer({"E:\\": 2, "F:\\": 2}, {"E:\\": ("one", 0), "F:\\": ("two", 0)})
    assert [drive.label for drive in windows_sticks(computer, gone)] == ["two"]


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A kernel's tables: an inner disk, a stick, a disk on USB, a card without partitions, a disc."""
    blocks = {
        "8:1": ("pci0/ata1/block/sda/sda1", "0"),
        "8:17": ("pci0/usb1/1-1/block/sdb/sdb1", "1"),
        "8:33": ("pci0/usb2/2-1/block/sdc/sdc1", "0"),
        "179:0": ("pci0/mmc/block/mmcblk0", "1"),
        "11:0": ("pci0/ata2/block/sr0", "1"),
    }
    (tmp_path / "dev" / "block").mkdir(parents=True)
    for number, (way, removable) in blocks.items():
        device = tmp_path / "devices" / way
        device.mkdir(parents=True)
        disk = device if device.parent.name == "block" else device.parent
        (disk / "removable").write_text(removable + "\n")
        (tmp_path / "dev" / "block" / number).symlink_to(device)
    return tmp_path


def mounted(folder: Path, *lines: str) -> Path:
    table = folder / "mountinfo"
    table.write_bytes(b"".join(line.encode("utf-8", "surrogateescape") + b"\n" for line in lines))
    return table


def test_linux_offers_what_is_removable_or_on_usb(system: Path) -> None:
    table = mounted(
        system,
        "22 27 0:21 / /proc rw,relatime - proc proc rw",
        "27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
        "40 27 8:17 / /media/lan/Hà rw,nosuid - vfat /dev/sdb1 rw",
        "41 27 8:33 / /media/lan/o\\040cung\\134 ro,nosuid shared:9 master:1 - ext4 /dev/sdc1 ro",
        "42 27 179:0 / /media/lan/THE rw - vfat /dev/mmcblk0 rw",
        "43 27 11:0 / /media/lan/CD ro - iso9660 /dev/sr0 ro",
        "44 27 8:17 /anh /srv/anh rw - vfat /dev/sdb1 rw",
        "45 27 8:17 / /srv/again rw - vfat /dev/sdb1 rw",
        "46 27 0:50 / /media/lan/may-chu rw - cifs //may-chu/hoi rw",
        "a line of some later kernel",
        "",
    )
    found = linux_sticks(table, system, plenty)
    assert [(drive.label, drive.is_locked) for drive in found] == [
        ("Hà", False),
        ("THE", False),
        ("o cung\\", True),
    ]
    assert {drive.path.parent for drive in found} == {Path("/media/lan")}
    assert found[0].free_bytes == 3 * GB
    assert found[0].size_bytes == 16 * GB


def test_a_label_that_is_no_text_is_shown_as_well_as_can_be(system: Path) -> None:
    table = mounted(system, "40 27 8:17 / /media/lan/USB\udcff rw - vfat /dev/sdb1 rw")
    (drive,) = linux_sticks(table, system, plenty)
    assert drive.path == Path("/media/lan/USB\udcff")
    assert drive.label == "USB?"


def test_a_computer_with_nothing_plugged_in_offers_nothing(system: Path) -> None:
    assert linux_sticks(mounted(system), system, plenty) == []
    assert windows_sticks(Computer({"C:\\": 3}, {}), plenty) == []


def test_this_computer_can_be_asked(tmp_path: Path) -> None:
    assert all(drive.path.is_dir() for drive in plugged_in())
    free, size = room_of(tmp_path)
    assert 0 < free <= size
