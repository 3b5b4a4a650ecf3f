"""Making the next thing while one is being worked on."""

from collections.abc import Iterable, Iterator
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class _End:
    """After the last item.

    Args:
        error: Why it is the last.
    """

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def ahead(items: Iterable[T]) -> Iterator[T]:
    """The same items, made on another thread; all of them are made, even where nobody asks for the last ones."""
    made: SimpleQueue[T | _End] = SimpleQueue()

    def make() -> None:
        try:
            for item in items:
                made.put(item)
        except BaseException as error:
            made.put(_End(error))
        else:
            made.put(_End())

    maker = Thread(target=make, name="ahead")
    maker.start()
    try:
        while not isinstance(item := made.get(), _End):
            yield item
    finally:
        maker.join()
    if item.error is not None:
        raise item.error
