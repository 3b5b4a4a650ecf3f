"""What was decided so far, without a widget."""

from datetime import date

import pytest

from desktop.importing.outcome import Act, Candidate, Outcome, RowPlace, Taken, Waiting
from desktop.importing.understand import Remark, read_list
from desktop.models.sheets import sheet_named
from desktop.ui.importing.import_list import held_back
from desktop.ui.importing.review import Review
from tests.ui.importing.conftest import LISTS, TODAY

MEMBER = sheet_named("member")


@pytest.fixture(scope="module")
def reading():
    return read_list(LISTS / "hoi-vien-co-loi.xlsx", MEMBER, today=date(2026, 11, 21))


@pytest.fixture
def review(reading):
    return Review(MEMBER, reading, TODAY)


def first(review):
    return review.waiting[0]


def test_rows_wait_in_the_order_of_the_file(review):
    rows = [one.place.row for one in review.waiting]
    assert rows == sorted(rows)
    assert review.open_count == 119


def test_alike_are_those_that_wait_for_the_same_reason(review):
    choice = review.choices(first(review))[0]
    alike = review.alike(first(review).place, choice)
    assert len(alike) == 19
    assert {other.words for _, other in alike} == {choice.words}


def test_what_was_decided_is_not_asked_for_again(review):
    choice = review.choices(first(review))[0]
    spread = [(first(review).place, choice), *review.alike(first(review).place, choice)]
    for place, each in spread:
        review.decide(place, each)
    assert review.alike(first(review).place, choice) == []
    assert review.open_count == 99


def test_a_row_that_is_asked_about_anew_waits_again_with_its_correction(review):
    place = first(review).place
    corrected = dict(first(review).values) | {"citizen_id": "025175749021"}
    review.correct(place, corrected)
    review.take(
        Outcome(waiting=(Waiting(place, corrected, (Remark("", "match.several", ""),), (Candidate(place, "ai"),)),))
    )
    assert review.said(place) == ""
    assert review.decisions == {}
    assert review.values_of(place)["citizen_id"] == "025175749021"
    assert [choice.decision.act for choice in review.choices(first(review))] == [Act.SAME, Act.ADD, Act.SKIP]


def test_a_question_that_has_gone_is_not_shown(review):
    review.take(Outcome(added=(Taken(first(review).place),), waiting=tuple(review.waiting[1:])))
    assert review.open_count == 118


def test_of_an_import_only_what_was_held_back_is_taken_up_again(review, reading):
    outcome = Outcome(waiting=tuple(review.waiting[:3]))
    rest = held_back(reading, outcome)
    assert rest.rows == ()
    assert len(rest.doubtful) + len(rest.refused) == 3
    assert {RowPlace(row.sheet, row.row) for row in (*rest.doubtful, *rest.refused)} == {
        one.place for one in outcome.waiting
    }
