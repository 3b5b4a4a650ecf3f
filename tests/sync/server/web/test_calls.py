"""The calls themselves: who may make them, what they refuse, and that a refusal changes nothing."""

import os
from pathlib import Path

import httpx
import pytest

from desktop.store.store import Store
from sync.bundle import MAX_BUNDLE, Sealed
from sync.carriers.https_messages import (
    LARGEST_CHUNK,
    LARGEST_REQUEST,
    SMALL,
    checksum,
    decode_listing,
    decode_received,
    encode_cursor,
    introduce,
)
from sync.manifest_codec import encode_standing
from sync.server.troubles import DatabaseFull
from sync.server.web.exchange import Limits
from sync.standing import Cursor, Standing
from tests.people import COMMUNE
from tests.sync.server.web.conftest import begin
from tests.sync.server.web.towns import Computer, Town, browser, fill, running_town, waiting

Session = dict[str, str]
STANDING = encode_standing(Standing())


def announced(blob: bytes, chunk: bytes, *, upload: bytes = bytes(16)) -> dict[str, str]:
    return {"Upload-Id": upload.hex(), "Upload-Length": str(len(blob)), "Upload-Checksum": checksum(chunk)}


def reason(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["reason"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/uploads"), ("HEAD", f"/v1/uploads/{'0' * 32}"), ("PATCH", f"/v1/uploads/{'0' * 32}"),
        ("POST", "/v1/pull"), ("GET", f"/v1/files/{'0' * 64}"), ("POST", "/v1/ack"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("token", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer \u00ff"])
def test_without_a_session_nothing_is_told(client: httpx.Client, method: str, path: str, token: str) -> None:
    headers = {"Authorization": token.encode("latin-1")} if token else {}
    response = client.request(method, path, headers=headers)
    assert response.status_code == 401


def test_a_hello_counts_once(town: Town, computer: Computer, client: httpx.Client) -> None:
    signed = introduce(computer.device, computer.keys, bytes(16), "/v1/hello", STANDING, town.keys.tls)
    assert client.post("/v1/hello", headers={"Authorization": signed}, content=STANDING).status_code == 200
    again = client.post("/v1/hello", headers={"Authorization": signed}, content=STANDING)
    assert reason(again) == (403, "unknown")


@pytest.mark.parametrize("what", ["path", "body", "server", "key"])
def test_a_hello_meant_otherwise_does_not_count(
    town: Town, computer: Computer, client: httpx.Client, what: str
) -> None:
    keys = Computer(town).keys if what == "key" else computer.keys
    signed = introduce(
        computer.device, keys, os.urandom(16), "/v1/pull" if what == "path" else "/v1/hello",
        b"\x80" if what == "body" else STANDING, bytes(32) if what == "server" else town.keys.tls,
    )  # fmt: skip
    response = client.post("/v1/hello", headers={"Authorization": signed}, content=STANDING)
    assert reason(response) == (403, "unknown")


@pytest.mark.parametrize("given", ["", "SoHoi", "SoHoi a.b.c", "SoHoi " + "0" * 32 + ".00.", "Bearer x", "SoHoi é.é.é"])
def test_a_hello_that_is_none_is_refused(client: httpx.Client, given: str) -> None:
    headers = {"Authorization": given.encode()}
    assert client.post("/v1/hello", headers=headers, content=STANDING).status_code == 400


@pytest.mark.parametrize("body", [b"", b"\x80", b"\x9f\xff", STANDING + b"\0", b"x" * 1000])
def test_bodies_that_are_none_are_refused(client: httpx.Client, session: Session, body: bytes) -> None:
    assert client.post("/v1/pull", headers=session, content=body).status_code == 400
    assert client.post("/v1/ack", headers=session, content=body).status_code == 400


@pytest.mark.parametrize("path", ["/v1/hello", "/v1/enrol", "/v1/pull", "/v1/ack"])
def test_a_request_that_is_too_large_is_not_read(client: httpx.Client, session: Session, path: str) -> None:
    assert client.post(path, headers=session, content=b"x" * (LARGEST_REQUEST + 1)).status_code == 413


def test_a_request_that_hides_its_size_is_not_read_either(client: httpx.Client, session: Session) -> None:
    pieces = (b"x" * 10_000 for _ in range(20))
    assert client.post("/v1/pull", headers=session, content=pieces).status_code == 413


def test_unknown_paths_and_methods_tell_nothing(client: httpx.Client) -> None:
    assert client.get("/v1/devices").status_code == 404
    assert client.get("/v1/hello").status_code == 405
    assert client.get("/docs").status_code == 404
    assert client.get("/openapi.json").status_code == 404
    assert "server" not in client.get("/v1/card").headers


def test_what_a_bundle_says_is_never_a_failure_of_carrying_it(client: httpx.Client, session: Session) -> None:
    blob = b"no bundle at all"
    response = client.post("/v1/uploads", headers={**session, **announced(blob, blob)}, content=blob)
    assert response.status_code == 200
    received = decode_received(response.content)
    assert (received.outcome, received.reason) == ("refused", "bundle.damaged")


def test_a_held_bundle_is_carried_all_the_same(
    town: Town, client: httpx.Client, session: Session, computer: Computer, store: Store
) -> None:
    other = town.computer("Máy xách tay")
    fill(store, 1)
    (sealed,) = waiting(store, other)
    town.province.set_status(other.device, "suspended")
    headers = {**session, **announced(sealed.blob, sealed.blob)}
    response = client.post("/v1/uploads", headers=headers, content=sealed.blob)
    assert response.status_code == 200
    assert decode_received(response.content).outcome == "held"


@pytest.fixture
def large(store: Store, computer: Computer) -> Sealed:
    fill(store, 30, letters=3000)
    (sealed,) = waiting(store, computer)
    return sealed


def test_chunks_follow_one_another_and_say_where_they_are(
    client: httpx.Client, session: Session, large: Sealed
) -> None:
    blob, path = large.blob, f"/v1/uploads/{bytes(16).hex()}"
    first, second, rest = blob[:10_000], blob[10_000:40_000], blob[40_000:]
    made = client.post("/v1/uploads", headers={**session, **announced(blob, first)}, content=first)
    assert (made.status_code, made.headers["upload-offset"], made.headers["location"]) == (201, "10000", path)

    def patch(offset: int, chunk: bytes, given: str = "") -> httpx.Response:
        headers = {"Upload-Offset": str(offset), "Upload-Checksum": given or checksum(chunk)}
        return client.patch(path, headers={**session, **headers}, content=chunk)

    wrong = patch(9_999, second)
    assert (*reason(wrong), wrong.headers["upload-offset"]) == (409, "offset", "10000")
    assert patch(10_001, second).status_code == 409
    assert reason(patch(10_000, second, checksum(b"other"))) == (460, "checksum")
    assert reason(patch(10_000, second, "md5 x")) == (460, "checksum")
    assert client.head(path, headers=session).headers["upload-offset"] == "10000"
    moved = patch(10_000, second)
    assert (moved.status_code, moved.headers["upload-offset"]) == (204, "40000")
    again = client.post("/v1/uploads", headers={**session, **announced(blob, first)}, content=first)
    assert (again.status_code, again.headers["upload-offset"]) == (409, "40000")
    assert patch(40_000, rest + b"x").status_code == 409
    done = patch(40_000, rest)
    assert (done.status_code, decode_received(done.content).outcome) == (200, "applied")
    looked = client.head(path, headers=session)
    assert (looked.status_code, looked.headers["upload-offset"]) == (200, str(len(blob)))
    assert decode_received(patch(len(blob), b"").content).outcome == "applied"


def test_an_upload_belongs_to_the_computer_that_began_it(
    town: Town, client: httpx.Client, session: Session, large: Sealed
) -> None:
    client.post("/v1/uploads", headers={**session, **announced(large.blob, b"abc")}, content=b"abc")
    other = begin(town, town.computer("Máy xách tay"), client)
    assert client.head(f"/v1/uploads/{bytes(16).hex()}", headers=other).status_code == 404


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Upload-Length", str(MAX_BUNDLE + 1), 413), ("Upload-Length", "0", 413), ("Upload-Length", "-5", 400),
        ("Upload-Length", "", 400), ("Upload-Length", "9" * 30, 400), ("Upload-Length", "2", 400),
        ("Upload-Id", "../../../etc/passwd", 400), ("Upload-Id", "", 400), ("Upload-Id", "0" * 33, 400),
        ("Upload-Id", "00 " * 15 + "00", 400), ("Upload-Checksum", "", 460),
    ],
)  # fmt: skip
def test_an_upload_announced_badly_leaves_nothing_behind(
    town: Town, client: httpx.Client, session: Session, header: str, value: str, status: int
) -> None:
    headers = {**session, **announced(b"x" * 1000, b"xyz"), header: value}
    assert client.post("/v1/uploads", headers=headers, content=b"xyz").status_code == status
    assert not (town.folder / "uploads").exists()


def test_a_chunk_has_a_largest_size(client: httpx.Client, session: Session) -> None:
    chunk = bytes(LARGEST_CHUNK + 1)
    headers = {**session, **announced(bytes(MAX_BUNDLE), chunk)}
    assert client.post("/v1/uploads", headers=headers, content=chunk).status_code == 413


def test_a_file_comes_in_ranges_to_its_computer_and_to_no_other(
    town: Town, client: httpx.Client, session: Session, large: Sealed, computer: Computer
) -> None:
    with computer.carrier() as carrier:
        carrier.send(large)
    other = begin(town, town.computer("Máy xách tay"), client)
    (file,) = decode_listing(client.post("/v1/pull", headers=other, content=STANDING).content)
    assert file.size > SMALL
    assert file.blob == b""
    path = f"/v1/files/{file.digest.hex()}"
    whole = client.get(path, headers=other)
    assert (whole.status_code, len(whole.content), whole.headers["etag"]) == (200, file.size, f'"{file.digest.hex()}"')
    ranged = client.get(path, headers={**other, "Range": "bytes=100-199"})
    assert (ranged.status_code, ranged.content) == (206, whole.content[100:200])
    assert ranged.headers["content-range"] == f"bytes 100-199/{file.size}"
    rest = client.get(path, headers={**other, "Range": "bytes=100-", "If-Range": whole.headers["etag"]})
    assert (rest.status_code, rest.content) == (206, whole.content[100:])
    stale = client.get(path, headers={**other, "Range": "bytes=100-", "If-Range": '"other"'})
    assert (stale.status_code, len(stale.content)) == (200, file.size)
    assert client.get(path, headers={**other, "Range": f"bytes={file.size}-"}).status_code == 416
    assert client.get(path, headers=session).status_code == 404
    assert client.get("/v1/files/" + "..%2f" * 10, headers=other).status_code in (400, 404)


def test_asking_again_offers_the_same_file_until_there_is_something_else_to_say(
    town: Town, client: httpx.Client, large: Sealed, computer: Computer, store: Store
) -> None:
    with computer.carrier() as carrier:
        carrier.send(large)
    other = begin(town, town.computer("Máy xách tay"), client)

    def pull() -> bytes:
        town.wall.ms += 60_000
        return decode_listing(client.post("/v1/pull", headers=other, content=STANDING).content)[0].digest

    first = pull()
    assert pull() == first
    fill(store, 5)
    with computer.carrier() as carrier:
        for sealed in waiting(store, computer):
            carrier.send(sealed)
    assert pull() != first
    assert client.get(f"/v1/files/{first.hex()}", headers=other).status_code == 404
    assert client.post("/v1/ack", headers=other, content=encode_cursor(Cursor())).status_code == 204
    assert not list((town.folder / "outgoing").glob("*/*"))


def test_guessing_invitations_is_slowed_down(town: Town, client: httpx.Client) -> None:
    computer = Computer(town)
    for number in range(5):
        blob = computer.request(bytes(6) + bytes([number])).blob
        assert reason(client.post("/v1/enrol", content=blob)) == (403, "enrol.unknown_code")
    right = computer.request(town.province.invite(COMMUNE).secret).blob
    waits = client.post("/v1/enrol", content=right)
    assert waits.status_code == 429
    assert 0 < int(waits.headers["retry-after"]) <= 900
    town.wall.ms += 901_000
    assert client.post("/v1/enrol", content=right).status_code == 200


def test_with_no_room_to_wait_one_is_asked_to_come_back(tmp_path: Path) -> None:
    with running_town(tmp_path / "tinh", limits=Limits(inside=0, waiting=0)) as town, browser(town) as client:
        response = client.post("/v1/enrol", content=b"x")
        assert reason(response) == (429, "busy")
        assert int(response.headers["retry-after"]) > 0


def test_a_server_whose_disk_is_full_says_so_and_forgets_nothing(
    town: Town, client: httpx.Client, session: Session, large: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatabaseFull(where="here")

    blob = large.blob
    with monkeypatch.context() as broken:
        broken.setattr(town.province, "take", full)
        client.post("/v1/uploads", headers={**session, **announced(blob, blob[:1000])}, content=blob[:1000])
        path = f"/v1/uploads/{bytes(16).hex()}"
        headers = {**session, "Upload-Offset": "1000", "Upload-Checksum": checksum(blob[1000:])}
        assert reason(client.patch(path, headers=headers, content=blob[1000:])) == (503, "server.database_full")
    empty = {**session, "Upload-Offset": str(len(blob)), "Upload-Checksum": checksum(b"")}
    done = client.patch(path, headers=empty)
    assert decode_received(done.content).outcome == "applied"
