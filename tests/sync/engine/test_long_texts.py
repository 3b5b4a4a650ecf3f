"""Texts far longer than anybody should type: they make bundles smaller, and stop nobody."""

from tests.people import AN
from tests.sync.engine.world import World

LETTERS = 1_500_000
HOUR_MS = 3_600_000


def test_a_long_text_edited_again_and_again_goes_up_and_comes_down(file_world: World) -> None:
    """Together the edits are more than any bundle holds."""
    world = file_world
    (a, b), row = world.sharing()
    for number in range(45):
        a.edit(row, note="a" * LETTERS + str(number))
    world.meet(a)
    world.meet_all(b, a)
    assert b.value(row, "note") == "a" * LETTERS + "44"
    assert a.waiting() == 0
    world.settle()


def test_one_act_of_long_texts_comes_down_however_wrong_the_clock(file_world: World) -> None:
    """The province orders it by its own clock, so that it does not go on as it came."""
    world = file_world
    a, b = world.computer(), world.computer()
    a.wall.ms += HOUR_MS
    rows = a.add_all([{**AN, "note": f"{number}" + "b" * LETTERS} for number in range(14)])
    world.meet_all(a, b)
    assert all(len(b.value(row, "note")) > LETTERS for row in rows)
    world.settle()
