"""A register's keys, quick to derive."""

from pathlib import Path

import pytest

from desktop.accounts.keys import Created, KeyFile
from sync.slow_key import Cost

PASSWORD = "hoa gạo tháng ba"


@pytest.fixture
def quick() -> Cost:
    """The cheapest derivation that may still be read."""
    return Cost(memory_kib=7 * 1024, iterations=5, lanes=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


@pytest.fixture
def created(path: Path, quick: Cost) -> Created:
    return KeyFile.create(path, "Lan", PASSWORD, cost=quick)
