"""A list on paper: letterhead, name, table, sums, signatures; the frame of every list of ours."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.forms.fonts import Style
from desktop.forms.letterhead import Head, Letterhead
from desktop.forms.numbers import grouped
from desktop.forms.paper import A4, Paper
from desktop.forms.pen import Pen
from desktop.forms.prose import Block, Gap, Rule, centred, height_of, stack
from desktop.forms.table import Table, TableSetter


@dataclass(frozen=True, slots=True)
class Listing:
    """What is particular to one list.

    Attributes:
        title: In capitals, centred.
        subtitle: Bold, under the title.
        aside: In italics under that, as "(có ký nhận)".
        above: Between the name of the list and the table.
        below: Under the table, kept together with its last rows.
    """

    letterhead: Letterhead
    title: str
    table: Table
    subtitle: str = ""
    aside: str = ""
    above: Sequence[Block] = ()
    below: Sequence[Block] = ()
    paper: Paper = A4


def render_listing(listing: Listing, *, watermark: str | None = None) -> bytes:
    """Draw a list; the letterhead and the name stand on its first page only."""
    pen = Pen(listing.paper, title=listing.title, watermark=watermark, numbering=listing.letterhead.page_numbers)
    paper = listing.paper
    top = stack(_opening(listing), pen, paper.left, paper.text_top, paper.text_width)
    tail = height_of(listing.below, pen, paper.text_width)
    end = TableSetter(pen, listing.table).run(top, tail)
    stack(listing.below, pen, paper.left, end, paper.text_width)
    return pen.finish()


def _opening(listing: Listing) -> list[Block]:
    opening: list[Block] = [Head(listing.letterhead), centred(listing.title, Style.BOLD, 14, before=10)]
    if listing.subtitle:
        opening.append(centred(listing.subtitle, Style.BOLD, 13))
    if listing.aside:
        opening.append(centred(listing.aside, Style.ITALIC, 13))
    if listing.subtitle or listing.aside:
        opening.append(Rule(70))
    else:
        opening.append(Gap(8))
    return [*opening, *listing.above, Gap(8)]


def section_title(title: str, people: int) -> str:
    """The title of a branch's rows with how many they are; none where there is no title.

    >>> section_title("Chi hội thôn Đông", 25)
    'Chi hội thôn Đông (25 người)'
    """
    return f"{title} ({grouped(people)} người)" if title else ""
