"""The serif family that papers are set in, found on this computer."""

import os
import struct
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from sync.errors import AppError

rl_config.useA85 = 0  # ASCII armour makes every page a quarter larger and slower to write

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆFGHIÌỈĨÍỊJKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVWXYỲỶỸÝỴZ"
)


TORN = (TTFError, OSError, LookupError, struct.error)  # what reading a damaged font file may raise


class FontMissing(AppError):
    """No serif font with every Vietnamese letter stands on this computer."""

    code = "forms.font_missing"


class Style(Enum):
    """The four cuts of a family."""

    REGULAR = "Regular"
    BOLD = "Bold"
    ITALIC = "Italic"
    BOLD_ITALIC = "BoldItalic"


@dataclass(frozen=True, slots=True)
class FontFiles:
    """Where the four cuts of one family lie.

    Attributes:
        bold: None where the family has no such file; bold is then drawn with a thicker pen.
        bold_italic: As `bold`.
    """

    name: str
    regular: Path
    italic: Path
    bold: Path | None = None
    bold_italic: Path | None = None

    def all_there(self) -> bool:
        """Every file that is named exists."""
        return all(path.is_file() for path in (self.regular, self.italic, self.bold, self.bold_italic) if path)

    def file(self, style: Style) -> tuple[Path, bool]:
        """The file to draw a cut with, and whether the pen has to make it bold."""
        if style is Style.REGULAR:
            return self.regular, False
        if style is Style.ITALIC:
            return self.italic, False
        cut, plain = (self.bold, self.regular) if style is Style.BOLD else (self.bold_italic, self.italic)
        return (cut, False) if cut else (plain, True)


class Widths(dict[str, float]):
    """Width of a letter in ems, looked up in the font the first time it is met."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> float:
        width = self[letter] = float(self._face.getCharWidth(ord(letter))) / 1000
        return width


class Face:
    """One cut of a family, ready to measure and to draw with.

    Attributes:
        font: reportlab's font, registered under `name`.
        drawn_bold: The file is not bold, so the pen thickens it.
    """

    def __init__(self, name: str, path: Path, *, drawn_bold: bool = False) -> None:
        self.name = name
        self.font: Any = TTFont(name, str(path), shapable=False)
        self.drawn_bold = drawn_bold
        self._widths = Widths(self.font.face)
        pdfmetrics.registerFont(self.font)

    def width(self, text: str, size: float) -> float:
        """Width of a line in points."""
        return sum(map(self._widths.__getitem__, text)) * size

    def missing(self, letters: str) -> str:
        """Those of the letters that the font cannot draw."""
        return "".join(letter for letter in letters if ord(letter) not in self.font.face.charToGlyph)

    @property
    def descent(self) -> float:
        """How far letters reach below the line, in ems."""
        return -float(self.font.face.descent) / 1000

    @property
    def cap_height(self) -> float:
        """Height of a capital letter, in ems."""
        return float(self.font.face.capHeight) / 1000


class Family:
    """The four cuts of one family; each is read when it is first used."""

    def __init__(self, files: FontFiles) -> None:
        self.files = files
        self.saving = Lock()  # a font file has one read position, shared by every document being saved
        self._faces: dict[Style, Face] = {}
        self._reading = Lock()

    def face(self, style: Style) -> Face:
        """One cut."""
        with self._reading:
            if style not in self._faces:
                path, drawn_bold = self.files.file(style)
                name = f"{self.files.name}-{style.value}"
                self._faces[style] = Face(name, path, drawn_bold=drawn_bold)
            return self._faces[style]

    def is_vietnamese(self) -> bool:
        """Every cut has every Vietnamese letter."""
        try:
            return not any(self.face(style).missing(VIETNAMESE) for style in Style)
        except TORN:
            return False


def _in_folder(name: str, folder: Path, names: Sequence[str]) -> FontFiles:
    regular, bold, italic, bold_italic = (folder / each for each in names)
    return FontFiles(name, regular, italic, bold, bold_italic)


def _liberation(folder: Path) -> FontFiles:
    return _in_folder("LiberationSerif", folder, [f"LiberationSerif-{style.value}.ttf" for style in Style])


def candidates() -> Iterator[FontFiles]:
    """Where a serif family may lie, the wanted one first."""
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    yield _in_folder("TimesNewRoman", windows, ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"))
    program = Path(sys.executable).parent
    for beside in (program, Path(getattr(sys, "_MEIPASS", program))):
        yield _liberation(beside / "fonts")
    for name in ("liberation2", "liberation", "liberation-serif", "liberation-fonts"):
        yield _liberation(Path("/usr/share/fonts/truetype") / name)
        yield _liberation(Path("/usr/share/fonts") / name)
    yield from _noto()


def _noto() -> Iterator[FontFiles]:
    try:
        import fontpkg
    except ImportError:
        return
    try:
        yield FontFiles("NotoSerif", fontpkg.path("Noto Serif"), fontpkg.path("Noto Serif", style="italic"))
    except fontpkg.FontpkgError:
        return


def choose(found: Iterable[FontFiles]) -> Family:
    """The first family that is there and has every Vietnamese letter.

    Raises:
        FontMissing: none has.
    """
    for files in found:
        if files.all_there():
            family = Family(files)
            if family.is_vietnamese():
                return family
    raise FontMissing()


@cache
def serif() -> Family:
    """The family of every paper: Times New Roman, else Liberation Serif, else Noto Serif."""
    return choose(candidates())
