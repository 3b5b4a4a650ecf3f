"""Client of the yardstick Anki: python peer_anki.py FOLDER DOCUMENTS URL; runs in Anki's own environment.

A note has a field for each of a person's, and one card. After an empty first upload the notes travel by Anki's
ordinary sync, change by change; its very first sync would copy the whole file, which is no exchange of changes.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

STAMP_S = 1.1  # Anki's stamps of change have steps of one second


def phase(name: str, began: float) -> None:
    """Say how long a phase took, and wait until that was noted."""
    print(f"##phase {name} {time.perf_counter() - began}", flush=True)
    sys.stdin.readline()


def sync(collection: Any, auth: object) -> None:
    """One ordinary sync."""
    answer = collection.sync_collection(auth, False)
    assert answer.required == answer.NO_CHANGES, answer


def whole(collection: Any, auth: object, *, upload: bool) -> None:
    """Copy the whole file, as at the very first time."""
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
    collection.reopen(after_full_sync=True)


def main(folder: str, documents: str, url: str) -> None:
    """Push and pull everybody, then the edited ones."""
    from anki.collection import AddNoteRequest, Collection  # only its own environment has it

    people, edited = (
        json.loads(Path(documents, name).read_text(encoding="utf-8")) for name in ("documents.json", "edited.json")
    )
    a = Collection(str(Path(folder, "a.anki2")))
    auth = a.sync_login("bench", "bench", url)
    auth.endpoint = url
    kind = a.models.new("Member")
    for field in people[0]:
        a.models.add_field(kind, a.models.new_field(field))
    card = a.models.new_template("Card")
    card["qfmt"], card["afmt"] = "{{full_name}}", "{{citizen_id}}"
    a.models.add_template(kind, card)
    a.models.add_dict(kind)
    kind = a.models.by_name("Member")
    whole(a, auth, upload=True)
    b = Collection(str(Path(folder, "b.anki2")))
    whole(b, auth, upload=False)
    requests = []
    for person in people:
        note = a.new_note(kind)
        note.fields = [str(value) for value in person.values()]
        requests.append(AddNoteRequest(note=note, deck_id=1))
    a.add_notes(requests)
    phase("start", time.perf_counter())
    for name, collection in (("push", a), ("pull", b)):
        began = time.perf_counter()
        sync(collection, auth)
        phase(name, began)
    assert b.note_count() == len(people)
    numbers = {request.note.fields[0]: request.note.id for request in requests}
    notes = []
    for person in edited:
        note = a.get_note(numbers[str(person["id"])])
        note.fields = [str(value) for value in person.values()]
        notes.append(note)
    time.sleep(STAMP_S)
    a.update_notes(notes)
    for name, collection in (("later_push", a), ("later_pull", b)):
        began = time.perf_counter()
        sync(collection, auth)
        phase(name, began)
    assert b.get_note(notes[0].id).fields == notes[0].fields
    a.close()
    b.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
