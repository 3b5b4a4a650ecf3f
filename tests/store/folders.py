"""Data folders on computers of which everything can be said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.store.folder import DataFolder
from desktop.store.volumes import Drive, Volume

GB = 1_000_000_000
MB = 1_000_000


@dataclass
class FakeProbe:
    """A computer of which everything can be said."""

    drive: Drive = Drive.FIXED
    label: str = ""
    free: int = 50 * GB
    variables: Mapping[str, str] = field(default_factory=dict)

    def volume(self, folder: Path) -> Volume:
        return Volume(self.drive, self.label)

    def free_bytes(self, folder: Path) -> int:
        return self.free

    def environment(self) -> Mapping[str, str]:
        return self.variables


def opened(path: Path, probe: FakeProbe | None = None) -> DataFolder:
    return DataFolder(path, probe=probe or FakeProbe()).open()
