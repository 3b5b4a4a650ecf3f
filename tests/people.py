"""Invented people and places, and a clock that stands still, for tests."""

from random import Random
from typing import Any

from desktop.models.dates import PartialDate

KEY = bytes(range(32))
COMMUNE = "05491"

AN = {
    "full_name": "Lê Thị An", "birth_date": PartialDate("1962"), "sex": "female", "citizen_id": "019162000111",
    "phone": "0912000111", "party_member": True,
}  # fmt: skip
HOA = {"full_name": "Nguyễn Thị Hòa", "birth_date": PartialDate("1975-03"), "sex": "female"}
HUE = {"full_name": "Đặng Thị Huệ", "birth_date": PartialDate("1988-11-05"), "citizen_id": "019188000333"}


class Wall:
    """A computer's clock that can be set to anything."""

    def __init__(self) -> None:
        self.ms = 1_795_000_000_000

    def __call__(self) -> int:
        return self.ms


_FAMILIES = ("Nguyễn", "Trần", "Lê", "Hoàng", "Nông", "Ma", "Lý", "Triệu", "Đặng", "Dương")
_MIDDLES = ("Thị", "Thị Thu", "Thị Minh", "Bích", "Thị Kim", "Ngọc")
_GIVEN = ("An", "Ánh", "Bích", "Chi", "Dung", "Hà", "Hòa", "Huệ", "Hương", "Lan", "Liên", "Mai", "Thủy")


def crowd(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """So many invented women, alike each time."""
    dice = Random(seed)
    return [
        {
            "full_name": f"{dice.choice(_FAMILIES)} {dice.choice(_MIDDLES)} {dice.choice(_GIVEN)}",
            "birth_date": PartialDate(str(dice.randint(1940, 2005))),
            "sex": "female",
            "citizen_id": f"019{number:09d}",
            "occupation": dice.choice(("Nông dân", "Giáo viên", "Buôn bán")),
            "party_member": dice.random() < 0.2,
        }
        for number in range(count)
    ]
