"""Pictures of the window on a screen, each looked at, some kept for the gallery."""

from pathlib import Path

from PIL import Image

from tests.windows.screen_watch import Screen, are_apart, colours

TITLE = "Sổ Hội"
SIZE = (1366, 768)
FEWEST_COLOURS = 100
PALETTE = 128


class Gallery:
    """Takes pictures of the window.

    Args:
        folder: Where pictures that are kept go; None keeps none.
    """

    def __init__(self, screen: Screen, folder: Path | None) -> None:
        self._screen = screen
        self._folder = folder

    def show(self, key: str = "", *, keep: str = "") -> Image.Image:
        """The window once it stands still, after a key has changed it.

        Args:
            key: As xdotool names it; none to take the picture as things are.
            keep: Name in the gallery.
        Raises:
            AssertionError: it cannot be a picture of the window at work, or the key changed nothing.
        """
        if key:
            before = self._screen.picture()
            self._screen.press(key)
            whole = self._screen.after(before)
        else:
            whole = self._screen.once()
        return self._looked_at(whole, keep)

    def return_to(self, before: Image.Image, key: str) -> None:
        """Press a key and wait until the window shows again what it showed before.

        Raises:
            AssertionError: it does not.
        """
        self._screen.press(key)
        self._screen.once(lambda whole: not are_apart(before, self._screen.window(TITLE, whole)))

    def _looked_at(self, whole: Image.Image, keep: str) -> Image.Image:
        picture = self._screen.window(TITLE, whole)
        assert picture.size == SIZE
        assert colours(picture) >= FEWEST_COLOURS
        if keep and self._folder is not None:
            picture.quantize(PALETTE).save(self._folder / f"windows-{keep}.png", optimize=True)
        return picture
