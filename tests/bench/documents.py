"""The same persons as documents: what the yardsticks of the exchange carry."""

import json
import random
from pathlib import Path
from typing import Any

from tests.bench.invented import MOBILE, REMARK, SCHOOL, women
from tests.bench.job import Case

Document = dict[str, Any]
FULL, EDITED = "documents.json", "edited.json"
NOTE = "đã cập nhật"
_SEED = 9
_PROFESSION = {"primary": "none", "lower_secondary": "elementary", "upper_secondary": "intermediate"}
assert set(_PROFESSION) == {key for key, _weight in SCHOOL}


def documents(size: int) -> list[Document]:
    """So many persons with a number and 15 filled fields, by field key; the hamlet as its place in `places`."""
    rng = random.Random(_SEED)
    return [
        {
            "id": number, "full_name": who.name, "birth_date": who.birth, "sex": "female",
            "citizen_id": who.citizen_id, "phone": who.phone or _phone(rng), "hamlet_id": who.place,
            "address": f"Số nhà {rng.randrange(1, 200)}", "residence": "permanent", "ethnicity": who.ethnicity,
            "religion": who.religion, "education": who.education, "profession": _PROFESSION[who.education],
            "occupation": who.occupation, "party_member": who.in_party, "note": who.note or rng.choice(REMARK),
        }
        for number, who in enumerate(women(size, _SEED))
    ]  # fmt: skip


def edited(people: list[Document]) -> list[Document]:
    """The documents of which telephone and note changed later: 500 of 10,000, at most one in ten of fewer."""
    rng = random.Random(_SEED + 1)
    chosen = rng.sample(people, min(500, max(1, len(people) // 10)))
    return [{**document, "phone": _phone(rng), "note": NOTE} for document in chosen]


def changed_fields(people: list[Document]) -> list[Document]:
    """What alone changed in them, and in whom."""
    return [{key: document[key] for key in ("id", "phone", "note")} for document in people]


def prepare_documents(case: Case) -> None:
    """Write both lists for programs that are not ours."""
    people = documents(case.size)
    folder = documents_of(case)
    folder.mkdir(exist_ok=True)
    for name, content in ((FULL, people), (EDITED, edited(people))):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def documents_of(case: Case) -> Path:
    """Where the lists of a size lie."""
    return case.inputs / f"documents-{case.size}"


def read_documents(folder: Path) -> tuple[list[Document], list[Document]]:
    """All of them, and the edited ones."""
    everybody, later = (json.loads((folder / name).read_text(encoding="utf-8")) for name in (FULL, EDITED))
    return everybody, later


def _phone(rng: random.Random) -> str:
    return f"{rng.choice(MOBILE)}{rng.randrange(10_000_000):07}"
