"""Where a register may lie: on a disk of this computer that no cloud program copies."""

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desktop.store.folder import (
    DataFolder,
    NetworkDrive,
    RemovableDrive,
    SyncedFolder,
)
from desktop.store.volumes import Drive, SystemProbe, bears_sync_marker, is_synced, linux_volume
from desktop.ui.texts import explain
from sync.errors import AppError
from tests.store.folders import FakeProbe, opened


@pytest.mark.parametrize(
    ("probe", "error"),
    [
        (FakeProbe(drive=Drive.REMOVABLE), RemovableDrive),
        (FakeProbe(drive=Drive.NETWORK), NetworkDrive),
        (FakeProbe(label="Google Drive"), SyncedFolder),
    ],
)
def test_a_live_register_on_such_a_drive_is_refused(register: Path, probe: FakeProbe, error: type[AppError]) -> None:
    before = sorted(register.iterdir())
    with pytest.raises(error) as caught:
        opened(register, probe)
    assert str(register) in explain(caught.value)
    with pytest.raises(error):
        DataFolder(register.parent / "mới", probe=probe).create()
    assert sorted(register.iterdir()) == before
    assert not (register.parent / "mới").exists()


@pytest.mark.parametrize("marker", [".849C9593-D756-4E56-8D6E-42412F2A707B", ".dropbox.cache", ".tmp.drivedownload"])
def test_a_folder_below_a_cloud_programs_mark_is_refused(register: Path, marker: str) -> None:
    (register.parent / marker).mkdir()
    assert bears_sync_marker(register)
    with pytest.raises(SyncedFolder):
        opened(register)


def test_a_folder_that_onedrive_names_in_the_environment_is_refused(register: Path) -> None:
    with pytest.raises(SyncedFolder):
        opened(register, FakeProbe(variables={"OneDriveCommercial": str(register.parent)}))
    opened(register, FakeProbe(variables={"OneDrive": str(register.parent / "khác"), "OneDriveConsumer": ""})).close()


def test_a_link_into_a_synced_folder_does_not_hide_it(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "so").mkdir(parents=True)
    (tmp_path / "so").symlink_to(tmp_path / "Dropbox" / "so")
    with pytest.raises(SyncedFolder):
        DataFolder(tmp_path / "so", probe=FakeProbe()).create()


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\lan\OneDrive\So",
        r"C:\Users\lan\OneDrive - Hội LHPN\Tài liệu",
        r"C:\Users\lan\Dropbox (Cá nhân)\so",
        r"G:\Drive của tôi\so",
        r"G:\My Drive\so",
        r"C:\Users\lan\iCloudDrive\so",
        r"D:\Google Drive\so",
    ],
)
def test_cloud_folders_are_known_by_name(path: str) -> None:
    assert is_synced(PureWindowsPath(path), {})


@pytest.mark.parametrize("path", [r"C:\Users\lan\AppData\Local\SoHoi", r"D:\Drive cũ\so", r"D:\Dropbox cũ\so"])
def test_other_folders_are_not_suspected(path: str) -> None:
    assert not is_synced(PureWindowsPath(path), {"OneDrive": r"C:\Users\lan\OneDrive"})
    assert not is_synced(PurePosixPath("/home/lan/.local/share/sohoi"), {})


MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 8:17 / /media/lan/USB\\040HOI rw - vfat /dev/sdb1 rw
31 22 8:33 / /mnt/disk rw - ext4 /dev/sdc1 rw
32 22 0:50 / /mnt/share rw shared:1 - cifs //server/hoi rw
33 22 0:51 / /mnt/tmp rw - tmpfs tmpfs rw
"""


@pytest.fixture
def kernel(tmp_path: Path) -> tuple[Path, Path]:
    """Tables like the kernel's: a disk inside, a stick, and a USB disk that calls itself fixed."""
    mounts, system = tmp_path / "mountinfo", tmp_path / "sys"
    mounts.write_text(MOUNTS)
    for device, block, removable in (
        ("254:0", "devices/pci0/virtio1/block/vda", "0"),
        ("8:17", "devices/pci0/ata9/host9/block/sdb/sdb1", None),
        ("8:33", "devices/pci0/usb2/2-1/host7/block/sdc/sdc1", None),
    ):
        place = system / block
        place.mkdir(parents=True)
        (place if removable else place.parent).joinpath("removable").write_text(f"{removable or int('sdb' in block)}\n")
        (system / "dev" / "block").mkdir(parents=True, exist_ok=True)
        (system / "dev" / "block" / device).symlink_to(place)
    return mounts, system


@pytest.mark.parametrize(
    ("folder", "drive"),
    [
        ("/home/lan/.local/share/sohoi", Drive.FIXED),
        ("/media/lan/USB HOI/so", Drive.REMOVABLE),
        ("/mnt/disk/so", Drive.REMOVABLE),
        ("/mnt/share/so", Drive.NETWORK),
        ("/mnt/tmp/so", Drive.FIXED),
        ("/mnt/shared", Drive.FIXED),
    ],
)
def test_linux_tells_sticks_and_shares_by_its_tables(kernel: tuple[Path, Path], folder: str, drive: Drive) -> None:
    assert linux_volume(Path(folder), *kernel).drive is drive


def test_this_computers_own_disk_is_no_stick(tmp_path: Path) -> None:
    assert SystemProbe().volume(tmp_path).drive is Drive.FIXED
    assert SystemProbe().free_bytes(tmp_path) > 0
    assert SystemProbe().environment() is os.environ
