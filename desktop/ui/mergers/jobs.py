"""Merging in the background: plain functions over the registers, which touch no widget."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.models.record import Record
from desktop.models.sheets import Sheet, called, sheet_of
from desktop.registers.mergers import Merger, Mergers, Moving
from desktop.registers.register import Register
from desktop.registers.undo import Undo, Undone
from desktop.store.store import Store
from desktop.ui.tasks import CancelToken, Progress, Report
from desktop.ui.texts import mergers as texts


@dataclass(frozen=True, slots=True)
class MergeOrder:
    """Which rows become one.

    Attributes:
        rows: All of them, the one that stays among them unless a new one is made.
        into: The one that stays; None where a new one is made.
        new_name: Of the new one.
    """

    record: type[Record]
    rows: tuple[UUID, ...]
    into: UUID | None = None
    new_name: str = ""

    @property
    def sheet(self) -> Sheet:
        """The rows' register as it is shown."""
        return sheet_of(self.record)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merger came to.

    Attributes:
        acts: To be taken back in this order.
    """

    merger: Merger
    acts: tuple[int, ...]


def preview(store: Store, order: MergeOrder, report: Report, token: CancelToken) -> Merger:
    """Count what would move; changes nothing."""
    mergers = Mergers(store)
    if order.into is not None:
        return mergers.preview(order.record, order.rows, order.into)
    *first, last = order.rows
    one, other = mergers.preview(order.record, first, last), mergers.preview(order.record, [last], first[0])
    return Merger(order.new_name, (*one.ending, *other.ending), _added(one.moving, other.moving))


def merge(store: Store, order: MergeOrder, report: Report, token: CancelToken) -> Merged:
    """Make the new row where one is asked for, and merge; if the merger fails, the new row goes again."""
    mergers, undo = Mergers(store), Undo(store)
    if order.into is not None:
        report(Progress(0, 0))
        return Merged(mergers.merge(order.record, order.rows, order.into), _last(undo))
    label = texts.CREATED.format(what=called(order.sheet.one, order.new_name))
    values = {order.record.__title__: order.new_name, "status": "active"}
    into = Register(store, order.sheet).add(values, label=label)
    made = _last(undo)
    try:
        return Merged(mergers.merge(order.record, order.rows, into), _last(undo) + made)
    except BaseException:
        for act in made:
            undo.take_back(act)
        raise


def take_back(store: Store, acts: Sequence[int], report: Report, token: CancelToken) -> Undone:
    """Undo a merger, and the row that was made for it."""
    undone = [Undo(store).take_back(act) for act in acts]
    return Undone(undone[0].label, sum(each.rows for each in undone), sum(each.kept for each in undone))


def _last(undo: Undo) -> tuple[int, ...]:
    last = undo.last()
    return (last.act,) if last else ()


def _added(*parts: Sequence[Moving]) -> tuple[Moving, ...]:
    rows: dict[type[Record], int] = {}
    for moving in (each for part in parts for each in part):
        rows[moving.record] = rows.get(moving.record, 0) + moving.rows
    summed = [Moving(record, count) for record, count in rows.items()]
    return tuple(sorted(summed, key=lambda each: -each.rows))
