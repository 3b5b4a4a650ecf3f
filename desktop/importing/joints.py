"""Columns that make up one value together: a name in two, a date in three, a year under the sex."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.importing.evidence import is_single_word
from desktop.importing.grid import Cell, SheetGrid
from desktop.importing.headings import match, phrase, says_something_else
from desktop.importing.mapping import Joint, Target
from desktop.importing.spans import Heading
from desktop.models.kinds import BadValue

_DATES = ("date", "civil_date")
_CHOICES = ("catalogue", "choice")
_ORDINALS = frozenset(("stt", "tt", "so tt", "so thu tu", "thu tu", "no", "s tt"))
_NAME_ENDS = frozenset(("ten", "ten goi", "va ten"))
_VAGUE = frozenset(("nam", "nu", "ngay", "thang", "so", "ten", "khac", "co", "khong", "tong so"))
_SEXES = frozenset(("nam", "nu", "nam gioi", "nu gioi"))
_SINGLE_WORDS = 0.7


@dataclass(frozen=True, slots=True)
class Slot:
    """One or more columns under one heading.

    Attributes:
        texts: What the heading may be matched by, the fullest first.
    """

    indices: tuple[int, ...]
    joint: Joint
    heading: str
    texts: tuple[str, ...]
    labels: tuple[str, ...] = ()

    def is_hidden(self, grid: SheetGrid) -> bool:
        """Whether the sheet shows none of it."""
        return all(index in grid.hidden_columns for index in self.indices)

    def joint_takes(self, kind: str) -> bool:
        """Whether values so joined can be of a kind."""
        match self.joint:
            case Joint.NAME:
                return kind in ("name", "text", "reference")
            case Joint.DATE | Joint.MONTH:
                return kind in _DATES
            case Joint.BY_SEX:
                return kind in _DATES
            case Joint.MARKS:
                return kind in _CHOICES
        return True


def slots_of(heads: Sequence[Heading], body: Sequence[Sequence[Cell]], targets: Sequence[Target]) -> list[Slot]:
    """The columns of a list, those that belong together in one."""
    slots: list[Slot] = []
    column = 0
    while column < len(heads):
        slot = next(_slots_at(column, heads, body, targets))
        slots.append(slot)
        column = slot.indices[-1] + 1
    return slots


def _slots_at(
    column: int, heads: Sequence[Heading], body: Sequence[Sequence[Cell]], targets: Sequence[Target]
) -> Iterator[Slot]:
    head = heads[column]
    if _plain(head.text) in _ORDINALS or head.text.strip() == "#":
        yield Slot((column,), Joint.ORDINAL, head.text, ())
    yield from _name(column, heads, body, targets)
    yield from _date(column, heads)
    yield from _choices(column, heads, targets)
    yield Slot((column,), Joint.ONE, head.text, _texts(head))


def _texts(head: Heading) -> tuple[str, ...]:
    """The whole heading; its lowest level too, unless that is vague or what stands above makes it another's."""
    if len(head.levels) < 2 or _plain(head.last) in _VAGUE or says_something_else(head.above):
        return (head.text,) if head.text else ()
    return head.text, head.last


def _name(
    column: int, heads: Sequence[Heading], body: Sequence[Sequence[Cell]], targets: Sequence[Target]
) -> Iterator[Slot]:
    head = heads[column]
    above = head.above if match(head.above, ["Họ và tên"]) > 0.9 or says_something_else(head.above) else ""
    if _is_family(head):
        last = column + 1
        while last < len(heads) and last < column + 3 and _is_family(heads[last]):
            last += 1
        if last < len(heads) and _plain(heads[last].last) in _NAME_ENDS:
            text = above or "Họ và tên"
            yield Slot(tuple(range(column, last + 1)), Joint.NAME, _joined(heads[column : last + 1]), (text,))
    if _names_a_person(head, targets) and column + 1 < len(heads) and _continues(head, heads[column + 1]):
        beside = [(_at(row, column), _at(row, column + 1)) for row in body]
        given = [right for left, right in beside if left != "" and right != ""]
        if len(given) >= 1 and sum(map(is_single_word, given)) >= _SINGLE_WORDS * len(given):
            yield Slot((column, column + 1), Joint.NAME, head.text, _texts(head))


def _is_family(head: Heading) -> bool:
    words = phrase(head.last)
    return words.marked in (("họ",), ("ho",)) or bool({"dem", "lot"} & set(words.plain))


def _names_a_person(head: Heading, targets: Sequence[Target]) -> bool:
    names = [name for target in targets if target.kind.name in ("name", "reference") for name in target.names]
    return match(head.text, names) >= 0.9 and "ten" in phrase(head.text).plain


def _continues(head: Heading, following: Heading) -> bool:
    return not following.levels or (following.spans and following.text == head.text)


def _date(column: int, heads: Sequence[Heading]) -> Iterator[Slot]:
    lasts = [_plain(head.last) for head in heads[column : column + 3]]
    above = heads[column].above
    if len(lasts) == 3 and lasts[0].startswith("ngay") and lasts[1].startswith("thang") and lasts[2].startswith("nam"):
        yield _date_slot((column, column + 1, column + 2), Joint.DATE, heads, above)
    if len(lasts) >= 2 and lasts[0] == "thang" and lasts[1].startswith("nam"):
        yield _date_slot((column, column + 1), Joint.MONTH, heads, above)


def _date_slot(indices: tuple[int, ...], joint: Joint, heads: Sequence[Heading], above: str) -> Slot:
    """A date in parts is told by what stands above, else by whichever part says more than its own name."""
    parts = [heads[index] for index in indices]
    telling = [part.last for part in reversed(parts) if len(phrase(part.last).plain) > 1]
    text = above or (telling[0] if telling else "ngày tháng năm sinh")
    return Slot(indices, joint, _joined(parts), (text,))


def _choices(column: int, heads: Sequence[Heading], targets: Sequence[Target]) -> Iterator[Slot]:
    """Columns under one common heading that each stand for one choice."""
    above = heads[column].above
    if not above:
        return
    last = column
    while last + 1 < len(heads) and heads[last + 1].above == above:
        last += 1
    labels = tuple(head.last for head in heads[column : last + 1])
    indices = tuple(range(column, last + 1))
    is_by_sex = len(labels) == 2 and {_plain(label) for label in labels} <= _SEXES
    if is_by_sex and any(match(above, target.names) > 0.75 for target in targets if target.kind.name in _DATES):
        yield Slot(indices, Joint.BY_SEX, above, (above,), labels)
    if len(labels) > 1:
        for target in targets:
            if target.kind.name in _CHOICES and match(above, target.names) > 0.85 and _all_read(target, labels):
                yield Slot(indices, Joint.MARKS, above, (above,), labels)


def _all_read(target: Target, labels: Sequence[str]) -> bool:
    try:
        return all(target.kind.parse(label) is not None for label in labels)
    except BadValue:
        return False


def _joined(heads: Sequence[Heading]) -> str:
    return " / ".join(dict.fromkeys(head.text for head in heads if head.text))


def _plain(text: str) -> str:
    return " ".join(phrase(text).plain)


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else ""
