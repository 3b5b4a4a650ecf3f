"""Pictures of the window: every page in every look, taken from the real thing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QApplication

from desktop.app import Program
from desktop.ui.theme import Look, apply_look

SIZE = QSize(1366, 768)
LOOKS = tuple(Look(theme, scale) for theme in ("light", "dark", "contrast") for scale in (100, 200))
_SETTLED_TURNS = 10
_PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Scene:
    """Something to show.

    Attributes:
        name: Of the picture, without the look.
        set_up: Brings it on screen; what it starts in the background is waited for.
    """

    name: str
    set_up: Callable[[], object]


def settle(program: Program) -> None:
    """Let the window do what it has begun: background work, layouts, paint."""
    app = QApplication.instance()
    assert app is not None
    calm, until = 0, time.monotonic() + _PATIENCE_S
    while calm < _SETTLED_TURNS and time.monotonic() < until:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.04)
        calm = calm + 1 if program.runner.is_idle else 0


def take(program: Program, scenes: Sequence[Scene], folder: Path, looks: Sequence[Look] = LOOKS) -> list[Path]:
    """Take a picture of each scene in each look.

    Returns:
        PNG files of 1366 x 768, named `<scene>-<theme>-<scale>.png`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = program.look
    taken = []
    for look in looks:
        apply_look(look)
        program.window.resize(SIZE)
        for scene in scenes:
            scene.set_up()
            settle(program)
            path = folder / f"{scene.name}-{look.theme}-{look.scale}.png"
            shown = QApplication.activeModalWidget() or program.window
            shown.grab().save(str(path))
            taken.append(path)
            if shown is not program.window:
                shown.close()
    apply_look(before)
    return taken
