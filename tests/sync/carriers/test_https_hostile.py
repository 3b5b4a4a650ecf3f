"""Whatever answers in the server's place, each has its own reason, and no byte goes to a stranger."""

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import count
from threading import Event

import pytest

from sync.bundle import MAX_BUNDLE
from sync.carriers.https import HttpsCarrier
from sync.carriers.https_errors import (
    DeviceRefused,
    InvitationRefused,
    ServerBusy,
    ServerCut,
    ServerKeyChanged,
    ServerNonsense,
    ServerTroubled,
)
from sync.carriers.https_line import Timing
from sync.carriers.https_messages import (
    LARGEST_ANSWER,
    Waiting,
    Welcome,
    encode_listing,
    encode_welcome,
)
from sync.errors import AppError
from sync.ids import uuid7
from sync.keys import PrivateKeys
from sync.server.keyring import ProvinceKeys
from sync.standing import Standing, Timeline
from tests.sync.server.web.lines import said, stranger

QUICK = Timing(connect_s=2, read_s=0.5, attempts=2, pause_s=0.01)
BLOB = b"x" * 50_000
GREETED = encode_welcome(Welcome("t" * 40, 3600, 1_795_000_000_000, Timeline(1, bytes(16))))


@pytest.fixture(scope="module")
def keys() -> ProvinceKeys:
    return ProvinceKeys.generate("Tỉnh Thử", (), ("127.0.0.1",))


def carrier(url: str, keys: ProvinceKeys, timing: Timing = QUICK) -> HttpsCarrier:
    return HttpsCarrier(url, keys.tls, uuid7().bytes, PrivateKeys.generate(), timing=timing)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (said(500), ServerTroubled),
        (said(503, b"<html>down</html>"), ServerTroubled),
        (said(429, b"", "Retry-After: 100000"), ServerBusy),
        (said(403, json.dumps({"reason": "suspended"}).encode()), DeviceRefused),
        (said(403, b"<html>Forbidden</html>"), ServerNonsense),
        (said(403, json.dumps({"reason": "x" * 1000}).encode()), ServerNonsense),
        (said(403, b"[1]"), ServerNonsense),
        (said(404), ServerNonsense),
        (said(418), ServerNonsense),
        (said(302, b"", "Location: https://elsewhere.example/"), ServerNonsense),
        (said(200, b"<html>Please sign in</html>"), ServerNonsense),
        (said(200, b""), ServerNonsense),
        (said(204), ServerNonsense),
        (said(200, GREETED[:-1]), ServerNonsense),
        (said(200, GREETED + b"\0"), ServerNonsense),
        (said(200, b"\x9b\x7f\xff\xff\xff\xff\xff\xff\xff"), ServerNonsense),
        (said(200, b"x" * (LARGEST_ANSWER + 1)), ServerNonsense),
        (said(200, GREETED, length=len(GREETED) + 10), ServerCut),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", ServerNonsense),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", ServerNonsense),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", ServerCut),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"y" * 200_000, ServerNonsense),
        (bytes(range(256)) * 4, ServerNonsense),
        (b"", ServerCut),
        (b"HTTP/1.1 2", ServerCut),
    ],
)  # fmt: skip
def test_each_answer_that_is_none_has_its_reason(keys: ProvinceKeys, answer: bytes, error: type[AppError]) -> None:
    with stranger(keys, lambda _line, _number: answer) as server, carrier(server.url, keys) as line:
        with pytest.raises(error) as caught:
            line.hello()
        assert type(caught.value) is error


def test_a_server_that_says_nothing_is_cut_off(keys: ProvinceKeys) -> None:
    released = Event()
    once = Timing(connect_s=2, read_s=0.5, attempts=1)

    def silent(_line: str, _number: int) -> bytes:
        released.wait(5)
        return b""

    with stranger(keys, silent) as server:
        with carrier(server.url, keys, once) as line, pytest.raises(ServerCut):
            line.hello()
        released.set()


def test_who_speaks_no_tls_is_no_server_of_ours(keys: ProvinceKeys) -> None:
    answer = b"HTTP/1.1 400 Bad Request\r\n\r\nThis port speaks plain HTTP"
    with stranger(keys, lambda _line, _number: answer, is_plain=True) as server:
        with carrier(server.url, keys) as line, pytest.raises(ServerNonsense):
            line.hello()
        assert not any(b"Authorization" in each for each in server.heard)


@pytest.mark.parametrize("length", [10, 32])
def test_not_a_byte_of_a_request_reaches_another_key(keys: ProvinceKeys, length: int) -> None:
    other = ProvinceKeys.generate("Kẻ khác", (), ("127.0.0.1",))
    with stranger(other, lambda _line, _number: said(200, b"welcome")) as server:
        with HttpsCarrier(server.url, keys.tls[:length], timing=QUICK) as line, pytest.raises(ServerKeyChanged):
            line.enrol(b"the secret")
        assert all(each == b"" for each in server.heard)


def test_a_busy_server_is_asked_again(keys: ProvinceKeys) -> None:
    def answer(_line: str, number: int) -> bytes:
        return said(429, b"", "Retry-After: 0") if number == 1 else said(200, GREETED)

    with stranger(keys, answer) as server, carrier(server.url, keys) as line:
        assert line.hello().token == "t" * 40


def test_a_refused_invitation_without_a_known_reason_is_still_told(keys: ProvinceKeys) -> None:
    answer = said(403, json.dumps({"reason": "enrol.something_new"}).encode())
    with stranger(keys, lambda _line, _number: answer) as server, carrier(server.url, keys) as line:
        with pytest.raises(InvitationRefused) as refused:
            line.enrol(b"")
        assert refused.value.details == {"reason": "enrol.something_new"}


def script(**answers: bytes | Iterator[bytes]) -> Callable[[str, int], bytes]:
    """Answers by the last word of the path."""

    def answer(line: str, _number: int) -> bytes:
        name = line.split(" ")[1].split("/")[2]
        found = answers.get(name, GREETED if name == "hello" else b"")
        return said(200, found) if isinstance(found, bytes) else next(found)

    return answer


def forever(answer: bytes) -> Iterator[bytes]:
    return (answer for _ in count())


@pytest.mark.parametrize(
    "listing",
    [
        b"", b"\x01", b"\x81\x01", encode_listing([Waiting(bytes(16), MAX_BUNDLE + 1, bytes(32))]),
        encode_listing([Waiting(bytes(16), 3, bytes(32), b"abc")]), encode_listing([Waiting(bytes(16), 0, bytes(32))]),
        encode_listing([Waiting(bytes(16), 4, hashlib.sha256(b"abc").digest(), b"abc")]),
    ],
)  # fmt: skip
def test_a_list_that_is_none_is_nonsense(keys: ProvinceKeys, listing: bytes) -> None:
    with (
        stranger(keys, script(pull=listing)) as server,
        carrier(server.url, keys) as line,
        pytest.raises(ServerNonsense),
    ):
        list(line.fetch(Standing()))


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        (forever(said(200, b"y" * len(BLOB))), ServerNonsense),
        (forever(said(200, BLOB + b"more")), ServerNonsense),
        (forever(said(206, BLOB[5:], "Content-Range: bytes 5-49999/50000")), ServerNonsense),
        (forever(said(206, BLOB)), ServerNonsense),
        (forever(said(416)), ServerNonsense),
        (forever(said(200, BLOB[:-1])), ServerCut),
        (forever(said(200, b"", length=len(BLOB))), ServerCut),
        (forever(said(500)), ServerTroubled),
        (forever(said(404)), ServerCut),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_was_promised_is_never_handed_out(
    keys: ProvinceKeys, answers: Iterator[bytes], error: type[AppError]
) -> None:
    listing = encode_listing([Waiting(bytes(16), len(BLOB), hashlib.sha256(BLOB).digest())])
    with (
        stranger(keys, script(pull=listing, files=answers)) as server,
        carrier(server.url, keys) as line,
        pytest.raises(error),
    ):
        list(line.fetch(Standing()))


def test_a_file_that_comes_whole_when_its_rest_was_asked_for_is_taken_whole(keys: ProvinceKeys) -> None:
    listing = encode_listing([Waiting(bytes(16), len(BLOB), hashlib.sha256(BLOB).digest())])
    answers = iter([said(200, BLOB[:20_000], length=len(BLOB)), said(200, BLOB)])
    with stranger(keys, script(pull=listing, files=answers)) as server, carrier(server.url, keys) as line:
        assert list(line.fetch(Standing())) == [BLOB]
        assert any(b"bytes=20000-" in each for each in server.heard)


class Parcel:
    bundle = bytes(16)
    blob = BLOB


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (said(200, b"\x82"), ServerNonsense),
        (said(201), ServerNonsense),
        (said(201, b"", f"Upload-Offset: {len(BLOB) + 1}"), ServerNonsense),
        (said(201, b"", "Upload-Offset: -1"), ServerNonsense),
        (said(409, b"", "Upload-Offset: 0"), ServerCut),
        (said(404), ServerNonsense),
        (said(413), ServerNonsense),
        (said(460), ServerCut),
        (said(500), ServerTroubled),
    ],
)  # fmt: skip
def test_an_upload_ends_whatever_the_server_says(keys: ProvinceKeys, answer: bytes, error: type[AppError]) -> None:
    with (
        stranger(keys, script(uploads=forever(answer))) as server,
        carrier(server.url, keys) as line,
        pytest.raises(error),
    ):
        line.send(Parcel())


def test_a_server_that_never_moves_on_is_given_up(keys: ProvinceKeys) -> None:
    answers = forever(said(204, b"", "Upload-Offset: 0"))
    with stranger(keys, script(uploads=answers)) as server, carrier(server.url, keys) as line, pytest.raises(ServerCut):
        line.send(Parcel())
