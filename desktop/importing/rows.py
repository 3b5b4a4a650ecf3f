"""The rows below the headings: which are people, and under which branch each of them stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.importing.branches import branch_of_row, group_of_row
from desktop.importing.grid import Cell, SheetGrid
from desktop.importing.mapping import Column, Joint, SheetMapping, Target
from desktop.importing.values import Trouble, is_blank, is_ditto, is_numbering, name_of, reader_of, text_of
from desktop.models.names import fold, is_name

_TOTAL = re.compile(r"(tổng|cộng)(\s+(cộng|số|toàn|chung|chi|hội|danh)\b.*|\s*[:=\d(].*|)$|cộng\s.*\d", re.IGNORECASE)
_TOTAL_PLAIN = re.compile(r"(tong (cong|so)|cong chi hoi|cong)\b( .*\d.*| [a-z]+ [a-z]+)?$")
_END = re.compile(
    r"(t ?m|k ?t|t ?l)? ?(nguoi lap|lap bieu|lap bang|lap danh sach|chu tich|pho chu tich|ban chap hanh|ban thuong vu|"
    r"ban chu nhiem|xac nhan|thu truong|ky ten|ky va|ky ghi|ky ro|ky dong|chi hoi truong|chi uy|bi thu|truong thon|"
    r"truong ban|noi nhan|luu y|chu thich|ghi chu|danh sach (nay )?(co|gom|an dinh)|an dinh|bang chu|ubnd|thu ky|"
    r"uy ban nhan dan|ke toan|nguoi kiem tra|hoi lhpn|hoi lien hiep|doan thanh tra|can bo|to truong|thu quy|duyet)\b"
)
_PLACE_AND_DAY = re.compile(r"ngay[\s\d]{0,8} thang[\s\d]{0,8} nam\b|^ngay \d* ?thang")
_FOOTNOTE = re.compile(r"\s*(\*|\(\*|-\s|\+\s|\(\d\)\s)")
_STRONG = frozenset({"citizen_id", "phone", "date", "civil_date", "money", "datetime"})
_WEAK = frozenset({"reference", "catalogue", "choice", "yes_no", "note"})


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One row that tells of somebody.

    Attributes:
        index: Zero-based row of the sheet.
        branch: Named by a heading above it, or None.
        group: Likewise.
    """

    index: int
    branch: str | None = None
    group: str | None = None


@dataclass(slots=True)
class _State:
    branch: str | None = None
    group: str | None = None
    said_branch: bool = False
    ended: bool = False


class BodyReader:
    """Walks the rows of one sheet below its headings."""

    def __init__(self, grid: SheetGrid, mapping: SheetMapping, targets: Sequence[Target]) -> None:
        kinds = {target.key: target.kind for target in targets}
        self._grid = grid
        self._mapping = mapping
        self._kinds = kinds
        self._first = mapping.header[1] + 1
        self._ordinal = _first_index(mapping, Joint.ORDINAL)
        self._name = _main_indices(mapping, targets)
        self._strong = [
            (index, reader_of(kinds[key], [_at(row, index) for row in grid.rows[self._first :]]))
            for key, column in mapping.mapped()
            if kinds[key].name in _STRONG and column.joint in (Joint.ONE, Joint.BY_SEX)
            for index in column.indices
        ]
        self._strong_indices = [index for index, _ in self._strong]
        self._telling = [
            index for key, column in mapping.mapped() if kinds[key].name not in _WEAK for index in column.indices
        ]
        heads = grid.rows[mapping.header[0] : self._first]
        self._heading_texts = {text for row in heads for text in row if isinstance(text, str)}
        self._headings = set(map(fold, self._heading_texts))
        self._has_branch_column = any(kinds[key].target == "branch" for key, _ in mapping.mapped())

    def rows(self) -> Iterator[BodyRow]:
        """The rows that tell of somebody, complete or not."""
        state = _State()
        for index in range(self._first, len(self._grid.rows)):
            row = self._grid.rows[index]
            if self._is_plainly_a_person(row) or self._is_person(row, index, state):
                yield BodyRow(index, state.branch, state.group)

    def _is_plainly_a_person(self, row: Sequence[Cell]) -> bool:
        """A number in front, a name and one more value, or a name and two: nearly every row, decided fast."""
        name = _at(row, self._name[0]) if self._name else ""
        if not isinstance(name, str) or not name[:1].isalpha() or name in self._heading_texts or _is_total(name):
            return False
        told = sum(_at(row, index) != "" for index in self._strong_indices)
        return told > 1 or (told == 1 and self._ordinal is not None and _is_number(_at(row, self._ordinal)))

    def _is_person(self, row: Sequence[Cell], index: int, state: _State) -> bool:
        filled = [(column, cell) for column, cell in enumerate(row) if cell != ""]
        if not filled or is_numbering([cell for _, cell in filled]) or self._is_repeated_heading(filled):
            return False
        texts = [cell for column, cell in filled if isinstance(cell, str) and not _is_number(cell)]
        numbered = self._ordinal is not None and _is_number(_at(row, self._ordinal))
        if self._is_heading(filled, texts, numbered, state) or any(map(_is_total, texts[:2])):
            return False
        strong = self._strong_values(row)
        if not numbered and not strong and self._is_end(index, texts):
            state.ended = True
            return False
        has_name = any(not is_blank(_at(row, column)) and not _is_number(_at(row, column)) for column in self._name)
        if not has_name:
            return self._is_nameless(row, numbered, strong, state)
        if strong or numbered:
            return not (state.ended and not numbered and strong < 1)
        return not state.ended and self._is_bare_name(row, filled, index)

    def _is_nameless(self, row: Sequence[Cell], numbered: bool, strong: int, state: _State) -> bool:
        """Somebody without a name: what stands in the row must be hers, and not a date under the list."""
        if not self._name:
            return not state.ended and any(not is_blank(_at(row, index)) for index in self._telling)
        told = sum(not is_blank(_at(row, index)) for index in self._telling)
        return strong > 0 and (numbered or told > 1) and (numbered or not state.ended or strong > 1)

    def _is_bare_name(self, row: Sequence[Cell], filled: Sequence[tuple[int, Cell]], index: int) -> bool:
        """A name with nothing beside it that could not be some other text."""
        name = name_of(" ".join(text_of(_at(row, column)) for column in self._name if _at(row, column) != ""))
        others = [column for column, _ in filled if column not in self._name]
        if others:
            return is_name(name) and any(column in self._mapped_indices for column in others)
        if self._reaches_over(index, self._name[0]) or not is_name(name):
            return False
        if self._is_numbered:
            return False  # the others have a number, this one is a heading of some sort
        return 2 <= len(name.split()) <= 6

    @cached_property
    def _mapped_indices(self) -> frozenset[int]:
        return frozenset(index for _, column in self._mapping.mapped() for index in column.indices)

    @cached_property
    def _is_numbered(self) -> bool:
        """Whether most rows bear a number."""
        if self._ordinal is None:
            return False
        body = [row for row in self._grid.rows[self._first :] if any(cell != "" for cell in row)]
        return 2 * sum(_is_number(_at(row, self._ordinal)) for row in body) > len(body)

    def _is_heading(
        self, filled: Sequence[tuple[int, Cell]], texts: Sequence[str], numbered: bool, state: _State
    ) -> bool:
        """A row that names the branch or group of those below it; the state takes note of it."""
        words = [text for text in texts if len(fold(text)) > 3 or group_of_row(text)]
        if not words or len(dict.fromkeys(words)) > 2 or len(filled) > 4:
            return False
        title = words[0]
        if any(self._reads(column, cell) for column, cell in filled if column in self._strong_indices):
            return False
        branch = branch_of_row(title)
        says_branch = branch is not None and branch.startswith("Chi hội ")
        if branch is not None and (says_branch or not numbered):
            if state.said_branch and not says_branch:
                state.group = branch
            else:
                state.branch, state.group = branch, None
            state.said_branch = state.said_branch or says_branch
            state.ended = False
            return True
        group = None if numbered else group_of_row(title)
        if group is None:
            return False
        if state.said_branch or self._has_branch_column:
            state.group = group
        else:
            state.branch = group
        return True

    def _reads(self, column: int, cell: Cell) -> bool:
        if isinstance(cell, float | int) and cell < 1000:  # a count under a date's heading
            return False
        return any(index == column and _is_value(reader(cell)) for index, reader in self._strong)

    def _strong_values(self, row: Sequence[Cell]) -> int:
        return sum(_at(row, index) != "" and (is_ditto(_at(row, index)) or _is_value(reader(_at(row, index))))
                   for index, reader in self._strong)  # fmt: skip

    def _is_end(self, index: int, texts: Sequence[str]) -> bool:
        folded = [fold(text) for text in texts]
        if any(_END.match(text) or _PLACE_AND_DAY.search(text) for text in folded):
            return True
        return any(_FOOTNOTE.match(text) or len(text) > 90 for text in texts)

    def _is_repeated_heading(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """The headings again, as they stand on the next printed page."""
        known = sum(isinstance(cell, str) and fold(cell) in self._headings for _, cell in filled)
        return known >= 2 and known == len(filled)

    def _reaches_over(self, row: int, column: int) -> bool:
        return any(
            merge.top <= row <= merge.bottom and merge.left <= column <= merge.right and merge.right - merge.left >= 2
            for merge in self._grid.merges
        )


def _is_total(text: str) -> bool:
    return _TOTAL.match(text) is not None or (text.isascii() and _TOTAL_PLAIN.match(fold(text)) is not None)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip(" .").isdecimal())


def _is_value(value: object) -> bool:
    """Whether it tells of somebody, if only in a slip: an 11-digit number is a number."""
    return value is not None and not (isinstance(value, Trouble) and sum(map(str.isdigit, value.text)) < 8)


def _first_index(mapping: SheetMapping, joint: Joint) -> int | None:
    return next((column.indices[0] for column in mapping.columns if column.joint is joint), None)


def _main_indices(mapping: SheetMapping, targets: Sequence[Target]) -> tuple[int, ...]:
    """The columns of the name that a row cannot do without."""
    names: list[Column] = [
        column
        for target in targets
        if target.required and target.kind.name in ("name", "text", "reference")
        if (column := mapping.column_of(target.key)) is not None
    ]
    return names[0].indices if names else ()


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else ""
