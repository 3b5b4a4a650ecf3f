"""Attendance by row numbers: "3, 7, 15-20" as it is read off the signed roster."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_SPLIT = re.compile(r"[,;\n]+")
_DASHES = re.compile(r"\s*(?:[-‐‑–—~]|\.{2,}|đến)\s*")
_ITEM = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?\s*(p|cp|có phép|có lý do)?")


class Mark(StrEnum):
    """What stands in the column of those who came."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class Why(StrEnum):
    """Why a piece of what was typed could not be taken."""

    UNREADABLE = "unreadable"
    TOO_HIGH = "too_high"
    ZERO = "zero"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A piece that was not taken.

    Attributes:
        piece: As it was typed.
    """

    piece: str
    why: Why


@dataclass(frozen=True, slots=True)
class Numbers:
    """Row numbers that were typed.

    Attributes:
        plain: Without a remark.
        excused: Marked with "p": away with a reason.
    """

    plain: frozenset[int] = frozenset()
    excused: frozenset[int] = frozenset()
    doubts: tuple[Doubt, ...] = ()


def read_numbers(text: str, last: int) -> Numbers:
    """Read row numbers and ranges; "7p" says away with a reason.

    Args:
        last: The last row number of the roster.

    >>> sorted(read_numbers("3, 7p, 15-17", 46).plain), sorted(read_numbers("3, 7p", 46).excused)
    ([3, 15, 16, 17], [7])
    >>> read_numbers("3 x, 60", 46).doubts
    (Doubt(piece='3 x', why=<Why.UNREADABLE: 'unreadable'>), Doubt(piece='60', why=<Why.TOO_HIGH: 'too_high'>))
    """
    taken: dict[int, bool] = {}
    doubts: list[Doubt] = []
    for typed, piece in _pieces(text):
        match = _ITEM.fullmatch(piece)
        if match is None:
            doubts.append(Doubt(typed, Why.UNREADABLE))
            continue
        first, final = sorted((int(match[1]), int(match[2] or match[1])))
        if first == 0:
            doubts.append(Doubt(typed, Why.ZERO))
        elif final > last:
            doubts.append(Doubt(typed, Why.TOO_HIGH))
        else:
            excused = match[3] is not None
            if any(taken.get(number, excused) is not excused for number in range(first, final + 1)):
                doubts.append(Doubt(typed, Why.TWICE))
                continue
            taken.update(dict.fromkeys(range(first, final + 1), excused))
    return Numbers(
        frozenset(number for number, excused in taken.items() if not excused),
        frozenset(number for number, excused in taken.items() if excused),
        tuple(doubts),
    )


def _pieces(text: str) -> Iterable[tuple[str, str]]:
    """Every piece as typed and as it is read; numbers may also be parted by spaces alone."""
    for part in _SPLIT.split(text):
        plain = _DASHES.sub("-", part.strip().lower())
        if re.fullmatch(r"[\d\- ]+", plain) and " " in plain:
            yield from ((piece, piece) for piece in plain.split())
        elif plain:
            yield part.strip(), plain


def marks_by_absence(numbers: Numbers, rows: Collection[int]) -> Mapping[int, Mark]:
    """Everybody came but those whose numbers were typed."""
    return {
        row: Mark.EXCUSED if row in numbers.excused else Mark.ABSENT if row in numbers.plain else Mark.PRESENT
        for row in rows
    }


def marks_by_presence(numbers: Numbers, rows: Collection[int]) -> Mapping[int, Mark]:
    """Only those came whose numbers were typed."""
    came = numbers.plain | numbers.excused
    return {row: Mark.PRESENT if row in came else Mark.ABSENT for row in rows}


def written(rows: Iterable[int]) -> str:
    """Row numbers as a person would type them.

    >>> written([3, 7, 15, 16, 17, 20])
    '3, 7, 15-17, 20'
    """
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
