"""One computer hears of another without a province between them: what the log of one holds is joined into the other."""

from desktop.models.record import records, registry
from desktop.store.arrived import StoreRows
from desktop.store.store import Store
from sync.inbox import Applied, apply
from sync.manifest import Kind, Manifest
from sync.outbox import outgoing, standing
from sync.payload import write_records
from sync.standing import Answer, Span, Timeline

PROVINCE = Timeline(1, b"province" * 2)


def pass_on(source: Store, target: Store) -> Applied:
    """Everything that one store wrote itself, as a step of the feed to the other."""
    with source.local_writing() as db:
        frames = [write_records(logs) for logs in outgoing(db)]
    known = registry()
    rows = StoreRows(known, {record.__table_id__: record for record in records()}, target.commune)
    with target.local_writing() as db:
        cursor = standing(db).cursor
        end = cursor.seq + 1
        manifest = Manifest(
            Kind.DOWN, b"b" * 16, target.commune, b"p" * 16, (), 0,
            span=Span(cursor.seq, cursor.hash, end, bytes([end]) * 32), answer=Answer(PROVINCE),
        )  # fmt: skip
        return apply(db, rows, known, manifest, frames, now_ms=target.clock.now_ms())
