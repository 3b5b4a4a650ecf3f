"""The format read a second time: no line of the project's own code, only what the descriptions of the format say.

Whoever doubts that the format is what it is said to be reads this file: each function takes and gives what a JSON
file can hold, with bytes as hex digits.
"""

import hashlib
from typing import Any

import cbor2
import pyrage
import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SYMBOLS = "0123456789BCFGHJKMNPQRSTVXZ"


def plain(item: Any) -> Any:
    """As JSON holds it: bytes become {"hex": ...}, the keys of maps become texts."""
    if isinstance(item, bytes):
        return {"hex": item.hex()}
    if isinstance(item, dict):
        return {key.hex() if isinstance(key, bytes) else str(key): plain(content) for key, content in item.items()}
    return [plain(each) for each in item] if isinstance(item, list) else item


def wire(item: Any) -> Any:
    """A value of a field, from JSON."""
    return bytes.fromhex(item["hex"]) if isinstance(item, dict) else item


# ---- the clock ----


def tick(last: int, now_ms: int) -> int:
    """48 bits of milliseconds and 16 of counter, never backwards."""
    now = now_ms * 65536
    return now if now > last else last + 1


def heard(last: int, remote: int, now_ms: int) -> int:
    """A stamp a day or more ahead is not adopted."""
    is_far_ahead = remote // 65536 - now_ms >= 86_400_000
    return last if is_far_ahead or remote < last else remote


# ---- records and chains ----


def record(data: bytes) -> dict[str, Any]:
    """A change record by name."""
    names = ("seq", "tx", "clock", "table", "row", "op", "cells", "actor", "reason")
    items = cbor2.loads(data)
    if cbor2.dumps(items, canonical=True) != data:
        raise ValueError("not canonical")
    said = dict(zip(names, items, strict=False))
    cells = said.pop("cells")
    return {
        **said,
        "row": said["row"].hex(),
        "actor": said["actor"].hex(),
        "reason": said.get("reason"),
        "fields": {str(number): plain(cell[0]) for number, cell in cells.items() if number},
        "seen": {str(number): plain(cell[1]) for number, cell in cells.items() if len(cell) == 2},
    }


def record_bytes(said: dict[str, Any]) -> bytes:
    """The other way."""
    cells: dict[int, list[Any]] = {int(number): [wire(value)] for number, value in said["fields"].items()}
    for number, seen in said["seen"].items():
        cells.setdefault(int(number), [None]).append({bytes.fromhex(name): seq for name, seq in seen.items()})
    items = [said["seq"], said["tx"], said["clock"], said["table"], bytes.fromhex(said["row"]), said["op"], cells]
    items += [bytes.fromhex(said["actor"]), said["reason"]] if said["reason"] else [bytes.fromhex(said["actor"])]
    return cbor2.dumps(items, canonical=True)


def genesis(said: dict[str, Any]) -> bytes:
    """The hash before the first record of an incarnation."""
    hashed = hashlib.sha256(b"sync/1 genesis")
    for part in ("device", "incarnation", "certificate_hash", "parent"):
        hashed.update(bytes.fromhex(said[part]))
    hashed.update(said["parent_seq"].to_bytes(8, "big"))
    hashed.update(bytes.fromhex(said["parent_hash"]))
    return hashed.digest()


def step(before: bytes, data: bytes) -> bytes:
    """The hash after one more record."""
    return hashlib.sha256(b"\x01" + before + data).digest()


def feed_step(said: dict[str, Any]) -> bytes:
    """The feed hash after one more step."""
    parts = bytes.fromhex(said["previous"]) + said["seq"].to_bytes(8, "big")
    return hashlib.sha256(parts + bytes.fromhex(said["content"]) + bytes.fromhex(said["nonce"])).digest()


# ---- cells ----


def joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """A head that only one side has stays if the other has not seen it; what was seen is the larger of both."""

    def has_seen(cell: dict[str, Any], head: list[Any]) -> bool:
        return bool(cell["ctx"].get(head[0], 0) >= head[1])

    heads = [head for head in one["heads"] if head in other["heads"] or not has_seen(other, head)]
    heads += [head for head in other["heads"] if head not in heads and not has_seen(one, head)]
    names = {*one["ctx"], *other["ctx"]}
    ctx = {name: max(one["ctx"].get(name, 0), other["ctx"].get(name, 0)) for name in sorted(names)}
    return {"ctx": ctx, "heads": sorted(heads, key=lambda head: head[:2])}


def shown(cell: dict[str, Any]) -> Any:
    """The value of the head with the largest stamp; then incarnation, then number decide."""
    return max(cell["heads"], key=lambda head: (head[3], head[0], head[1]))[2]


# ---- signatures and bundles ----


def check(verify: bytes, word: bytes, signature: bytes, content: bytes) -> None:
    """Raise unless the content was signed."""
    Ed25519PublicKey.from_public_bytes(verify).verify(signature, word + hashlib.sha512(content).digest())


def manifest(data: bytes) -> dict[str, Any]:
    """A manifest by the numbers of its parts."""
    parts = cbor2.loads(data)
    if cbor2.dumps(parts, canonical=True) != data:
        raise ValueError("not canonical")
    return dict(plain(parts))


def bundle(blob: bytes, identity: str, verify: bytes) -> tuple[bytes, list[bytes]]:
    """The manifest and the plain frames."""
    inside = bytes(pyrage.decrypt(blob, [pyrage.x25519.Identity.from_str(identity)]))
    signature, length, rest = inside[:64], int.from_bytes(inside[64:68], "big"), inside[68:]
    described, payload = rest[:length], rest[length:]
    check(verify, b"VWSY1", signature, described)
    frames = []
    for size, plain_size, digest in cbor2.loads(described).get(16, []):
        packed, payload = payload[:size], payload[size:]
        frame = zstandard.ZstdDecompressor().decompress(packed)
        if hashlib.sha256(packed).digest() != digest or len(frame) != plain_size:
            raise ValueError("another frame")
        frames.append(frame)
    if payload:
        raise ValueError("more than is described")
    return described, frames


def signed_content(data: bytes, word: bytes, verify: bytes) -> list[Any]:
    """What stands behind the version in a certificate, a card or an invitation."""
    check(verify, word, data[:64], data[64:])
    version, *content = cbor2.loads(data[64:])
    if version != 1:
        raise ValueError("another version")
    return content


def code(text: str) -> tuple[bytes, bytes]:
    """Secret and fingerprint in an enrolment code."""
    number = 0
    for symbol in text.replace("-", ""):
        number = 27 * number + SYMBOLS.index(symbol)
    data = number.to_bytes(19, "big")
    if hashlib.sha256(b"sohoi code" + data[:17]).digest()[:2] != data[17:]:
        raise ValueError("mistyped")
    return data[:7], data[7:17]


# ---- the content of frames ----


def _ids(joined_ids: bytes) -> list[bytes]:
    return [joined_ids[at : at + 16] for at in range(0, len(joined_ids), 16)]


def _context(flat: list[int], names: list[bytes]) -> dict[bytes, int]:
    return {names[flat[at]]: flat[at + 1] for at in range(0, len(flat), 2)}


def _column(packed: list[Any]) -> list[Any]:
    """One field of many records: 0 distinct values and their places, 1 one long text and the lengths, 2 as it is."""
    sort, content, *more = packed
    if sort == 0:
        return [content[place] for place in more[0]]
    if sort == 1:
        column = []
        for length in more[0]:
            column.append(content[:length])
            content = content[length:]
        return column
    if sort != 2:
        raise ValueError("no such column")
    return list(content)


def _rows(high: list[int], low: bytes) -> list[bytes]:
    rows, top = [], 0
    for index, difference in enumerate(high):
        top += difference
        rows.append(top.to_bytes(8, "big") + low[8 * index : 8 * index + 8])
    return rows


def records_frame(data: bytes) -> dict[str, Any]:
    """A frame of change records: what each incarnation begins after, its acts, its records and their stamps."""
    kind, texts, actors_joined, names_joined, runs, clocks, effs_flat, shapes, order, stubs = cbor2.loads(data)
    if kind != 1:
        raise ValueError("no frame of records")
    actors, names = _ids(actors_joined), _ids(names_joined)
    effs = [number for at in range(0, len(effs_flat), 2) for number in [effs_flat[at]] * effs_flat[at + 1]]
    waiting = [_shaped(shape, texts, actors, names) for shape in shapes]
    found, clock, at = [], 0, 0
    for name, first, before, origin, acts_flat in runs:
        run: dict[str, Any] = {
            "incarnation": names[name].hex(), "first": first, "before": before.hex(), "origin": plain(origin),
            "acts": [], "records": [], "effs": [],
        }  # fmt: skip
        seq = first
        for begin in range(0, len(acts_flat), 4):
            count, offset, label, earlier = acts_flat[begin : begin + 4]
            tx = seq - earlier
            for number in range(count):
                clock += clocks[at]
                if number == 0:
                    run["acts"].append([count, clock // 65536 + offset, texts[label], earlier])
                said = waiting[order[at]].pop(0)
                run["records"].append(record_bytes({"seq": seq, "tx": tx, "clock": clock, **said}).hex())
                run["effs"].append(clock + effs[at])
                seq, at = seq + 1, at + 1
        found.append(run)
    known = [
        {"incarnation": names[name].hex(), "first": first, "last": last, "after": after.hex(), "effs": plain(changed)}
        for name, first, last, after, changed in stubs
    ]
    return {"runs": found, "known": known}


def _shaped(shape: list[Any], texts: list[Any], actors: list[bytes], names: list[bytes]) -> list[dict[str, Any]]:
    """The records of one shape, in order, without their numbers and stamps."""
    table, op, actor, reason, numbers, mode, high, low, values, seen = shape
    columns = [_column(packed) for packed in values]
    found = []
    for index, row in enumerate(_rows(high, low)):
        contexts: dict[str, Any] = {}
        if mode == 1:
            one = {names[seen[0][index]].hex(): seen[1][index]}
            contexts = {str(number): one for number in numbers or [0]}
        elif mode == 2:
            contexts = {str(number): plain(_context(flat, names)) for number, flat in seen[index].items()}
        found.append(
            {
                "table": table, "op": op, "actor": actors[actor].hex(), "reason": texts[reason], "row": row.hex(),
                "fields": {str(number): plain(column[index]) for number, column in zip(numbers, columns, strict=True)},
                "seen": contexts,
            }
        )  # fmt: skip
    return found


def cells_frame(data: bytes) -> list[dict[str, Any]]:
    """A frame of rows: table, row, and each cell by its field's number."""
    kind, actors_joined, names_joined, uniform, mixed = cbor2.loads(data)
    if kind != 2:
        raise ValueError("no frame of cells")
    actors, names = _ids(actors_joined), _ids(names_joined)
    found = []
    for table, numbers, high, low, values, of_name, seqs, effs, of_actor in uniform:
        seq = eff = 0
        columns = [_column(packed) for packed in values]
        for index, row in enumerate(_rows(high, low)):
            seq, eff = seq + seqs[index], eff + effs[index]
            name, actor = names[of_name[index]].hex(), actors[of_actor[index]].hex()
            cells = {
                str(number): {"ctx": {name: seq}, "heads": [[name, seq, plain(column[index]), eff, actor]]}
                for number, column in zip(numbers, columns, strict=True)
            }
            found.append({"table": table, "row": row.hex(), "cells": cells})
    for table, row, cells in mixed:
        read = {
            str(number): {
                "ctx": plain(_context(ctx, names)),
                "heads": [
                    [names[name].hex(), seq, plain(value), eff, actors[actor].hex()]
                    for name, seq, eff, actor, value in heads
                ],
            }
            for number, (ctx, heads) in cells.items()
        }
        found.append({"table": table, "row": row.hex(), "cells": read})
    return found
