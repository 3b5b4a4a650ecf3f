"""The seeded mistakes: each leaves out one rule, and the harness must notice."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tests.sync.model.rules import RIGHT, Rules

MISTAKES: Final[Mapping[str, str]] = {
    "download filtered by origin": "sends_heads_back",
    "context taken at save time": "context_of_form",
    "two forms, one incarnation": "separates_forms",
    "one stable id per device": "incarnation_per_start",
    "cursor without feed hash": "cursor_has_hash",
    "unknown position not noticed": "notices_position",
    "late position taken for a restore": "forgives_late_position",
    "timelines told apart by number alone": "nonce_tells_timelines",
    "no give-back": "gives_back",
    "give-back sent only once": "gives_back_until_confirmed",
    "give-back confirmed by device id": "confirms_replica",
    "give-back confirmed by one part": "counts_whole_giving",
    "gapped records dropped": "keeps_gapped",
    "held records never released": "releases_held",
    "no step for what is held": "steps_for_held",
    "claims of the trusted not noted": "notes_trusted_contexts",
    "own log continued over a hole": "stops_at_hole",
    "ack before the end of the feed": "speaks_at_tip",
    "whole cells kept for a later span": "keeps_cells_whole",
    "fork not separated": "separates_forks",
    "snapshot accepted over a live cursor": "refuses_snapshot",
    "last part moves the cursor alone": "needs_every_part",
    "abandoned parts forgotten": "answers_for_abandoned",
    "acks of a dead timeline accepted": "ignores_dead_timelines",
    "ack accepted apart from the cursor": "acks_with_cursor",
    "ack above the named head": "acks_named_head",
    "log pruned at level 1": "keeps_log",
    "stub run not checked": "checks_stubs",
    "stub run checked at its end alone": "checks_whole_stubs",
}
RARE: Final = (
    "no step for what is held",
    "stub run checked at its end alone",
    "claims of the trusted not noted",
    "whole cells kept for a later span",
    "ack before the end of the feed",
    "give-back sent only once",
    "give-back confirmed by device id",
    "give-back confirmed by one part",
    "snapshot accepted over a live cursor",
    "abandoned parts forgotten",
    "ack accepted apart from the cursor",
    "timelines told apart by number alone",
)


def rules_with(mistake: str) -> Rules:
    """The protocol without the rule that a mistake leaves out."""
    return replace(RIGHT, **{MISTAKES[mistake]: False})
