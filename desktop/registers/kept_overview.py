"""The overview as it is kept in the register, so that a start shows it without counting.

What a change of any row may alter is kept with the state that it was counted at: the end of the log, and how far the
province's feed was followed, for a first load brings rows without their log. What the clock or a receipt alone alters
is asked or chosen anew at every reading.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from desktop.models.dates import PartialDate
from desktop.registers.overview import NextMeeting, Overview, ToReview, behind_duplicates, behind_missing
from desktop.reports.figures import Base, BranchFigure, Change, Coverage
from desktop.reports.periods import Period
from desktop.store.edition import edition
from desktop.store.store import Store

KEPT = "overview"
DUPLICATES = "duplicates"
STATE = (
    "SELECT (SELECT coalesce(max(id), 0) FROM change) || '/' || "
    "coalesce((SELECT hex(feed_hash) || '/' || coalesce(hex(parts), '') FROM exchange), '')"
)
_WAITING = (
    "SELECT coalesce(sum(own.seq - coalesce(ack.seq, 0)), 0) FROM incarnation AS own "
    'LEFT JOIN ack ON ack.incarnation = own.id WHERE own."foreign" IS NOT 1'
)


def kept_overview(store: Store, now: datetime) -> Overview | None:
    """The overview, if no row has changed since it was kept and its day has not passed."""
    rows = store.ask(f"SELECT value, ({STATE}) FROM local_meta WHERE key = ?", KEPT)
    with suppress(ValueError, KeyError, TypeError):  # another edition wrote it in another form
        kept, state = json.loads(rows[0][0]) if rows else {}, rows[0][1] if rows else None
        if (kept["edition"], kept["state"]) != (edition().hex(), state):
            return None
        if not date.fromisoformat(kept["from"]) <= now.date() <= date.fromisoformat(kept["until"]):
            return None
        meetings = [_meeting(item) for item in kept["meetings"]]
        ((waiting,),) = store.ask(_WAITING)
        return replace(_read(kept), next_meeting=still_to_come(meetings, now), waiting=waiting)
    return None


def still_to_come(meetings: Sequence[NextMeeting], now: datetime) -> NextMeeting | None:
    """The first of meetings in their order; one that began less than two hours ago is still to come."""
    return next((meeting for meeting in meetings if meeting.starts_at >= earliest_start(now)), None)


def earliest_start(now: datetime) -> str:
    """Local ISO text of the start before which a meeting is over."""
    begun = now.replace(hour=max(now.hour - 2, 0)) if now.hour else now
    return begun.strftime("%Y-%m-%dT%H:%M")


def packed(overview: Overview, meetings: Sequence[NextMeeting], *, state: str, first: date, last: date) -> bytes:
    """An overview to keep.

    Args:
        meetings: All that are to come, in their order.
        state: What `STATE` gave when it was counted.
        first, last: The days on which it is so.
    """
    base = overview.coverage.base
    kept = {
        "edition": edition().hex(),
        "state": state,
        "from": first.isoformat(),
        "until": last.isoformat(),
        "members": overview.members,
        "change": [overview.change.joined, overview.change.left],
        "quarter": [overview.quarter.first.isoformat(), overview.quarter.last.isoformat(), overview.quarter.name],
        "counted": overview.coverage.members,
        "base": base and [base.id.hex, base.kind, str(base.as_of), base.women, base.source],
        "threshold": overview.threshold,
        "branches": [
            [each.id.hex if each.id else None, each.name, each.members, each.percent and str(each.percent)]
            for each in overview.branches
        ],
        "poor_households": [each.hex for each in overview.poor_households],
        "to_review": [
            [each.what, each.rows, [row.hex for row in each.behind.query.only]] for each in overview.to_review
        ],
        "meetings": [
            [each.id.hex, each.title, each.branch, each.starts_at, each.place, each.called] for each in meetings
        ],
        "is_empty": overview.is_empty,
    }
    return json.dumps(kept, ensure_ascii=False).encode()


def _read(kept: dict[str, Any]) -> Overview:
    first, last, name = kept["quarter"]
    base = kept["base"]
    return Overview(
        members=kept["members"],
        change=Change(*kept["change"]),
        quarter=Period(date.fromisoformat(first), date.fromisoformat(last), name),
        coverage=Coverage(
            kept["counted"], base and Base(UUID(hex=base[0]), base[1], PartialDate(base[2]), base[3], base[4])
        ),
        threshold=kept["threshold"],
        branches=tuple(
            BranchFigure(UUID(hex=row) if row else None, name, members, Decimal(share) if share else None)
            for row, name, members, share in kept["branches"]
        ),
        poor_households=tuple(UUID(hex=row) for row in kept["poor_households"]),
        next_meeting=None,
        to_review=tuple(_review(*item) for item in kept["to_review"]),
        waiting=0,
        is_empty=kept["is_empty"],
    )


def _review(what: str, rows: int, only: Sequence[str]) -> ToReview:
    behind = behind_duplicates(tuple(UUID(hex=row) for row in only)) if what == DUPLICATES else behind_missing(what)
    return ToReview(what, rows, behind)


def _meeting(item: Sequence[Any]) -> NextMeeting:
    row, title, branch, starts_at, place, called = item
    return NextMeeting(UUID(hex=row), title, branch, starts_at, place, called)
