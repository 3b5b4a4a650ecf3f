"""A program that saves persons until it is killed, and says of each that it is saved."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from desktop.models import registers as _declared  # noqa: F401 - declares every register
from desktop.models.person import Person
from desktop.store.store import open_store
from tests.people import KEY, crowd


def save(folder: Path, seed: int, saved: Connection) -> None:
    """Send the ids of each transaction once it is committed; every tenth is of two hundred persons."""
    store = open_store(folder, KEY)
    people = crowd(3_000, seed)
    saved.send([])
    for number, values in enumerate(people):
        with store.writing(reason="add", label="Thêm hội viên") as session:
            if number % 10 == 9:
                ids = store.add_rows(session, Person, people[number : number + 200])
            else:
                person = Person(**values)
                session.add(person)
                ids = [person.id]
        saved.send([row_id.hex for row_id in ids])


@contextmanager
def saving(folder: Path, seed: int) -> Iterator[tuple[BaseProcess, Connection]]:
    """Such a program at work, with the end of the pipe that it reports into; killed when done with."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])  # the imports are paid once, not at every start
    receiving, sending = context.Pipe(duplex=False)
    program = context.Process(target=save, args=(folder, seed, sending))
    program.start()
    sending.close()
    try:
        receiving.recv()
        yield program, receiving
    finally:
        program.kill()
        program.join()
        receiving.close()
