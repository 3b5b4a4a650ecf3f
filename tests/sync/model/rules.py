"""The protocol's rules one by one, so that each can be left out to see whether its absence is noticed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """All true is the protocol.

    Attributes:
        context_of_form: A save covers what its form showed at opening, not what is stored at saving.
        separates_forms: A second form of one program writes under a new incarnation (R2).
        incarnation_per_start: Every program start writes under an incarnation of its own.
        keeps_log: A computer keeps its records although they are acknowledged.
        sends_heads_back: What a computer wrote itself comes down to it like anything else.
        cursor_has_hash: A position in the feed is known by number and hash, not by number alone.
        notices_position: A position that the province never gave makes it begin a new timeline.
        forgives_late_position: It does not where the computer has merely not heard of the present timeline.
        nonce_tells_timelines: Two timelines of one number are two, and a third one follows.
        keeps_gapped: A record whose predecessor is missing waits, and its cells are joined at once.
        releases_held: A record held for what it claims to have seen is released once that was reported.
        steps_for_held: What is held makes a step of the feed too, for it is acknowledged.
        notes_trusted_contexts: What a computer claims that may know more than the province counts as reported.
        stops_at_hole: What another copy of a disk went on to write counts as own only as far as nothing is missing.
        speaks_at_tip: Acknowledgements come only with the span of a delta that ends where the feed does.
        keeps_cells_whole: A delta with whole cells, which are as they stand now, is one span.
        separates_forks: Another record under a known number goes on under a derived incarnation.
        acks_named_head: A head is acknowledged as it was named, however much more is known of its incarnation.
        gives_back: A new timeline makes a computer send all cells it holds.
        gives_back_until_confirmed: It does so in every exchange until the province says it has them.
        confirms_replica: The province confirms one replica's giving, not everything that bears its device id.
        counts_whole_giving: It confirms once every part of one giving has arrived.
        refuses_snapshot: A snapshot is refused where a cursor of the same timeline stands.
        needs_every_part: A snapshot's last part moves the cursor only after all the others.
        answers_for_abandoned: Parts of a snapshot that was never finished are given back.
        ignores_dead_timelines: Nothing of an older timeline is taken, acknowledgements neither.
        checks_stubs: Records left out as known to the computer are looked up before the cursor moves.
        checks_whole_stubs: Every one of them is, not the last one alone.
        acks_with_cursor: An acknowledgement comes with the cursor and by no other road.
    """

    context_of_form: bool = True
    separates_forms: bool = True
    incarnation_per_start: bool = True
    keeps_log: bool = True
    sends_heads_back: bool = True
    cursor_has_hash: bool = True
    notices_position: bool = True
    forgives_late_position: bool = True
    nonce_tells_timelines: bool = True
    keeps_gapped: bool = True
    releases_held: bool = True
    steps_for_held: bool = True
    notes_trusted_contexts: bool = True
    stops_at_hole: bool = True
    speaks_at_tip: bool = True
    keeps_cells_whole: bool = True
    separates_forks: bool = True
    acks_named_head: bool = True
    gives_back: bool = True
    gives_back_until_confirmed: bool = True
    confirms_replica: bool = True
    counts_whole_giving: bool = True
    refuses_snapshot: bool = True
    needs_every_part: bool = True
    answers_for_abandoned: bool = True
    ignores_dead_timelines: bool = True
    checks_stubs: bool = True
    checks_whole_stubs: bool = True
    acks_with_cursor: bool = True


RIGHT = Rules()
