"""Tables of any length with a grid, drawn straight on the pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from desktop.forms.fonts import Style
from desktop.forms.paper import MM, Paper
from desktop.forms.pen import Align, Pen
from desktop.forms.text import balanced, clean, fit

PAD = 1.2 * MM
REMEMBERED = 4096  # texts of a column that come again and again: branches, years, amounts


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        width: In millimetres; all widths are stretched alike to fill the page.
        floor: Smallest size a text is set in before it takes a second line.
    """

    heading: str
    width: float
    align: Align = Align.LEFT
    floor: float = 10


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a common title.

    Attributes:
        title: Over the whole width; empty leaves it out.
        rows: As many texts a row as there are columns.
    """

    rows: Sequence[Sequence[str]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """The line of sums.

    Attributes:
        label: Over the first `span` columns.
        cells: What stands in the columns after them.
    """

    label: str
    span: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Everything of a table but where it stands.

    Attributes:
        row_mm: Least height of a row; 9 leaves room to sign.
        empty: Said in one wide row where there are no rows at all.
    """

    columns: Sequence[Column]
    sections: Sequence[Section]
    total: Total | None = None
    row_mm: float = 9
    size: float = 12
    empty: str = "Chưa có ai trong danh sách."


class Cell(NamedTuple):
    """A text made ready: every line with its left end and the operators that show it."""

    lines: tuple[tuple[str, str], ...]
    size: float


class Strip(NamedTuple):
    """A row made ready; `heading` marks one that spans the whole width."""

    height: float
    cells: Sequence[Cell | None]
    style: Style = Style.REGULAR
    heading: bool = False
    span: int = 1


def column_edges(columns: Sequence[Column], paper: Paper) -> list[float]:
    """Where the upright lines stand: the left of every column, and the right of the last."""
    stretch = paper.text_width / sum(column.width for column in columns)
    return [paper.left, *(paper.left + so_far * stretch for so_far in accumulate(column.width for column in columns))]


class TableSetter:
    """Sets one table over the pages of a document, the heading row on each of them."""

    def __init__(self, pen: Pen, table: Table) -> None:
        self._pen = pen
        self._table = table
        self._least = table.row_mm * MM
        self._edges = column_edges(table.columns, pen.paper)
        self._seen: list[dict[str, Cell | None]] = [{} for _ in table.columns]
        self._head = self._heading_row()

    def run(self, top: float, tail_height: float) -> float:
        """Draw the table from `top` down and over as many pages as it takes.

        Args:
            tail_height: Room for what stands under the table on its last page; the last rows go along with it.
        Returns:
            Where the table ends on its last page.
        """
        paper = self._pen.paper
        total = self._total_row()
        room = top - paper.bottom - self._head.height
        waiting: list[Strip] = []
        for strip in self._strips():
            if strip.height > room:
                waiting, carried = _without_dangling(waiting)
                if waiting or top < paper.text_top:
                    self._draw_page(top, waiting)
                    self._pen.next_page()
                top = paper.text_top
                waiting = carried
                room = top - paper.bottom - self._head.height - sum(each.height for each in waiting)
            waiting.append(strip)
            room -= strip.height
        ending = [total] if total else []
        if room < tail_height + sum(each.height for each in ending):
            waiting, carried = _last_rows(waiting)
            self._draw_page(top, waiting)
            self._pen.next_page()
            top, waiting = paper.text_top, carried
        waiting += ending
        return self._draw_page(top, waiting) if waiting else top

    def _strips(self) -> Iterator[Strip]:
        rows = 0
        for section in self._table.sections:
            if section.title:
                yield self._wide(section.title, Style.BOLD, Align.LEFT)
            for row in section.rows:
                rows += 1
                yield self._row(row)
        if not rows:
            yield self._wide(self._table.empty, Style.ITALIC, Align.CENTRE)

    def _row(self, row: Sequence[str]) -> Strip:
        cells = []
        height = self._least
        for seen, (index, text) in zip(self._seen, enumerate(row), strict=True):
            try:
                cell = seen[text]
            except KeyError:
                if len(seen) > REMEMBERED:
                    seen.clear()
                cell = seen[text] = self._cell(index, text)
            cells.append(cell)
            if cell and len(cell.lines) > 1:
                height = max(height, len(cell.lines) * cell.size * 1.15 + 2 * PAD)
        return Strip(height, cells)

    def _cell(self, index: int, text: str, style: Style = Style.REGULAR) -> Cell | None:
        column = self._table.columns[index]
        return self._placed(text, style, column.align, self._edges[index], self._edges[index + 1], column.floor)

    def _placed(self, text: str, style: Style, align: Align, left: float, right: float, floor: float) -> Cell | None:
        text = clean(text)
        if not text:
            return None
        face, ink = self._pen.face(style), self._pen.ink(style)
        fitted = fit(text, face, width=right - left - 2 * PAD, size=self._table.size, floor=floor)
        lines = []
        for line in fitted.lines:
            x = left + PAD
            if align is not Align.LEFT:
                x += (right - left - 2 * PAD - face.width(line, fitted.size)) * align.value
            lines.append((f"{x:.2f}", ink.show(line, fitted.size)))
        return Cell(tuple(lines), fitted.size)

    def _wide(self, text: str, style: Style, align: Align) -> Strip:
        cell = self._placed(text, style, align, self._edges[0], self._edges[-1], 11)
        lines = len(cell.lines) if cell else 1
        return Strip(max(self._least, lines * self._table.size * 1.15 + 2 * PAD), [cell], style, heading=True)

    def _total_row(self) -> Strip | None:
        total = self._table.total
        if total is None:
            return None
        label = self._placed(total.label, Style.BOLD, Align.CENTRE, self._edges[0], self._edges[total.span], 10)
        cells = [self._cell(total.span + offset, text, Style.BOLD) for offset, text in enumerate(total.cells)]
        return Strip(self._least, [label, *cells], Style.BOLD, span=total.span)

    def _heading_row(self) -> Strip:
        face, ink = self._pen.face(Style.BOLD), self._pen.ink(Style.BOLD)
        cells: list[Cell | None] = []
        size = self._table.size
        for column, left, right in zip(self._table.columns, self._edges, self._edges[1:], strict=False):
            room = right - left - PAD
            widest = max(face.width(word, 1) for word in clean(column.heading).split())
            fitting = min(size, int(room / widest * 4) / 4)
            lines = balanced(clean(column.heading), face, fitting, room)
            middle = (left + right) / 2
            placed = [(f"{middle - face.width(line, fitting) / 2:.2f}", ink.show(line, fitting)) for line in lines]
            cells.append(Cell(tuple(placed), fitting))
        most = max(len(cell.lines) for cell in cells if cell)
        return Strip(max(self._least, most * size * 1.15 + 2 * PAD), cells, Style.BOLD)

    def _draw_page(self, top: float, strips: Sequence[Strip]) -> float:
        """Draw the heading row and the rows of one page; return where they end."""
        self._draw_texts(top, strips)
        return self._draw_grid(top, strips)

    def _draw_texts(self, top: float, strips: Sequence[Strip]) -> None:
        size = self._table.size
        drop = self._pen.face(Style.REGULAR).cap_height / 2
        operators: list[str] = ["BT"]
        current: tuple[Style, float] | None = None
        for strip in (self._head, *strips):
            middle = top - strip.height / 2
            foot = f"{middle - drop * size:.2f}"
            for cell in strip.cells:
                if cell is None:
                    continue
                lines, cell_size = cell
                if current != (strip.style, cell_size):
                    current = (strip.style, cell_size)
                    operators.append(self._pen.ink(strip.style).select(cell_size))
                if len(lines) == 1:
                    [(x, shown)] = lines
                    y = foot if cell_size == size else f"{middle - drop * cell_size:.2f}"
                    operators.append(f"1 0 0 1 {x} {y} Tm {shown}")
                    continue
                first = middle - drop * cell_size + (len(lines) - 1) * cell_size * 1.15 / 2
                for number, (x, shown) in enumerate(lines):
                    operators.append(f"1 0 0 1 {x} {first - number * cell_size * 1.15:.2f} Tm {shown}")
            top -= strip.height
        operators.append("ET")
        self._pen.write(operators)

    def _draw_grid(self, top: float, strips: Sequence[Strip]) -> float:
        left, right = f"{self._edges[0]:.2f}", f"{self._edges[-1]:.2f}"
        operators = ["0.5 w", f"{left} {top:.2f} m {right} {top:.2f} l"]
        began, spanned = top, 1  # where the inner lines of the rows above began, and from which column on they run
        y = top
        for strip in (self._head, *strips):
            inner = len(self._edges) - 1 if strip.heading else strip.span
            if inner != spanned:
                operators += self._uprights(began, y, spanned)
                began, spanned = y, inner
            y -= strip.height
            operators.append(f"{left} {y:.2f} m {right} {y:.2f} l")
        operators += self._uprights(began, y, spanned)
        operators += [f"{x} {top:.2f} m {x} {y:.2f} l" for x in (left, right)]
        self._pen.write([*operators, "S"])
        return y

    def _uprights(self, top: float, bottom: float, first: int) -> list[str]:
        return [f"{x:.2f} {top:.2f} m {x:.2f} {bottom:.2f} l" for x in self._edges[first:-1]] if top > bottom else []


def _without_dangling(strips: list[Strip]) -> tuple[list[Strip], list[Strip]]:
    """Split off the titles of sections at the end, that would stand without a row under them."""
    last = len(strips)
    while last and strips[last - 1].heading:
        last -= 1
    return strips[:last], strips[last:]


def _last_rows(strips: list[Strip]) -> tuple[list[Strip], list[Strip]]:
    """Split off the two last rows to stand above the signatures; nothing where too few would stay behind."""
    if len(strips) < 3:
        return strips, []
    stay, _ = _without_dangling(strips[:-2])
    return (stay, strips[len(stay) :]) if stay else (strips, [])
