"""Sheets of paper and their margins."""

from dataclasses import dataclass, replace

MM = 72 / 25.4
INDENT = 12.7 * MM  # first lines of paragraphs


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet with its margins; all in points.

    Source:
        Margins: Decree 30/2020/NĐ-CP, annex I (20 to 25, 30 to 35, 15 to 20 mm).
    """

    width: float
    height: float
    top: float = 20 * MM
    bottom: float = 20 * MM
    left: float = 30 * MM
    right: float = 15 * MM

    @property
    def text_width(self) -> float:
        """Room between the margins."""
        return self.width - self.left - self.right

    @property
    def text_top(self) -> float:
        """Where the first line may begin, measured from below."""
        return self.height - self.top

    @property
    def text_height(self) -> float:
        """Room from the top margin to the bottom margin."""
        return self.text_top - self.bottom


A4 = Paper(210 * MM, 297 * MM)
A4_WIDE = Paper(210 * MM, 297 * MM, left=20 * MM)
A4_LANDSCAPE = Paper(297 * MM, 210 * MM, left=20 * MM, right=20 * MM, top=20 * MM, bottom=18 * MM)
A5 = Paper(148.5 * MM, 210 * MM, top=14 * MM, bottom=12 * MM, left=13 * MM, right=10 * MM)
TWO_A5 = replace(A4_LANDSCAPE, left=0, right=0, top=0, bottom=0)
