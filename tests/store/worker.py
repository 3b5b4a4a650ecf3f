"""Programs that save persons, or keep drafts, until they are killed, and say of each that it is saved."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from desktop.models import registers as _declared  # noqa: F401 - declares every register
from desktop.models.person import Person
from desktop.registers.drafts import Drafts
from desktop.store import tables as _loaded  # noqa: F401 - else the first save of every start would load it
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


def draft(folder: Path, seed: int, kept: Connection) -> None:
    """Keep a draft at every letter of a long note, and send what is kept."""
    drafts, note = Drafts(open_store(folder, KEY)), ""
    kept.send(note)
    for values in crowd(3_000, seed):
        for letter in values["full_name"]:
            note += letter
            drafts.keep(f"member:{seed}", {"note": note})
            kept.send(note)


@contextmanager
def saving(
    folder: Path, seed: int, act: Callable[[Path, int, Connection], None] = save
) -> Iterator[tuple[BaseProcess, Connection]]:
    """Such a program at work, with the end of the pipe that it reports into; killed when done with."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])  # the imports are paid once, not at every start
    receiving, sending = context.Pipe(duplex=False)
    program = context.Process(target=act, args=(folder, seed, sending))
    program.start()
    sending.close()
    try:
        receiving.recv()
        yield program, receiving
    finally:
        program.kill()
        program.join()
        receiving.close()
