"""Bar charts, drawn once for paper and screen alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Group, Line, Polygon, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from desktop.forms.fonts import Face, Style, serif
from desktop.forms.numbers import grouped
from desktop.forms.pen import Pen
from desktop.forms.text import Fitted, clean, fit

BAR = 0.62  # of the height of a line
FLOOR = 7


@dataclass(frozen=True, slots=True)
class ChartColours:
    """Colours as "#rrggbb", to go with paper or with the theme of the window."""

    text: str = "#1a1a1a"
    bar: str = "#4a6fa5"
    below: str = "#b3541e"
    grid: str = "#8c8c8c"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line that values should reach.

    Attributes:
        label: Beside the line, as "60 %".
        below: The word after each value under it; a sign stands before it, so that colour is not needed to tell.
    """

    value: float
    label: str
    below: str = "chưa đạt"


@dataclass(frozen=True, slots=True)
class BarChart:
    """What a bar chart shows: a bar across for each label, the first on top.

    Attributes:
        shown: How a value is written behind its bar.
        top: What the longest possible bar stands for; None takes the largest value.
    """

    title: str
    labels: Sequence[str]
    values: Sequence[float]
    threshold: Threshold | None = None
    top: float | None = None
    shown: Callable[[float], str] = lambda value: grouped(round(value))


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """How a chart looks.

    Attributes:
        faces: Plain and bold; None takes the serif of papers.
    """

    size: float = 11
    line: float = 24
    colours: ChartColours = field(default_factory=ChartColours)
    faces: tuple[Face, Face] | None = None

    def plain(self) -> Face:
        """The face of labels and values."""
        return self.faces[0] if self.faces else serif().face(Style.REGULAR)

    def bold(self) -> Face:
        """The face of the title."""
        return self.faces[1] if self.faces else serif().face(Style.BOLD)


def bar_chart(chart: BarChart, width: float, style: ChartStyle | None = None) -> Drawing:
    """Draw a bar chart; its height follows from the number of bars.

    Args:
        width: In points.
    """
    style = style or ChartStyle()
    head = style.size * 2 if chart.title else style.size * 0.5
    foot = style.size * 1.8 if chart.threshold else style.size * 0.5
    height = head + style.line * max(len(chart.values), 1) + foot
    drawing = Drawing(width, height)
    draw = _Plot(chart, style, width, height - head, foot)
    if chart.title:
        title = fit(clean(chart.title), style.bold(), width=width, size=style.size + 1, floor=FLOOR)
        drawing.add(_string(0, height - style.size - 1, title.lines[0], style.bold(), title.size, style.colours.text))
    for shape in draw.shapes():
        drawing.add(shape)
    return drawing


def chart_pdf(drawing: Drawing) -> bytes:
    """A drawing as a PDF of its own size, to be shown on screen; the paper is left clear."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(drawing.width, drawing.height), invariant=1, initialFontName=_any_font())
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.showPage()
    with serif().saving:
        canvas.save()
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as a block of a paper, made as wide as the text at most."""

    drawing: Drawing

    def height(self, pen: Pen, width: float) -> float:
        """Room it takes, in points."""
        return float(self.drawing.height) * self._scale(width)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw it as vectors."""
        scale = self._scale(width)
        scaled = Drawing(self.drawing.width * scale, self.drawing.height * scale)
        scaled.add(Group(*self.drawing.contents, transform=(scale, 0, 0, scale, 0, 0)))
        pen.figure(scaled, x, top - self.height(pen, width))

    def _scale(self, width: float) -> float:
        return min(1.0, width / float(self.drawing.width))


class _Plot:
    """Where labels, bars and values go."""

    def __init__(self, chart: BarChart, style: ChartStyle, width: float, top: float, foot: float) -> None:
        self._chart, self._style = chart, style
        self._top, self._foot = top, foot
        face, size = style.plain(), style.size
        labels = [face.width(clean(label), size) for label in chart.labels]
        self._label_room = min(max(labels, default=0), width * 0.34)
        notes = [face.width(self._note(value), size) + (size if self._is_below(value) else 0) for value in chart.values]
        self._left = self._label_room + size * 0.7
        self._room = max(width - self._left - max(notes, default=0) - size * 0.6, width * 0.2)
        reach = [*chart.values, chart.threshold.value if chart.threshold else 0]
        self._scale = self._room / ((chart.top or max(reach, default=0)) or 1)

    def shapes(self) -> list[Any]:
        """All the parts, the line of the threshold last."""
        shapes: list[Any] = []
        for index, (label, value) in enumerate(zip(self._chart.labels, self._chart.values, strict=True)):
            shapes += self._bar(self._top - (index + 1) * self._style.line, clean(label), value)
        colours = self._style.colours
        shapes.append(
            Line(self._left, self._foot, self._left, self._top, strokeColor=HexColor(colours.grid), strokeWidth=0.7)
        )
        return shapes + self._threshold()

    def _bar(self, foot: float, label: str, value: float) -> list[Any]:
        style, colours = self._style, self._style.colours
        fitted = self._two_lines(label)
        below = self._is_below(value)
        length = min(max(value, 0) * self._scale, self._room)
        bar = Rect(self._left, foot + style.line * (1 - BAR) / 2, length, style.line * BAR)
        bar.fillColor, bar.strokeColor = HexColor(colours.below if below else colours.bar), None
        middle = foot + style.line / 2
        shapes: list[Any] = [bar, *self._label(fitted.lines, fitted.size, middle)]
        x = self._left + length + style.size * 0.4
        if below:
            x = max(x, self._reach() + style.size * 0.5)  # clear of the line it stays under
            shapes.append(self._sign(x, middle))
            x += style.size
        base = middle - style.size * 0.33
        shapes.append(_string(x, base, self._note(value), style.plain(), style.size, colours.text))
        return shapes

    def _two_lines(self, label: str) -> Fitted:
        """A label on two lines at most, however small it gets."""
        floor = self._style.size * 0.85
        while True:
            fitted = fit(label, self._style.plain(), width=self._label_room, size=self._style.size, floor=floor)
            if len(fitted.lines) <= 2:
                return fitted
            floor *= 0.9

    def _reach(self) -> float:
        """Where the line of the threshold stands."""
        return self._left + min(self._chart.threshold.value * self._scale, self._room) if self._chart.threshold else 0

    def _label(self, lines: Sequence[str], size: float, middle: float) -> list[Any]:
        first = middle - size * 0.33 + (len(lines) - 1) * size * 0.55
        face, colour = self._style.plain(), self._style.colours.text
        return [
            _string(self._label_room - face.width(line, size), first - number * size * 1.1, line, face, size, colour)
            for number, line in enumerate(lines)
        ]

    def _sign(self, x: float, middle: float) -> Any:
        """A triangle pointing down."""
        half = self._style.size * 0.32
        sign = Polygon([x, middle + half, x + 2 * half, middle + half, x + half, middle - half])
        sign.fillColor, sign.strokeColor = HexColor(self._style.colours.below), None
        return sign

    def _threshold(self) -> list[Any]:
        threshold = self._chart.threshold
        if threshold is None:
            return []
        x = self._reach()
        colours, size = self._style.colours, self._style.size
        line = Line(x, self._foot - size * 0.4, x, self._top, strokeColor=HexColor(colours.text), strokeWidth=0.9)
        line.strokeDashArray = [3, 2]
        face = self._style.plain()
        left = x - face.width(threshold.label, size) / 2
        return [line, _string(left, size * 0.35, clean(threshold.label), face, size, colours.text)]

    def _is_below(self, value: float) -> bool:
        return self._chart.threshold is not None and value < self._chart.threshold.value

    def _note(self, value: float) -> str:
        shown = self._chart.shown(value)
        return f"{shown} {self._chart.threshold.below}" if self._chart.threshold and self._is_below(value) else shown


def _string(x: float, y: float, text: str, face: Face, size: float, colour: str) -> String:
    return String(x, y, text, fontName=face.name, fontSize=size, fillColor=HexColor(colour))


def _any_font() -> str:
    return serif().face(Style.REGULAR).name
