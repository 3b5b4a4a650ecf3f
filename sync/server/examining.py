"""What a bundle that came up holds, and whether a person must look at it first."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection

from sync.manifest import Kind, Manifest
from sync.payload import Log, PayloadFalse, RowCells, read_frame
from sync.server import timelines
from sync.standing import NO_TIMELINE, Standing, Timeline

ACTIVE: Final = "active"


def may_know_more(db: Connection, unit: str, standing: Standing, timeline: Timeline) -> bool:
    """Whether a computer may have heard of what this database has lost in a restore, noticed or not."""
    cursor = standing.cursor
    if standing.gives_back or cursor.timeline not in (timeline, NO_TIMELINE):
        return True
    return cursor.timeline == timeline and not timelines.is_position(db, unit, cursor)


def content(kind: Kind, frames: Sequence[bytes]) -> tuple[list[Log], list[RowCells]]:
    """What a bundle that came up holds.

    Raises:
        PayloadFalse: it holds what does not belong into its kind. Nothing of that would be examined, while the frames
            go on to other computers as they came.
    """
    logs: list[Log] = []
    cells: list[RowCells] = []
    for frame in frames:
        more, known, rows = read_frame(frame)
        if known or (rows and kind is not Kind.STATE) or (more and kind is not Kind.UP):
            raise PayloadFalse("content of another kind of bundle")
        logs += more
        cells += rows
    return logs, cells


def why_held(row: Any, manifest: Manifest, *, is_let_in: bool = False) -> str:
    """The stable reason for which a person must look at a bundle first; empty when it can be applied.

    Args:
        row: The row of its sender; None where there is none.
        is_let_in: Somebody lets this one bundle in although its computer is shut out.
    """
    if row is None:
        return "unknown"
    if row.status not in (ACTIVE, "replaced") and not is_let_in:
        return str(row.status)
    if row.unit != manifest.unit:
        return "unit"
    return "" if manifest.kind in (Kind.UP, Kind.STATE) else "kind"
