"""The manifest as bytes: a map with a fixed number for each part.

A later program may add numbers, which are passed over here, or raise `min_reader`, whereupon the bundle waits for an
update. The numbers of the protocol and of `min_reader` never change their meaning.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import cbor2

from sync import strict
from sync.bundle_errors import BundleDamaged, BundleNewer, BundleTooLarge
from sync.checks import digest, flag, identifier, items, number, text
from sync.keys import check_recipient
from sync.manifest import PROTOCOL, READER, Frame, Kind, Manifest, Run
from sync.standing import Ack, Answer, Cursor, Span, Standing, Timeline, Tip

T = TypeVar("T")

MAX_BUNDLE: Final = 32 * 1024 * 1024  # bytes of the whole file
MAX_MANIFEST: Final = 64 * 1024
MAX_FRAME: Final = 16 * 1024 * 1024  # plain bytes
MAX_RECIPIENTS: Final = 16
_MOST_ITEMS: Final = 32 * 1024
(
    _PROTOCOL, _MIN_READER, _KIND, _BUNDLE, _UNIT, _SENDER, _RECIPIENTS, _CREATED, _SCHEMA,
    _RECORDS, _RUNS, _STANDING, _SPAN, _ANSWER, _BODY, _FRAMES,
) = range(1, 17)  # fmt: skip


def encode_manifest(manifest: Manifest) -> bytes:
    """Deterministic CBOR; what is empty is left out.

    Raises:
        BundleTooLarge: it does not fit into 64 KiB.
    """
    standing, span, answer = manifest.standing, manifest.span, manifest.answer
    parts = {
        _PROTOCOL: manifest.protocol,
        _MIN_READER: manifest.min_reader,
        _KIND: int(manifest.kind),
        _BUNDLE: manifest.bundle,
        _UNIT: manifest.unit,
        _SENDER: manifest.sender,
        _RECIPIENTS: list(manifest.recipients),
        _CREATED: manifest.created_ms,
        _SCHEMA: manifest.schema,
        _RECORDS: manifest.records,
        _RUNS: [[run.incarnation, run.first, run.last, run.before, run.after] for run in manifest.runs],
        _STANDING: standing and _flat_standing(standing),
        _SPAN: span and [span.start, span.start_hash, span.end, span.end_hash, span.part, span.parts],
        _ANSWER: answer and _flat_answer(answer),
        _BODY: manifest.body,
        _FRAMES: [[frame.size, frame.plain, frame.digest] for frame in manifest.frames],
    }
    data = cbor2.dumps({name: part for name, part in parts.items() if part or name <= _SCHEMA}, canonical=True)
    if len(data) > MAX_MANIFEST:
        raise BundleTooLarge("manifest")
    return data


def decode_manifest(data: bytes) -> Manifest:
    """Read what `encode_manifest` wrote, here or in a later program.

    Raises:
        BundleDamaged: it is anything else.
        BundleNewer: it needs a later program.
    """
    if len(data) > MAX_MANIFEST:
        raise BundleDamaged("manifest too long")
    try:
        parts = strict.read(data, items=_MOST_ITEMS)
        if parts.__class__ is not dict:
            raise ValueError("no map")
        protocol, min_reader = number(parts[_PROTOCOL], 1), number(parts[_MIN_READER], 1)
        if protocol > PROTOCOL or min_reader > READER or number(parts[_KIND], 1) > max(Kind):
            raise BundleNewer(f"protocol {protocol}, reader {min_reader}, kind {parts[_KIND]}")
        return _manifest(parts, protocol, min_reader)
    except (ValueError, KeyError) as exc:
        raise BundleDamaged("manifest") from exc


def _manifest(parts: dict[Any, Any], protocol: int, min_reader: int) -> Manifest:
    body = parts.get(_BODY, b"")
    if body.__class__ is not bytes:
        raise ValueError("no body")
    return Manifest(
        kind=Kind(parts[_KIND]),
        bundle=identifier(parts[_BUNDLE]),
        unit=text(parts[_UNIT], most=32),
        sender=identifier(parts[_SENDER]),
        recipients=_recipients(parts[_RECIPIENTS]),
        created_ms=number(parts[_CREATED]),
        records=number(parts.get(_RECORDS, 0)),
        runs=_all(_run, parts.get(_RUNS, [])),
        standing=_standing(parts[_STANDING]) if _STANDING in parts else None,
        span=_span(parts[_SPAN]) if _SPAN in parts else None,
        answer=_answer(parts[_ANSWER]) if _ANSWER in parts else None,
        body=body,
        frames=_all(_frame, parts.get(_FRAMES, [])),
        schema=number(parts[_SCHEMA], 1),
        min_reader=min_reader,
        protocol=protocol,
    )


def encode_standing(standing: Standing) -> bytes:
    """A standing by itself, as requests carry it."""
    return cbor2.dumps(_flat_standing(standing), canonical=True)


def decode_standing(data: bytes) -> Standing:
    """Read what `encode_standing` wrote; ValueError when it is anything else."""
    if len(data) > MAX_MANIFEST:
        raise ValueError("too long")
    return _standing(strict.read(data, items=_MOST_ITEMS))


def _flat_standing(standing: Standing) -> list[Any]:
    cursor = standing.cursor
    return [
        [cursor.timeline.counter, cursor.timeline.nonce, cursor.seq, cursor.hash],
        [_flat_tip(tip) for tip in standing.heads],
        standing.wants_full,
        standing.gives_back,
        standing.schema,
    ]


def _flat_tip(tip: Tip) -> list[Any]:
    return [tip.incarnation, tip.seq, tip.hash]


def _flat_answer(answer: Answer) -> list[Any]:
    return [
        answer.timeline.counter,
        answer.timeline.nonce,
        [[*_flat_tip(ack.tip), ack.level] for ack in answer.acks],
        answer.gave,
        [list(each) for each in answer.held],
        list(answer.restart),
        answer.server_ms,
        [list(each) for each in answer.computers],
    ]


def _all(one: Callable[[Any], T], several: Any) -> tuple[T, ...]:
    return tuple(map(one, items(several)))


def _recipients(item: Any) -> tuple[str, ...]:
    recipients = _all(text, item)
    if not 1 <= len(recipients) <= MAX_RECIPIENTS:
        raise ValueError("no recipient, or too many")
    for recipient in recipients:
        check_recipient(recipient)
    return recipients


def _run(item: Any) -> Run:
    incarnation, first, last, before, after = items(item, 5)
    first = number(first, 1)
    return Run(identifier(incarnation), first, number(last, first), digest(before), digest(after))


def _frame(item: Any) -> Frame:
    size, plain, hashed = items(item, 3)
    return Frame(number(size, 1), number(plain, 1, MAX_FRAME), digest(hashed))


def _timeline(counter: Any, nonce: Any) -> Timeline:
    return Timeline(number(counter), identifier(nonce))


def _tip(item: Any) -> Tip:
    incarnation, seq, hashed = items(item, 3)
    return Tip(identifier(incarnation), number(seq), digest(hashed))


def _standing(item: Any) -> Standing:
    cursor, heads, wants_full, gives_back, schema = items(item, 5)
    counter, nonce, seq, hashed = items(cursor, 4)
    return Standing(
        Cursor(_timeline(counter, nonce), number(seq), digest(hashed)),
        _all(_tip, heads),
        flag(wants_full),
        _token(gives_back),
        number(schema, 1),
    )


def _token(item: Any) -> bytes:
    return b"" if item == b"" else identifier(item)


def _span(item: Any) -> Span:
    start, start_hash, end, end_hash, part, parts = items(item, 6)
    start, parts = number(start), number(parts, 1)
    return Span(start, digest(start_hash), number(end, start), digest(end_hash), number(part, 0, parts - 1), parts)


def _answer(item: Any) -> Answer:
    counter, nonce, acks, gave, held, restart, server_ms, computers = items(item, 8)
    return Answer(
        _timeline(counter, nonce),
        _all(_ack, acks),
        _token(gave),
        _all(_named, held),
        _all(identifier, restart),
        number(server_ms),
        _all(_named, computers),
    )


def _ack(item: Any) -> Ack:
    *tip, level = items(item, 4)
    return Ack(_tip(tip), number(level, 1, 2))


def _named(item: Any) -> tuple[bytes, str]:
    name, content = items(item, 2)
    return identifier(name), text(content)
