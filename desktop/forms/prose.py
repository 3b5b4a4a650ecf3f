"""Running text: paragraphs of mixed cuts, justified, that may break over pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from desktop.forms.fonts import Style
from desktop.forms.pen import Align, Pen
from desktop.forms.text import broken, clean

LEADING = 1.25  # line spacing, in sizes; Decree 30/2020 allows single to one and a half


class Block(Protocol):
    """Something with a height that draws itself below a given line."""

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        ...

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw it from `top` downwards."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one cut."""

    text: str
    style: Style = Style.REGULAR


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a piece of one, with the room it takes."""

    text: str
    style: Style
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line.

    Attributes:
        indent: How far right of the margin it begins.
        word_space: Points to add to each space.
    """

    words: tuple[Word, ...]
    indent: float = 0
    word_space: float = 0

    def draw(self, pen: Pen, x: float, y: float, size: float) -> None:
        """Write the line with its foot at `y`."""
        x += self.indent
        for style, group in groupby(self.words, key=lambda word: word.style):
            # the space after a stretch belongs to it, so that whoever reads the file back finds it
            text = " ".join(word.text for word in group) + " "
            pen.text(x, y, text, style, size, word_space=self.word_space)
            x += pen.face(style).width(text, size) + self.word_space * text.count(" ")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text set in lines.

    Attributes:
        hanging: How far later lines begin right of the first one's start.
        before: Room above, in points.
        justified: Lines but the last reach the right margin.
        follow: Room that must be left under it on its page, for what it is the heading of.
    """

    runs: tuple[Run, ...]
    size: float = 13
    align: Align = Align.LEFT
    indent: float = 0
    hanging: float = 0
    before: float = 0
    justified: bool = False
    follow: float = 0

    @property
    def leading(self) -> float:
        """From one line's foot to the next."""
        return self.size * LEADING

    def lines(self, pen: Pen, width: float) -> list[Line]:
        """The paragraph broken to a width."""
        lines: list[Line] = []
        words: list[Word] = []
        used = 0.0
        indent = self.indent
        space = pen.face(Style.REGULAR).width(" ", self.size)
        for word in self._words(pen, width - max(self.indent, self.hanging)):
            if words and used + space + word.width > width - indent:
                lines.append(self._line(words, indent, width - indent - used))
                words, used, indent = [], 0.0, self.hanging
            used += word.width + (space if words else 0)
            words.append(word)
        lines.append(self._line(words, indent, width - indent - used, last=True))
        return lines

    def _words(self, pen: Pen, width: float) -> list[Word]:
        found = []
        for run in self.runs:
            face = pen.face(run.style)
            for word in clean(run.text).split():
                for piece in broken(word, face, self.size, width):
                    found.append(Word(piece, run.style, face.width(piece, self.size)))
        return found

    def _line(self, words: list[Word], indent: float, spare: float, *, last: bool = False) -> Line:
        if self.align is not Align.LEFT:
            return Line(tuple(words), spare * self.align.value)
        gaps = len(words) - 1
        return Line(tuple(words), indent, spare / gaps if self.justified and gaps and not last else 0)

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        return self.before + self.leading * len(self.lines(pen, width))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw all its lines."""
        y = top - self.before
        for line in self.lines(pen, width):
            line.draw(pen, x, y - self.size, self.size)
            y -= self.leading


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty room."""

    points: float

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        return self.points

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Dots:
    """Dotted lines to write on by hand."""

    count: int = 1
    leading: float = 22

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        return self.count * self.leading

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the dotted lines."""
        for number in range(1, self.count + 1):
            y = top - number * self.leading + 4
            pen.line(x, y, x + width, y, 0.6, dash="0.6 2")


@dataclass(frozen=True, slots=True)
class Rule:
    """A short centred line, as under the name of a document.

    Attributes:
        length: In points.
    """

    length: float
    above: float = 4
    below: float = 8

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        return self.above + self.below

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the line."""
        middle = x + width / 2
        pen.line(middle - self.length / 2, top - self.above, middle + self.length / 2, top - self.above, 0.7)


def height_of(blocks: Sequence[Block], pen: Pen, width: float) -> float:
    """Room that blocks take one below the other."""
    return sum(block.height(pen, width) for block in blocks)


def stack(blocks: Sequence[Block], pen: Pen, x: float, top: float, width: float) -> float:
    """Draw blocks one below the other and return where the last one ends."""
    for block in blocks:
        block.draw(pen, x, top, width)
        top -= block.height(pen, width)
    return top


def labelled(label: str, text: str, *, size: float = 13, indent: float = 0, bold: bool = False) -> Paragraph:
    """A line of a heading: "Địa điểm: Nhà văn hóa"; the colon is added."""
    style = Style.BOLD if bold else Style.REGULAR
    return Paragraph((Run(f"{label}:"), Run(text, style)), size, indent=indent, before=2)


def centred(text: str, style: Style = Style.REGULAR, size: float = 13, *, before: float = 0) -> Paragraph:
    """A centred heading."""
    return Paragraph((Run(text, style),), size, Align.CENTRE, before=before)


class Flow:
    """Runs blocks down the pages of a document; paragraphs break where a page ends."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self._y = pen.paper.text_top

    def add(self, block: Block) -> None:
        """Put a block below the last one; one that does not fit goes to the next page."""
        paper = self.pen.paper
        if isinstance(block, Paragraph):
            self._add_lines(block)
            return
        if not self._fits(height := block.height(self.pen, paper.text_width)):
            self.turn()
        block.draw(self.pen, paper.left, self._y, paper.text_width)
        self._y -= height

    def keep(self, blocks: Sequence[Block]) -> None:
        """Put blocks that may not be torn apart."""
        if not self._fits(height_of(blocks, self.pen, self.pen.paper.text_width)):
            self.turn()
        for block in blocks:
            self.add(block)

    def turn(self) -> None:
        """Go to the next page."""
        self.pen.next_page()
        self._y = self.pen.paper.text_top

    def _fits(self, height: float) -> bool:
        return self._y - height >= self.pen.paper.bottom - 0.01

    def _add_lines(self, paragraph: Paragraph) -> None:
        """Set a paragraph line by line; neither its first nor its last line stands alone on a page."""
        paper = self.pen.paper
        lines = paragraph.lines(self.pen, paper.text_width)
        self._y -= paragraph.before
        for number, line in enumerate(lines):
            at_edge = number == 0 or number == len(lines) - 2
            together = min(2, len(lines) - number) if at_edge else 1
            follow = paragraph.follow if number == 0 else 0
            if not self._fits(paragraph.leading * together + follow):
                self.turn()
            line.draw(self.pen, paper.left, self._y - paragraph.size, paragraph.size)
            self._y -= paragraph.leading
