"""Where the headings of a list stand, and which field each of its columns goes into."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.importing.evidence import fit, speaks_for_itself
from desktop.importing.grid import Cell, SheetGrid
from desktop.importing.headings import match, phrase, says_something_else, words_of
from desktop.importing.joints import Slot, slots_of
from desktop.importing.mapping import Column, Joint, SheetMapping, Target
from desktop.importing.spans import headings
from desktop.importing.values import is_numbering, text_of

_LOOKED_AT, _TRIED, _SAMPLED, _DEEPEST = 400, 12, 80, 3
_ENOUGH, _SURE, _HARDLY = 0.6, 0.75, 0.35
_SAME_WORDS, _A_FEW = 0.95, 4
_HIDDEN_COST, _EVIDENCE_WEIGHT = 0.3, 0.15
_WORDS_OF_LISTS = words_of("stt tt số thứ tự ngày tháng năm nam nữ tên đệm lót họ chữ")


@dataclass(frozen=True)
class HeaderFinder:
    """Finds the headings of one kind of register in any sheet."""

    targets: tuple[Target, ...]

    def find(self, grid: SheetGrid) -> SheetMapping | None:
        """The best reading of a sheet's headings, or None where no row can be one."""
        best: SheetMapping | None = None
        worth = 0.0
        likely = [top for top in range(min(len(grid.rows), _LOOKED_AT)) if self._could_be_header(grid.rows[top])]
        for top in likely[:_TRIED]:
            for depth in _depths(grid, top):
                found = self._read(grid, top, depth)
                if found is not None and _worth(found) > worth + 0.01:
                    best, worth = found, _worth(found)
        return best

    def _could_be_header(self, row: Sequence[Cell]) -> bool:
        texts = [cell for cell in row if isinstance(cell, str) and 0 < len(cell) < 80]
        return len(texts) > 1 and sum(map(self._is_familiar, texts)) > len(texts) / 3

    def _is_familiar(self, text: str) -> bool:
        """Whether at least half of a text's words stand in headings."""
        words = phrase(text)
        spelt = words.marked if words.has_marks else words.plain
        return 2 * sum(word in self._vocabulary for word in spelt) >= len(spelt) > 0

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        names = [phrase(name) for target in self.targets for name in target.names]
        words = {word for name in names for word in (*name.marked, *name.plain)}
        initials = {"".join(word[0] for word in spelt) for name in names for spelt in (name.marked, name.plain)}
        run_together = {"".join(name.plain) for name in names}
        return frozenset(words | initials | run_together | _WORDS_OF_LISTS)

    def _read(self, grid: SheetGrid, top: int, depth: int) -> SheetMapping | None:
        bottom = top + depth - 1
        body = _full_rows(grid.rows[bottom + 1 : bottom + 1 + _SAMPLED])
        slots = slots_of(headings(grid, top, depth), body, self.targets)
        columns = self._assigned([_Judged(slot, _cells(body, slot), slot.is_hidden(grid)) for slot in slots])
        mapping = SheetMapping(grid.name, (top, bottom), tuple(columns))
        return mapping if self._is_enough(mapping) else None

    def _is_enough(self, mapping: SheetMapping) -> bool:
        sure = [column for column in mapping.columns if column.target and column.score >= _SURE]
        names = {target.key for target in self.targets if target.required and target.kind.name == "name"}
        if names and not any(column.target in names for column in mapping.columns):
            return False
        has_ordinal = any(column.joint is Joint.ORDINAL for column in mapping.columns)
        return len(sure) + has_ordinal >= min(2, len(self.targets))

    def _assigned(self, judged: Sequence["_Judged"]) -> list[Column]:
        """Each field to its best column and each column to its best field, the surest pairs first."""
        pairs = sorted(
            (
                (score, -place, -rank, place, target.key)
                for place, one in enumerate(judged)
                for rank, target in enumerate(self.targets)
                if (score := one.score(target)) >= _ENOUGH
            ),
            reverse=True,
        )
        taken: dict[int, tuple[str, float]] = {}
        for score, _, _, place, key in pairs:
            if place not in taken and key not in {other for other, _ in taken.values()}:
                taken[place] = key, min(score, 1.0)
        return [one.column(*taken.get(place, (None, 0.0))) for place, one in enumerate(judged)]


@dataclass(frozen=True)
class _Judged:
    """A column of the list with what speaks for and against each field."""

    slot: Slot
    cells: Sequence[Cell]
    hidden: bool

    def score(self, target: Target) -> float:
        slot = self.slot
        if slot.joint is Joint.ORDINAL or not slot.joint_takes(target.kind.name):
            return 0.0
        likeness = max((match(text, target.names) for text in slot.texts), default=0.0)
        if likeness < _HARDLY:
            alone = slot.joint is Joint.ONE and not self._speaks_of_another and speaks_for_itself(target, self.cells)
            return _ENOUGH if alone and not self.hidden else 0.0
        evidence = fit(target, self.cells) if slot.joint is Joint.ONE else 0.5
        if evidence < 0.5 and likeness < 0.85:
            return 0.0
        if evidence < 0.2 and (likeness < _SAME_WORDS or sum(cell != "" for cell in self.cells) > _A_FEW):
            return 0.0
        return likeness + _EVIDENCE_WEIGHT * (2 * evidence - 1) - (_HIDDEN_COST if self.hidden else 0.0)

    @property
    def _speaks_of_another(self) -> bool:
        return any(map(says_something_else, self.slot.texts))

    def column(self, target: str | None, score: float) -> Column:
        samples = tuple(text_of(cell) for cell in self.cells if cell != "")[:3]
        slot = self.slot
        return Column(slot.indices, slot.joint, slot.heading, target, score, samples, self.hidden, slot.labels)


def _worth(mapping: SheetMapping) -> float:
    depth = mapping.header[1] - mapping.header[0]
    return sum(column.score for column in mapping.columns if column.target) - 0.05 * depth


def _cells(body: Sequence[Sequence[Cell]], slot: Slot) -> list[Cell]:
    return [_joined([row[index] for index in slot.indices if index < len(row)]) for row in body]


def _joined(cells: Sequence[Cell]) -> Cell:
    filled = [cell for cell in cells if cell != ""]
    return filled[0] if len(filled) == 1 else " ".join(map(text_of, filled))


def _depths(grid: SheetGrid, top: int) -> range:
    """How many rows the headings that begin at `top` can have, at least and at most."""
    least = most = 1
    while most < _DEEPEST and _could_go_on(grid, top + most):
        least = most + 1 if _hangs_below(grid, top + most) else least
        most += 1
    return range(least, most + 1)


def _could_go_on(grid: SheetGrid, row: int) -> bool:
    """Whether a row below headings can be more of them."""
    if row >= len(grid.rows) - 1:
        return False
    filled = _filled(grid, row)
    if not filled or is_numbering([cell for _, cell in filled]):
        return False
    if not all(isinstance(cell, str) and len(cell) < 60 for _, cell in filled):
        return False
    return len(filled) > 1 or headings(grid, row - 1, 1)[filled[0][0]].spans


def _hangs_below(grid: SheetGrid, row: int) -> bool:
    """Whether everything in a row stands below a heading that reaches over several columns."""
    filled = _filled(grid, row)
    above = headings(grid, row - 1, 2)
    reached = {column + step for column, head in enumerate(above) if len(head.levels) > 1 and head.spans_above
               for step in (-1, 0)}  # fmt: skip
    return len(filled) > 1 and all(column in reached for column, _ in filled)


def _full_rows(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """The rows that hold about as much as most: no headings between, no numbering, no signatures."""
    said = [(row, [cell for cell in row if cell != ""]) for row in rows]
    counts = sorted(len(cells) for _, cells in said if cells)
    usual = counts[len(counts) // 2] if counts else 0
    return [row for row, cells in said if cells and 2 * len(cells) >= usual and not is_numbering(cells)]


def _filled(grid: SheetGrid, row: int) -> list[tuple[int, Cell]]:
    return [(column, cell) for column, cell in enumerate(grid.rows[row]) if cell != ""]
