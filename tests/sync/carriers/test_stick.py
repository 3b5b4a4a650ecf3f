"""A stick carries bundles up and answers down, whole, and twice is the same as once."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.carriers.stick import StickCarrier
from sync.carriers.stick_errors import StickFileTooLarge, StickForeign, StickMissing, StickNewer
from sync.carriers.stick_layout import MAX_BUNDLE_BYTES
from sync.errors import AppError
from tests.sync.carriers.sticks import LAPTOP, OFFICE, OTHER_UNIT, UNIT, Bundle, bundle, prepared, tree, ups


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "usb"


@pytest.fixture
def stick(root: Path) -> StickCarrier:
    return prepared(root)


class Stopped(AppError):
    """The person pressed stop."""

    code = "test.stopped"


def test_what_went_up_is_read_at_the_province_and_can_be_dropped(stick: StickCarrier, root: Path) -> None:
    stick.put_up(OFFICE, UNIT, [bundle(1), bundle(2)])
    found = list(StickCarrier(root).ups())
    assert [data for _, data in found] == [bundle(1).blob, bundle(2).blob]
    for path, _ in found:
        stick.drop(path)
        stick.drop(path)
    assert list(stick.ups()) == []
    assert tree(root).keys() == {"SoHoi/so-hoi.json"}
    assert not list((root / "SoHoi" / "gui-tinh").iterdir())


def test_a_file_has_the_name_that_the_layout_gives_it(stick: StickCarrier, root: Path) -> None:
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    stick.put_down(LAPTOP, [bundle(2)])
    stick.put_invitation(UNIT, b"an invitation")
    assert tree(root).keys() == {
        "SoHoi/so-hoi.json",
        f"SoHoi/gui-tinh/27001-01900001/{1:032x}.sohoi",
        f"SoHoi/tra-loi/{LAPTOP.hex()}/{2:032x}.sohoi",
        "SoHoi/loi-moi/27001-b18204ff.sohoi-moi",
    }


def test_new_bundles_take_the_place_of_the_same_computers_earlier_ones_only(stick: StickCarrier, root: Path) -> None:
    stick.put_up(OFFICE, UNIT, [bundle(1), bundle(2)])
    stick.put_up(LAPTOP, UNIT, [bundle(3)])
    stick.put_up(OFFICE, UNIT, [bundle(2), bundle(4)])
    assert ups(root) == {bundle(2).blob, bundle(3).blob, bundle(4).blob}
    stick.put_up(OFFICE, UNIT, [])
    assert ups(root) == {bundle(3).blob}


def test_two_communes_share_a_stick(stick: StickCarrier, root: Path) -> None:
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    stick.put_up(OFFICE, OTHER_UNIT, [bundle(2)])
    assert ups(root) == {bundle(1).blob, bundle(2).blob}
    stick.put_down(OFFICE, [bundle(3), bundle(4)])
    stick.put_down(LAPTOP, [bundle(5)])
    assert {data for _, data in stick.downs(OFFICE)} == {bundle(3).blob, bundle(4).blob}
    assert [data for _, data in stick.downs(LAPTOP)] == [bundle(5).blob]
    stick.put_down(OFFICE, [bundle(6)])
    assert [data for _, data in stick.downs(OFFICE)] == [bundle(6).blob]
    assert [data for _, data in stick.downs(LAPTOP)] == [bundle(5).blob]


def test_computers_whose_ids_begin_alike_keep_apart(stick: StickCarrier, root: Path) -> None:
    assert OFFICE[:8] == LAPTOP[:8]
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    stick.put_up(LAPTOP, UNIT, [bundle(2)])
    assert ups(root) == {bundle(1).blob, bundle(2).blob}


def test_an_answer_is_seen_without_reading_it(stick: StickCarrier, tmp_path: Path) -> None:
    stick.put_down(OFFICE, [bundle(1)])
    assert stick.has_answer(OFFICE)
    assert not stick.has_answer(LAPTOP)
    assert not StickCarrier(tmp_path / "nowhere").has_answer(OFFICE)


def test_invitations_stand_side_by_side_and_those_of_the_commune_come_first(stick: StickCarrier) -> None:
    first = stick.put_invitation(UNIT, b"one")
    stick.put_invitation(OTHER_UNIT, b"two")
    assert stick.put_invitation(UNIT, b"one") == first
    assert [data for _, data in stick.invitations(OTHER_UNIT)] == [b"two", b"one"]
    assert {data for _, data in stick.invitations()} == {b"one", b"two"}
    stick.drop(first)
    assert [data for _, data in stick.invitations(UNIT)] == [b"two"]


def test_preparing_twice_leaves_everything_as_it_was(stick: StickCarrier, root: Path) -> None:
    (root / "Ảnh đám cưới.jpg").write_bytes(b"hers")
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    before = tree(root)
    stick.prepare()
    assert tree(root) == before


def test_a_stick_without_the_marker_is_not_ours_and_never_empty(root: Path) -> None:
    stick = prepared(root)
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    (root / "SoHoi" / "so-hoi.json").unlink()
    before = tree(root)
    for attempt in (
        lambda: list(stick.ups()),
        lambda: list(stick.downs(OFFICE)),
        lambda: list(stick.invitations(UNIT)),
        lambda: stick.put_up(OFFICE, UNIT, []),
        lambda: stick.put_down(OFFICE, [bundle(2)]),
        lambda: stick.put_invitation(UNIT, b"one"),
        lambda: stick.drop(root / "SoHoi" / "gui-tinh" / "a.sohoi"),
    ):
        with pytest.raises(StickForeign):
            attempt()
    assert not stick.is_ours
    assert tree(root) == before
    stick.prepare()
    assert ups(root) == {bundle(1).blob}


def test_a_stick_that_is_not_there_is_missing_and_is_not_made(root: Path) -> None:
    stick = StickCarrier(root)
    for attempt in (stick.prepare, lambda: list(stick.ups()), lambda: stick.put_up(OFFICE, UNIT, [bundle(1)])):
        with pytest.raises(StickMissing):
            attempt()
    assert not root.exists()


@pytest.mark.parametrize(
    "marker",
    [
        b"",
        b"\0" * 60,
        b"{",
        b"[" * 4000,
        b"[]",
        b'"exchange"',
        b'{"so_hoi": "exchange"}',
        b'{"so_hoi": "exchange", "layout": "1"}',
        b'{"so_hoi": "exchange", "layout": 0}',
        b'{"so_hoi": "backup", "layout": 1}',
        b" " * 5000 + b'{"so_hoi": "exchange", "layout": 1}',
        b"\xff\xfe",
    ],
)
def test_a_marker_that_says_something_else_is_none_and_is_made_good(root: Path, marker: bytes) -> None:
    stick = prepared(root)
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    (root / "SoHoi" / "so-hoi.json").write_bytes(marker)
    with pytest.raises(StickForeign):
        stick.place.require()
    stick.prepare()
    assert ups(root) == {bundle(1).blob}


@pytest.mark.parametrize("layout", [b"2", b"9" * 4000])
def test_a_newer_layout_is_left_alone(root: Path, layout: bytes) -> None:
    stick = prepared(root)
    (root / "SoHoi" / "so-hoi.json").write_bytes(b'{"so_hoi": "exchange", "more": [1], "layout": ' + layout + b"}")
    before = tree(root)
    for attempt in (stick.prepare, lambda: list(stick.ups()), lambda: stick.put_up(OFFICE, UNIT, [bundle(1)])):
        with pytest.raises(StickNewer):
            attempt()
    assert tree(root) == before


def test_who_chooses_the_folder_itself_means_the_stick(stick: StickCarrier, root: Path) -> None:
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    inside = StickCarrier(root / "SoHoi")
    assert inside.root == root
    assert [data for _, data in inside.ups()] == [bundle(1).blob]


def test_progress_counts_bytes_up_to_the_whole(stick: StickCarrier) -> None:
    told: list[tuple[str, int, int]] = []
    stick.put_up(OFFICE, UNIT, [bundle(1, 100), bundle(2, 200)], report=lambda *step: told.append(step))
    list(stick.ups(report=lambda *step: told.append(step)))
    assert told == [("send", 100, 300), ("send", 300, 300), ("fetch", 100, 300), ("fetch", 300, 300)]


def test_stopping_between_files_leaves_whole_files(stick: StickCarrier, root: Path) -> None:
    stick.put_up(OFFICE, UNIT, [bundle(1)])
    done: list[int] = []

    def stop_after_one() -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        stick.put_up(
            OFFICE, UNIT, [bundle(2), bundle(3)], report=lambda _what, now, _all: done.append(now), check=stop_after_one
        )
    assert ups(root) == {bundle(1).blob, bundle(2).blob}
    assert not list(root.rglob("*.part"))
    done.clear()
    reading = stick.ups(check=stop_after_one)
    assert next(reading)[1] == bundle(1).blob
    done.append(1)
    with pytest.raises(Stopped):
        next(reading)


def test_a_bundle_that_no_reader_would_take_is_not_written(stick: StickCarrier, root: Path) -> None:
    before = tree(root)
    with pytest.raises(StickFileTooLarge):
        stick.put_up(OFFICE, UNIT, [bundle(1), Bundle(bytes(16), bytes(MAX_BUNDLE_BYTES + 1))])
    assert tree(root) == before


@pytest.mark.parametrize("unit", ["", "../../etc", "a/b", "27001\\x", "27 001"])
def test_a_unit_that_is_no_code_makes_no_path(stick: StickCarrier, unit: str) -> None:
    with pytest.raises(ValueError, match="official code"):
        stick.put_up(OFFICE, unit, [bundle(1)])


def test_only_files_of_the_stick_are_dropped(stick: StickCarrier, root: Path, tmp_path: Path) -> None:
    hers = tmp_path / "hers.sohoi"
    hers.write_bytes(b"hers")
    for path in (hers, root / "SoHoi" / "so-hoi.json", root / "x.sohoi"):
        with pytest.raises(ValueError, match="no file of this stick"):
            stick.drop(path)
    assert hers.exists()
    assert stick.is_ours


numbers = st.lists(st.integers(0, 9), max_size=5, unique=True)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.sampled_from([OFFICE, LAPTOP]), st.sampled_from([UNIT, OTHER_UNIT]), numbers), max_size=5))
def test_the_last_put_counts_however_often_each_was_done(trips: list[tuple[bytes, str, list[int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        once, twice = prepared(Path(folder) / "once"), prepared(Path(folder) / "twice")
        last = {(device, unit): chosen for device, unit, chosen in trips}
        for device, unit, chosen in trips:
            for _ in range(2):
                twice.put_up(device, unit, [bundle(number) for number in chosen])
                twice.put_down(device, [bundle(number) for number in chosen])
        for (device, unit), chosen in last.items():
            once.put_up(device, unit, [bundle(number) for number in chosen])
        for device, chosen in {device: chosen for device, _, chosen in trips}.items():
            once.put_down(device, [bundle(number) for number in chosen])
        assert tree(twice.root) == tree(once.root)
