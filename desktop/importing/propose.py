"""The mapping that the program proposes for a file, each sheet by itself."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.importing.branches import branch_key, branch_of_tab, branch_of_title
from desktop.importing.errors import NoHeader
from desktop.importing.grid import SheetGrid, Workbook
from desktop.importing.header import HeaderFinder
from desktop.importing.mapping import ListMapping, SheetMapping, Target
from desktop.models.names import fold


def propose(book: Workbook, targets: Sequence[Target]) -> ListMapping:
    """Find the headings of every sheet that is shown, and what each column goes into.

    Raises:
        NoHeader: in no sheet can a row be the headings.
    """
    finder = HeaderFinder(tuple(targets))
    found = [(grid, mapping) for grid in book.sheets if grid.visible and (mapping := finder.find(grid)) is not None]
    if not found:
        raise NoHeader
    names = {grid.name for grid, _ in found}
    sheets = [mapping for _, mapping in found]
    if any(target.kind.target == "branch" for target in targets):
        sheets = _with_branches(found, has_tabs=book.form != "csv")
    return ListMapping(tuple(sheets), tuple(grid.name for grid in book.sheets if grid.name not in names))


def _with_branches(found: Sequence[tuple[SheetGrid, SheetMapping]], *, has_tabs: bool) -> list[SheetMapping]:
    titles = [branch_of_title(_texts_above(grid, mapping)) for grid, mapping in found]
    if len(found) > 1 and len(set(titles)) == 1:
        titles = [None] * len(found)  # what all sheets say is said of the whole file
    return [
        replace(mapping, branch=_branch(title, grid.name, trusted=has_tabs and len(found) > 1, has_tab=has_tabs))
        for title, (grid, mapping) in zip(titles, found, strict=True)
    ]


def _branch(title: str | None, tab: str, *, trusted: bool, has_tab: bool) -> str | None:
    """The title's word before the tab's; of two spellings of the same, the one with its marks."""
    by_tab = branch_of_tab(tab) if has_tab else None
    if by_tab is not None and not trusted and not fold(tab).startswith("chi hoi"):
        by_tab = None
    if title is None or by_tab is None:
        return title or by_tab
    same = fold(branch_key(title)) == fold(branch_key(by_tab))
    return by_tab if same and branch_key(title).isascii() and not branch_key(by_tab).isascii() else title


def _texts_above(grid: SheetGrid, mapping: SheetMapping) -> list[str]:
    return [cell for row in grid.rows[: mapping.header[0]] for cell in row if isinstance(cell, str) and cell]
