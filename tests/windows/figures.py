"""What was measured on the way; nothing here fails a test."""

from dataclasses import dataclass, field
from pathlib import Path

MB = 1_000_000


@dataclass(slots=True)
class Figures:
    """Names and values, in the order in which they came."""

    told: dict[str, str] = field(default_factory=dict)

    def size(self, name: str, size: int) -> None:
        """Note a size in bytes."""
        self.told[name] = f"{size / MB:.1f} MB"

    def seconds(self, name: str, seconds: float) -> None:
        """Note how long something took."""
        self.told[name] = f"{seconds:.1f} s"

    def lines(self) -> list[str]:
        """One line each, to be read by a person."""
        return [f"{name}: {value}" for name, value in self.told.items()]


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
