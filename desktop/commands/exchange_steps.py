"""What the commands give an exchange that nobody watches and nobody stops."""

from typing import Final

from desktop.exchange.desk import Step


class _Unstopped:
    """Nobody asks to stop: whoever ends the process ends the exchange, and nothing is lost by that."""

    def check(self) -> None:
        """Go on."""


UNSTOPPED: Final = _Unstopped()


def unreported(_step: Step) -> None:
    """Nobody watches."""
