"""What is on its way up: the same bytes go on after a cut, others when something changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.exchange.outbox import Letter, Outbox
from sync.certificate import Card
from sync.keys import PrivateKeys
from sync.standing import Standing, Tip
from sync.uplink import Sender
from tests.people import COMMUNE

STANDING = Standing(heads=(Tip(b"i" * 16, 7, b"h" * 32),))
LETTERS = [Letter(b"a" * 16, b"first", 3), Letter(b"b" * 16, b"second", 4)]


@pytest.fixture
def sender() -> Sender:
    keys = PrivateKeys.generate()
    return Sender(b"d" * 16, COMMUNE, keys, Card(b"p" * 16, "Tỉnh", keys.public, bytes(32)))


class Sealing:
    """Counts how often was sealed."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[Letter]:
        self.times += 1
        return LETTERS


def test_what_was_sealed_is_sent_again_as_it_was(tmp_path: Path, sender: Sender) -> None:
    sealing = Sealing()
    for _ in range(3):
        assert list(Outbox(tmp_path / "outbox").letters(sender, STANDING, sealing)) == LETTERS
    assert sealing.times == 1


def test_a_computer_that_stands_elsewhere_seals_anew(tmp_path: Path, sender: Sender) -> None:
    sealing, outbox = Sealing(), Outbox(tmp_path)
    list(outbox.letters(sender, STANDING, sealing))
    list(outbox.letters(sender, replace(STANDING, heads=()), sealing))
    list(outbox.letters(replace(sender, device=b"e" * 16), STANDING, sealing))
    assert sealing.times == 3
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("damage", ["index.json", f"{LETTERS[0].bundle.hex()}.sohoi"])
def test_a_damaged_outbox_costs_a_second_sealing(tmp_path: Path, sender: Sender, damage: str) -> None:
    sealing, outbox = Sealing(), Outbox(tmp_path)
    list(outbox.letters(sender, STANDING, sealing))
    (tmp_path / damage).write_bytes(b"{")
    assert list(outbox.letters(sender, STANDING, sealing)) == LETTERS
    (tmp_path / damage).unlink()
    assert list(outbox.letters(sender, STANDING, sealing)) == LETTERS
    assert sealing.times == 3


def test_a_cleared_outbox_is_empty(tmp_path: Path, sender: Sender) -> None:
    outbox = Outbox(tmp_path)
    list(outbox.letters(sender, STANDING, Sealing()))
    outbox.clear()
    outbox.clear()
    assert list(tmp_path.iterdir()) == []
