"""Frozen answers, given twice: by the project's code and by a reader that has none of it.

The files beside this never change. A format that changes gets files of its own, and these are read for ever.
"""

import ast
import json
import sys
from hashlib import sha512
from pathlib import Path
from typing import Any

import cbor2
import pytest

from sync import certificate, clock, record
from sync.bundle import open_bundle
from sync.cell import Cell, Head, join
from sync.code import Code, read_code, write_code
from sync.feed import step_hash
from sync.keys import PrivateKeys, PublicKeys
from sync.manifest_codec import decode_manifest, encode_manifest
from sync.payload import ActNote, Known, Log, Origin, RowCells, read_frame, write_cells, write_records
from sync.record import ChangeRecord, Op
from sync.rowmeta import RowMeta
from tests.sync.known import reader

HERE = Path(__file__).parent
FILES = ("clock", "records", "join", "feed", "payload", "bundles", "enrolment")


def known(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return content


def raw(digits: str) -> bytes:
    return bytes.fromhex(digits)


def change(said: dict[str, Any]) -> ChangeRecord:
    """A record of ours from what a file says."""
    return ChangeRecord(
        said["seq"], said["tx"], said["clock"], said["table"], raw(said["row"]), Op(said["op"]),
        {int(number): reader.wire(value) for number, value in said["fields"].items()},
        {int(number): {raw(name): seq for name, seq in seen.items()} for number, seen in said["seen"].items()},
        raw(said["actor"]), said["reason"],
    )  # fmt: skip


def cell(said: dict[str, Any]) -> Cell:
    """A cell of ours from what a file says."""
    return Cell(
        {raw(name): seq for name, seq in said["ctx"].items()},
        {(raw(name), seq): Head(reader.wire(value), eff, raw(actor)) for name, seq, value, eff, actor in said["heads"]},
    )


def keys(said: dict[str, Any], name: str) -> PrivateKeys:
    return PrivateKeys(raw(said["keys"][name]["signing"]), said["keys"][name]["identity"])


def test_the_second_reader_has_no_line_of_ours() -> None:
    imported = set()
    for node in ast.walk(ast.parse((HERE / "reader.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or ".").split(".")[0])
    assert imported - sys.stdlib_module_names <= {"cbor2", "cryptography", "pyrage", "zstandard"}


def test_every_file_is_read_here() -> None:
    assert {path.stem for path in HERE.glob("*.json")} == set(FILES)


# ---- the clock ----


@pytest.mark.parametrize("case", known("clock")["tick"], ids=str)
def test_the_next_stamp(case: dict[str, int]) -> None:
    assert clock.tick(case["last"], case["now_ms"]) == case["stamp"]
    assert reader.tick(case["last"], case["now_ms"]) == case["stamp"]


@pytest.mark.parametrize("case", known("clock")["heard"], ids=str)
def test_the_stamp_after_hearing_another(case: dict[str, int]) -> None:
    assert clock.merge(case["last"], case["remote"], case["now_ms"]) == case["stamp"]
    assert reader.heard(case["last"], case["remote"], case["now_ms"]) == case["stamp"]


# ---- records and chains ----


@pytest.mark.parametrize("case", known("records")["steps"] + known("records")["other_operations"], ids=str)
def test_the_bytes_of_a_record(case: dict[str, Any]) -> None:
    data, said = raw(case["bytes"]), case["record"]
    assert record.encode(change(said)) == data
    assert record.decode(data) == change(said)
    assert reader.record_bytes(said) == data
    assert reader.record(data) == said


@pytest.mark.parametrize("case", known("records")["genesis"], ids=lambda case: case["incarnation"])
def test_the_hash_before_the_first_record(case: dict[str, Any]) -> None:
    ours = record.genesis(
        raw(case["device"]), raw(case["incarnation"]), raw(case["certificate_hash"]), raw(case["parent"]),
        case["parent_seq"], raw(case["parent_hash"]),
    )  # fmt: skip
    assert ours == reader.genesis(case) == raw(case["hash"])


def test_the_chain_of_an_incarnation() -> None:
    content = known("records")
    ours = theirs = raw(content["genesis"][0]["hash"])
    for step in content["steps"]:
        data = raw(step["bytes"])
        ours, theirs = record.chain(ours, data), reader.step(theirs, data)
        assert ours == theirs == raw(step["hash_after"])


@pytest.mark.parametrize("step", known("feed")["steps"], ids=lambda step: str(step["seq"]))
def test_the_hash_of_a_feed(step: dict[str, Any]) -> None:
    ours = step_hash(raw(step["previous"]), step["seq"], raw(step["content"]), raw(step["nonce"]))
    assert ours == reader.feed_step(step) == raw(step["hash"])


# ---- cells ----


@pytest.mark.parametrize("case", known("join")["cases"], ids=lambda case: case["case"])
def test_cells_that_meet(case: dict[str, Any]) -> None:
    one, other, both = (cell(case[name]) for name in ("one", "other", "joined"))
    assert join(one, other) == join(other, one) == both
    assert reader.joined(case["one"], case["other"]) == reader.joined(case["other"], case["one"]) == case["joined"]
    if both.heads:
        assert reader.plain(both.winner[1].value) == reader.shown(case["joined"]) == case["shown"]


# ---- frames ----


def log(said: dict[str, Any]) -> Log:
    """A run of ours from what a file says."""
    device, certificate_hash, parent, parent_seq, parent_hash = map(reader.wire, said["origin"])
    return Log(
        raw(said["incarnation"]),
        said["first"],
        raw(said["before"]),
        Origin(device, certificate_hash, parent, parent_seq, parent_hash),
        tuple(ActNote(*act) for act in said["acts"]),
        [record.decode(raw(data)) for data in said["records"]],
        said["effs"],
    )


def left_out(said: dict[str, Any]) -> Known:
    """A stub of ours from what a file says."""
    effs = {int(seq): eff for seq, eff in said["effs"].items()}
    return Known(raw(said["incarnation"]), said["first"], said["last"], raw(said["after"]), effs)


@pytest.mark.parametrize("case", known("payload")["records"], ids=lambda case: f"{len(case['runs'])} runs")
def test_a_frame_of_records(case: dict[str, Any]) -> None:
    data = raw(case["bytes"])
    logs, stubs = [log(said) for said in case["runs"]], [left_out(said) for said in case["known"]]
    assert read_frame(data) == (logs, stubs, [])
    assert write_records(logs, stubs) == data
    assert reader.records_frame(data) == {"runs": case["runs"], "known": case["known"]}


@pytest.mark.parametrize("case", known("payload")["cells"], ids=lambda case: f"{len(case['rows'])} rows")
def test_a_frame_of_cells(case: dict[str, Any]) -> None:
    data = raw(case["bytes"])
    rows = [
        RowCells(
            said["table"], raw(said["row"]), RowMeta({int(name): cell(each) for name, each in said["cells"].items()})
        )
        for said in case["rows"]
    ]
    assert read_frame(data) == ([], [], rows)
    assert write_cells(rows) == data
    assert reader.cells_frame(data) == case["rows"]


# ---- bundles ----


@pytest.mark.parametrize("case", known("bundles")["bundles"], ids=lambda case: case["case"])
def test_a_sealed_bundle(case: dict[str, Any]) -> None:
    content = known("bundles")
    sender, recipient = keys(content, case["sender"]), keys(content, case["recipient"])
    frames = [raw(frame) for frame in case["frames"]]
    opened = open_bundle(raw(case["blob"]), [recipient.identity], lambda manifest: sender.public.verify)
    assert opened.frames == frames
    assert opened.manifest == decode_manifest(raw(case["manifest"]))
    verify = raw(content["keys"][case["sender"]]["verify"])
    assert reader.bundle(raw(case["blob"]), recipient.identity, verify) == (raw(case["manifest"]), frames)


@pytest.mark.parametrize("case", known("bundles")["bundles"], ids=lambda case: case["case"])
def test_a_manifest_and_its_signature(case: dict[str, Any]) -> None:
    content, data = known("bundles"), raw(case["manifest"])
    assert encode_manifest(decode_manifest(data)) == data
    assert reader.manifest(data) == case["parts"]
    reader.check(raw(content["keys"][case["sender"]]["verify"]), b"VWSY1", raw(case["signature"]), data)
    assert signature_of(keys(content, case["sender"]), data) == raw(case["signature"])


def signature_of(sender: PrivateKeys, data: bytes) -> bytes:
    return sender.sign(b"VWSY1" + sha512(data).digest())


@pytest.mark.parametrize("name", ["province", "office"])
def test_the_halves_of_the_keys(name: str) -> None:
    said = known("bundles")["keys"][name]
    assert keys(known("bundles"), name).public == PublicKeys(raw(said["verify"]), said["recipient"])


# ---- enrolment ----


@pytest.mark.parametrize("case", known("enrolment")["codes"], ids=lambda case: case["code"])
def test_an_enrolment_code(case: dict[str, str]) -> None:
    secret, tls = raw(case["secret"]), raw(case["tls"])
    assert write_code(secret, tls) == case["code"]
    assert read_code(case["code"]) == Code(secret, tls[:10])
    assert reader.code(case["code"]) == (secret, tls[:10])


def test_a_certificate() -> None:
    content = known("enrolment")
    said, province = content["certificate"], keys(content, "province")
    data = raw(said["bytes"])
    read = certificate.read_certificate(data, province.public.verify)
    assert certificate.issue(read, province) == data
    assert certificate.digest(data) == raw(said["digest"])
    assert [read.device, read.unit, *flat(read.keys), read.name, read.issued_ms] == unpacked(said)
    assert reader.signed_content(data, b"VWSYC", province.public.verify) == unpacked(said)


def test_a_card() -> None:
    content = known("enrolment")
    said, province = content["card"], keys(content, "province")
    data = raw(said["bytes"])
    read = certificate.decode_card(data)
    assert certificate.encode_card(read, province) == data
    assert [read.province, read.name, *flat(read.keys), read.tls, list(read.addresses)] == unpacked(said)
    assert reader.signed_content(data, b"VWSYP", province.public.verify) == unpacked(said)


def test_an_invitation() -> None:
    content = known("enrolment")
    said, province = content["invitation"], keys(content, "province")
    data = raw(said["bytes"])
    read = certificate.read_invitation(data)
    assert certificate.write_invitation(read, province) == data
    assert [read.card_data, read.unit, read.secret] == unpacked(said)
    assert reader.signed_content(data, b"VWSYI", province.public.verify) == unpacked(said)


def test_a_request_and_an_admission() -> None:
    content = known("enrolment")
    request, admission = raw(content["request"]["bytes"]), raw(content["admission"]["bytes"])
    asked = certificate.decode_request(request)
    assert certificate.encode_request(asked) == request
    assert [asked.secret, asked.device, asked.unit, *flat(asked.keys), asked.name] == unpacked(content["request"])
    answered = certificate.decode_admission(admission)
    assert certificate.encode_admission(answered, keys(content, "province")) == admission
    assert [answered.certificate, answered.card_data] == unpacked(content["admission"])
    for data, said in ((request, content["request"]), (admission, content["admission"])):
        assert cbor2.loads(data) == [1, *unpacked(said)]


def flat(public: PublicKeys) -> list[Any]:
    return [public.verify, public.recipient]


def unpacked(said: dict[str, Any]) -> list[Any]:
    return [reader.wire(item) for item in said["content"]]
