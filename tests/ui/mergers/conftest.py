"""Pictures of what a test shows, where somebody asks for them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget


@pytest.fixture
def pictures() -> Callable[[QWidget, str], None]:
    """Keeps a picture of a widget in the folder that SOHOI_PICTURES names; does nothing without it."""
    folder = os.environ.get("SOHOI_PICTURES")

    def keep(widget: QWidget, name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            widget.grab().save(str(Path(folder) / f"{name}.png"))

    return keep
