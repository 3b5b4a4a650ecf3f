"""The two roads to a province, walked alike."""

from pathlib import Path
from typing import Protocol

from tests.e2e.exchange.computers import Computer
from tests.e2e.exchange.provinces import Watched
from tests.e2e.exchange.rounds import join


class Road(Protocol):
    """How computers and a province come together."""

    province: Watched

    def join(self, *computers: Computer) -> None:
        """Let computers in; each has exchanged since."""

    def exchange(self, *computers: Computer) -> None:
        """Each in turn sends what waits and gets what there is."""


class ByStick:
    """One stick that goes to and fro."""

    def __init__(self, province: Watched, stick: Path) -> None:
        self.province = province
        self._stick = stick

    def join(self, *computers: Computer) -> None:
        for number, computer in enumerate(computers, 1):
            join(computer, self.province, self._stick, f"Máy {number}")
        self.exchange(*computers)

    def exchange(self, *computers: Computer) -> None:
        for computer in computers:
            computer.by_stick(self._stick)
            self.province.receive(self._stick)
            computer.by_stick(self._stick)


class ByNetwork:
    """The province answers on the network."""

    def __init__(self, province: Watched, address: str) -> None:
        self.province = province
        self._address = address

    def join(self, *computers: Computer) -> None:
        for number, computer in enumerate(computers, 1):
            code = self.province.code(computer.store.commune)
            computer.enrol_by_code(self._address, code, f"Máy {number}")
            computer.by_network()
        self.exchange(*computers)

    def exchange(self, *computers: Computer) -> None:
        for computer in computers:
            computer.by_network()
