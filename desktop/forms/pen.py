"""Draws text and lines on pages of a PDF, straight in the page language."""

import math
import zlib
from enum import Enum
from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from desktop.forms.fonts import Face, Family, Style, serif
from desktop.forms.paper import MM, Paper

WATERMARK_GREY = 0.9
THICKER = 0.035  # ems that a pen adds where a family has no bold cut


class Align(Enum):
    """Which edge of its room a text keeps to."""

    LEFT = 0.0
    CENTRE = 0.5
    RIGHT = 1.0


class Numbering(Enum):
    """Where page numbers stand.

    Attributes:
        OF_TOTAL: "Trang 2/7" at the bottom right of every page.
        DECREE: the bare number in the middle of the top margin, none on page 1 (Decree 30/2020/NĐ-CP, annex I).
    """

    NONE = "none"
    OF_TOTAL = "of_total"
    DECREE = "decree"


class Codes(dict[int, str]):
    """The bytes that stand for each letter in one document, learnt as letters come up.

    Attributes:
        strays: Letters that did not fit the first 256 of the font; a text with one is shown piecewise.
    """

    def __init__(self, face: Face, document: Any) -> None:
        super().__init__()
        self._face = face
        self._document = document
        self.strays: set[str] = set()

    def __missing__(self, letter: int) -> str:
        [(subset, data)] = self._face.font.splitString(chr(letter), self._document)
        if subset:
            self.strays.add(chr(letter))
        plain = 32 <= data[0] < 127 and data[0] not in b"()\\"
        code = self[letter] = chr(data[0]) if plain else f"\\{data[0]:03o}"
        return code


class Ink:
    """One cut of the family in one document."""

    def __init__(self, face: Face, document: Any) -> None:
        self.face = face
        self._document = document
        self._codes = Codes(face, document)
        self._name = str(face.font.getSubsetInternalName(0, document)) if face.font.splitString(" ", document) else ""

    def select(self, size: float) -> str:
        """Operators that choose this cut."""
        bold = f" 2 Tr {size * THICKER:.2f} w" if self.face.drawn_bold else " 0 Tr"
        return f"{self._name} {size:g} Tf{bold}"

    def show(self, text: str, size: float) -> str:
        """Operators that show a text where the text matrix stands."""
        codes = self._codes
        shown = text.translate(codes)
        if codes.strays and not codes.strays.isdisjoint(text):
            return self._show_piecewise(text, size)
        return f"({shown}) Tj"

    def _show_piecewise(self, text: str, size: float) -> str:
        shown = []
        for subset, data in self.face.font.splitString(text, self._document):
            name = self.face.font.getSubsetInternalName(subset, self._document)
            shown.append(f"{name} {size:g} Tf <{data.hex()}> Tj")
        return " ".join([*shown, f"{self._name} {size:g} Tf"])


class Pen:
    """Writes one document, page after page; measures are points from the lower left corner."""

    def __init__(
        self,
        paper: Paper,
        *,
        title: str,
        watermark: str | None = None,
        numbering: Numbering = Numbering.NONE,
        family: Family | None = None,
    ) -> None:
        self.paper = paper
        self.family = family or serif()
        self._watermark = watermark
        self._numbering = numbering
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=(paper.width, paper.height),
            pageCompression=1,
            invariant=1,
            initialFontName=self.face(Style.REGULAR).name,
            lang="vi-VN",
        )
        self._canvas.setTitle(title)
        self._canvas.setCreator("Sổ Hội")
        self._document: Any = self._canvas._doc
        self._inks: dict[Style, Ink] = {}
        self._pages: list[bytes] = []
        self._ops: list[str] = []
        self._start_page()

    def face(self, style: Style) -> Face:
        """A cut of the document's family, to measure with."""
        return self.family.face(style)

    def ink(self, style: Style) -> Ink:
        """A cut of the document's family, to draw with."""
        if style not in self._inks:
            self._inks[style] = Ink(self.face(style), self._document)
        return self._inks[style]

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: Style = Style.REGULAR,
        size: float = 13,
        *,
        align: Align = Align.LEFT,
        word_space: float = 0,
    ) -> None:
        """Write one line whose foot is at `y`.

        Args:
            align: Whether `x` is the left end, the middle or the right end.
            word_space: Points added to each space, to fill a justified line.
        """
        if align is not Align.LEFT:
            x -= self.face(style).width(text, size) * align.value
        ink = self.ink(style)
        space = f"{word_space:.3f} Tw " if word_space else ""
        shown = f"BT {ink.select(size)} {space}1 0 0 1 {x:.2f} {y:.2f} Tm {ink.show(text, size)}"
        self._ops.append(f"{shown} 0 Tw ET" if word_space else f"{shown} ET")

    def line(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.5, *, dash: str = "") -> None:
        """Draw a straight line; `dash` is a pattern of the page language, as "1 2"."""
        path = f"{weight:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S"
        self._ops.append(f"q [{dash}] 0 d {path} Q" if dash else path)

    def box(self, x: float, y: float, width: float, height: float, *, grey: float | None = None) -> None:
        """Outline a rectangle, or fill it with a grey from 0 (black) to 1."""
        area = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"
        self._ops.append(f"0.5 w {area} S" if grey is None else f"q {grey:g} g {area} f Q")

    def write(self, operators: list[str]) -> None:
        """Put operators of the page language on the page as they are."""
        self._ops += operators

    def figure(self, drawing: Any, x: float, y: float) -> None:
        """Draw a reportlab drawing with its lower left corner at a point."""
        self._ops.append("0 Tr")  # a drawing knows nothing of letters thickened before it
        renderPDF.draw(drawing, self._canvas, x, y)
        self._ops += self._canvas._code
        self._canvas._code.clear()

    def next_page(self) -> None:
        """End the page and begin another."""
        # kept packed: a list of a whole province stays small in memory
        self._pages.append(zlib.compress("\n".join(self._ops).encode("ascii"), 1))
        self._ops = []
        self._start_page()

    @property
    def page_number(self) -> int:
        """The page being drawn, from 1."""
        return len(self._pages) + 1

    def finish(self) -> bytes:
        """The document; nothing can be drawn afterwards."""
        self._pages.append(zlib.compress("\n".join(self._ops).encode("ascii"), 1))
        with self.family.saving:
            total = len(self._pages)
            for number, packed in enumerate(self._pages, start=1):
                self._ops = []
                self._number_page(number, total)
                self._add_page(zlib.decompress(packed), "\n".join(self._ops).encode("ascii"))
                self._pages[number - 1] = b""
            self._canvas._doc.SaveToFile(self._file, self._canvas)
        return self._file.getvalue()

    def _add_page(self, content: bytes, number: bytes) -> None:
        self._canvas.showPage()
        page = self._document.Pages.pages[-1]
        stream = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}))
        stream.content = zlib.compress(content + b"\n" + number + b"\n")
        page.Contents = stream
        page.stream = None

    def _number_page(self, number: int, total: int) -> None:
        paper = self.paper
        if self._numbering is Numbering.OF_TOTAL:
            right = paper.width - paper.right
            self.text(right, paper.bottom - 8 * MM, f"Trang {number}/{total}", Style.REGULAR, 11, align=Align.RIGHT)
        elif self._numbering is Numbering.DECREE and number > 1:
            middle = paper.left + paper.text_width / 2
            self.text(middle, paper.height - 13 * MM, str(number), Style.REGULAR, 13, align=Align.CENTRE)

    def _start_page(self) -> None:
        if self._watermark:
            self._ops += self._water(self._watermark)

    def _water(self, mark: str) -> list[str]:
        """The watermark, light and slanting across the page, under everything else."""
        paper, style = self.paper, Style.BOLD
        slant = math.atan2(paper.height, paper.width)
        diagonal = math.hypot(paper.width, paper.height)
        size = min(110.0, 0.62 * diagonal / self.face(style).width(mark, 1))
        ink, half = self.ink(style), self.face(style).width(mark, size) / 2
        cos, sin, rise = math.cos(slant), math.sin(slant), size * self.face(style).cap_height / 2
        x = paper.width / 2 - half * cos + rise * sin
        y = paper.height / 2 - half * sin - rise * cos
        matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x:.2f} {y:.2f} Tm"
        grey = f"{WATERMARK_GREY:g} g {WATERMARK_GREY:g} G"
        return [f"q {grey} BT {ink.select(size)} {matrix} {ink.show(mark, size)} ET Q"]
