"""Which communes the first page shows, and in what order; both stand in its address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from desktop.models.names import fold
from sync.server.overviews import UnitOverview

_LONGEST: Final = 100
ORDERS: Final[dict[str, Callable[[UnitOverview], Any]]] = {
    "xa": lambda unit: (fold(unit.name.partition(" ")[2] or unit.name), unit.unit),
    "may": lambda unit: len(unit.computers),
    "bien-nhan": lambda unit: unit.last_receipt_ms or 0,
    "thay-doi": lambda unit: unit.changes,
    "cho-xem": lambda unit: unit.held,
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked for.

    Attributes:
        text: Part of a commune's or computer's name, or of a code.
        order: A key of `ORDERS`.
        is_down: Largest first.
    """

    text: str = ""
    order: str = "xa"
    is_down: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Listing":
        """Read an address; what it does not know is passed over."""
        order = query.get("theo", "xa")
        return cls(
            query.get("tim", "").strip()[:_LONGEST], order if order in ORDERS else "xa", query.get("chieu") == "giam"
        )

    def address(self, order: str) -> str:
        """The same search in another order; the present order turned round."""
        is_down = not self.is_down if order == self.order else order != "xa"
        asked = {"tim": self.text, "theo": order, "chieu": "giam" if is_down else ""}
        return "/?" + urlencode({key: value for key, value in asked.items() if value})


def listed(units: Sequence[UnitOverview], listing: Listing) -> list[UnitOverview]:
    """The communes asked for, in the order asked for."""
    wanted = fold(listing.text)
    found = [unit for unit in units if not wanted or any(wanted in each for each in _named(unit))]
    found.sort(key=ORDERS["xa"])
    if listing.order != "xa" or listing.is_down:
        found.sort(key=ORDERS[listing.order], reverse=listing.is_down)
    return found


def _named(unit: UnitOverview) -> list[str]:
    return [fold(unit.name), unit.unit, *(fold(computer.name) for computer in unit.computers)]
