"""What is on a screen, and a keyboard in front of it."""

import os
import subprocess
import time
from collections.abc import Callable

from PIL import Image, ImageChops, ImageGrab

PATIENCE_S = 240.0
_CALM_S = 0.6
_LOOK_S = 0.15
_GLANCE_S = 0.05
_CURSOR_PIXELS = 200  # a text cursor blinks in a picture that stands still
_OTHER_PIXELS = 5_000  # less: a tooltip, a focus frame
_CALM_COLOURS = 16


class Screen:
    """An X screen.

    Args:
        display: Such as ":99".
        is_busy: Whether what draws on it is at work; what stands still meanwhile is not done.
    """

    def __init__(self, display: str, is_busy: Callable[[], bool]) -> None:
        self._display = display
        self._is_busy = is_busy

    def picture(self) -> Image.Image:
        """What is on it now."""
        return ImageGrab.grab(xdisplay=self._display).convert("RGB")

    def window(self, title: str, picture: Image.Image) -> Image.Image:
        """The part of a picture in which the window of this title is, without the frame that Windows puts around it."""
        left, top, width, height = self.place(title)
        return picture.crop((left, top, left + width, top + height))

    def place(self, title: str) -> tuple[int, int, int, int]:
        """Left, top, width and height of what a window of this title shows."""
        number = self._act("search", "--name", f"^{title}$").split()[0]
        told = dict(line.split("=") for line in self._act("getwindowgeometry", "--shell", number).splitlines())
        return int(told["X"]), int(told["Y"]), int(told["WIDTH"]), int(told["HEIGHT"])

    def press(self, *keys: str) -> None:
        """Press keys one after another, each as xdotool names it: `ctrl+2`, `Return`."""
        self._act("key", "--delay", "60", *keys)

    def type(self, text: str) -> None:
        """Type letters without marks."""
        self._act("type", "--delay", "60", text)

    def after(self, before: Image.Image) -> Image.Image:
        """Wait until the screen shows something else than before and stands still."""
        return self.once(lambda picture: are_apart(before, picture))

    def is_empty(self) -> bool:
        """Whether nearly nothing is on it."""
        return is_blank(self.picture())

    def first(self) -> None:
        """Wait until anything is shown on an empty screen, and no longer."""
        until = time.monotonic() + PATIENCE_S
        while is_blank(self.picture()):
            assert time.monotonic() < until, f"nothing was shown in {PATIENCE_S:.0f} s"
            time.sleep(_GLANCE_S)

    def once(self, shows: Callable[[Image.Image], bool] = lambda _picture: True) -> Image.Image:
        """Wait until what is on the screen satisfies and stands still, and nothing is at work on it.

        Raises:
            AssertionError: it did not in time.
        """
        until = time.monotonic() + PATIENCE_S
        last, since = self.picture(), time.monotonic()
        while True:
            time.sleep(_LOOK_S)
            now = self.picture()
            if differing(last, now) > _CURSOR_PIXELS or self._is_busy():
                last, since = now, time.monotonic()
            elif time.monotonic() - since >= _CALM_S and shows(now):
                return now
            assert time.monotonic() < until, f"the screen did not come to what was waited for in {PATIENCE_S:.0f} s"

    def _act(self, *words: str) -> str:
        environment = os.environ | {"DISPLAY": self._display}
        return subprocess.run(
            ["xdotool", *words], env=environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


def differing(one: Image.Image, other: Image.Image) -> int:
    """How many pixels are not alike."""
    apart = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value else 0)
    return apart.histogram()[255]


def are_apart(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures show different things."""
    return differing(one, other) >= _OTHER_PIXELS


def colours(picture: Image.Image) -> int:
    """How many distinct colours there are."""
    return len(picture.getcolors(picture.width * picture.height) or ())


def is_blank(picture: Image.Image) -> bool:
    """Whether nearly nothing is drawn."""
    return colours(picture) < _CALM_COLOURS
