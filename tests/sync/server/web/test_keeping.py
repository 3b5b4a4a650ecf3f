"""What the server keeps beside its database: unfinished uploads, sessions, counts of failures."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.clock import Clock
from sync.server.web.partials import KEPT_S, Partials, UploadUnknown, WrongOffset
from sync.server.web.sessions import Nonces, Sessions
from sync.server.web.throttle import Throttle
from tests.people import Wall

DEVICE, UPLOAD = bytes(16), bytes([7] * 16)


@settings(max_examples=30, deadline=None)
@given(cuts=st.lists(st.integers(0, 200), max_size=12))
def test_pieces_of_any_size_make_the_whole(tmp_path_factory: pytest.TempPathFactory, cuts: list[int]) -> None:
    partials = Partials(tmp_path_factory.mktemp("u"))
    blob = os.urandom(200)
    partials.begin(DEVICE, UPLOAD, len(blob))
    ends = sorted({*cuts, len(blob)})
    for start, end in zip([0, *ends], ends, strict=False):
        with pytest.raises(WrongOffset):
            partials.append(DEVICE, UPLOAD, start + 1, b"x")
        assert partials.append(DEVICE, UPLOAD, start, blob[start:end]).offset == end
    assert partials.whole(DEVICE, UPLOAD) == blob


def test_what_a_power_cut_left_behind_the_safe_end_is_written_over(tmp_path: Path) -> None:
    partials = Partials(tmp_path)
    partials.begin(DEVICE, UPLOAD, 10)
    kept = partials.append(DEVICE, UPLOAD, 0, b"01234")
    with kept.path.open("ab") as file:
        file.write(b"\0" * 30)
    again = Partials(tmp_path)
    assert again.find(DEVICE, UPLOAD).offset == 5
    again.append(DEVICE, UPLOAD, 5, b"56789")
    assert again.whole(DEVICE, UPLOAD) == b"0123456789"


def test_an_upload_of_another_length_begins_anew(tmp_path: Path) -> None:
    partials = Partials(tmp_path)
    partials.begin(DEVICE, UPLOAD, 10)
    partials.append(DEVICE, UPLOAD, 0, b"01234")
    assert partials.begin(DEVICE, UPLOAD, 11).offset == 0
    with pytest.raises(WrongOffset):
        partials.whole(DEVICE, UPLOAD)


def test_one_computer_keeps_only_so_many_uploads_open(tmp_path: Path) -> None:
    partials = Partials(tmp_path)
    for number in range(40):
        partials.begin(DEVICE, bytes([number] * 16), 10)
    assert len(list(tmp_path.glob("*/*.part"))) == 16
    partials.find(DEVICE, bytes([39] * 16))


def test_what_nobody_goes_on_with_is_given_up_after_sixty_days(tmp_path: Path) -> None:
    partials = Partials(tmp_path)
    kept = partials.begin(DEVICE, UPLOAD, 10)
    now = kept.path.stat().st_mtime
    assert partials.sweep(now + KEPT_S - 60) == 0
    assert partials.sweep(now + KEPT_S + 60) == 1
    with pytest.raises(UploadUnknown):
        partials.find(DEVICE, UPLOAD)


def test_failures_are_counted_for_each_address_and_for_all() -> None:
    wall = Wall()
    throttle = Throttle(Clock(wall), each=3, total=5, window_s=60)
    for _ in range(3):
        assert throttle.wait_s("a") == 0
        throttle.failed("a")
    assert throttle.wait_s("a") == 60
    assert throttle.wait_s("b") == 0
    wall.ms += 30_000
    assert throttle.wait_s("a") == 30
    throttle.failed("b")
    throttle.failed("c")
    assert throttle.wait_s("d") == 30
    wall.ms += 30_000
    assert throttle.wait_s("a") == throttle.wait_s("d") == 0


def test_success_forgives_the_address() -> None:
    throttle = Throttle(Clock(Wall()), each=2)
    throttle.failed("a")
    throttle.succeeded("a")
    throttle.failed("a")
    assert throttle.wait_s("a") == 0


def test_a_session_ends_by_itself() -> None:
    wall = Wall()
    sessions: Sessions[str] = Sessions(Clock(wall), lasts_s=60)
    token = sessions.begin("Lan")
    assert sessions.who(token) == "Lan"
    assert sessions.who(token + "x") is None
    wall.ms += 60_000
    assert sessions.who(token) is None


def test_a_nonce_is_fresh_once() -> None:
    nonces = Nonces(at_once=2)
    assert nonces.is_fresh(b"a")
    assert not nonces.is_fresh(b"a")
    assert nonces.is_fresh(b"b")
    assert nonces.is_fresh(b"c")
