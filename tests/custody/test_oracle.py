"""Random claims: the view says what the plain reading of its numbered cases says."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.lib.dates import partial_span
from tests.custody.claims import GRADES, TRUST, Said
from tests.custody.oracle import Custody

COMPARED = (
    "zone base_status reported_dead facility_id last_facility_id since last_confirmed_at sources"
    " sentence_kind sentence_days sentence_change ruled_at release_from release_at release_to"
    " release_basis released_first_at released_last_at is_released held_from held_by"
    " held_has_hour held_basis seized_at contradictions best_claim_noun best_claim_id certainty"
).split()
# In the second era the clocks of Almaty go back an hour in the night to 1 March.
ERAS = (date(2019, 6, 8), date(2024, 2, 26))
LENGTHS = (4, 7, 10, 10, 10, 13, 16, 16)


@st.composite
def partial_dates(draw, era):
    """Nothing, or as much of an instant within nine days as somebody knows."""
    if draw(st.integers(0, 9)) == 0:
        return ""
    moment = datetime(era.year, era.month, era.day) + timedelta(
        days=draw(st.integers(0, 8)),
        hours=draw(st.sampled_from((0, 9, 10, 18, 23))),
        minutes=draw(st.sampled_from((0, 30))),
    )
    return moment.isoformat()[: draw(st.sampled_from(LENGTHS))]


@st.composite
def claims(draw, era, places, noun, number):
    """One claim of a noun; ``places`` may come up, or none."""
    dates = partial_dates(era)
    place = st.sampled_from([*places, None])
    fields = {
        "heard_at": datetime(era.year, era.month, era.day, tzinfo=UTC)
        + timedelta(hours=draw(st.sampled_from((0, 12, 36, 60, 84, 110, 150, 600)))),
        "certainty": draw(st.sampled_from(sorted(GRADES))),
        "reliability": draw(st.sampled_from(sorted(TRUST))),
        "at": draw(dates),
    }
    if noun == "event":
        kinds = ("seized", "seized", "delivered", "protocol", "identified")
        fields |= {"what": draw(st.sampled_from(kinds)), "facility": draw(place)}
    elif noun == "placement":
        fields |= {"began": draw(dates), "facility": draw(place)}
        fields["at"] = draw(st.sampled_from(("", fields["at"])))
        if fields["at"] and fields["began"] and not in_order(fields["began"], fields["at"]):
            fields["at"] = ""
    elif noun == "enquiry":
        kinds = ("held", "held", "not_held", "refused", "no_answer")
        fields |= {"what": draw(st.sampled_from(kinds)), "facility": draw(st.sampled_from(places))}
    elif noun == "release":
        kinds = ("released", "released", "freed", "escaped", "expelled", "died")
        fields["what"] = draw(st.sampled_from(kinds))
    elif noun == "sentence":
        kinds = ("administrative_arrest",) * 4 + ("imprisonment", "remand", "house_arrest", "fine")
        fields |= {
            "what": draw(st.sampled_from(kinds)),
            "days": draw(st.none() | st.integers(1, 15)),
            "counted_from": draw(st.just("") | dates),
        }
    else:
        kinds = ("reduced", "reduced", "appeal", "cancelled", "early_end")
        fields |= {
            "what": draw(st.sampled_from(kinds)),
            "days": draw(st.none() | st.integers(0, 15)),
        }
    return Said(noun=noun, id=number, source=fields["reliability"], **fields)


def in_order(began, ended):
    return partial_span(began)[0] < partial_span(ended)[1]


@st.composite
def stories(draw, places):
    """Up to eleven claims about one detention, changes pointing to any of its sentences."""
    era = draw(st.sampled_from(ERAS))
    nouns = ["event"] * 3 + ["placement"] * 4 + ["enquiry"] * 2 + ["release"] * 2 + ["sentence"] * 3
    nouns = draw(st.lists(st.sampled_from(nouns + ["sentence_change"] * 2), max_size=11))
    told = [
        draw(claims(era, places, noun, 1_000_000 + number)) for number, noun in enumerate(nouns)
    ]
    sentences = [None, *(said.id for said in told if said.noun == "sentence")]
    return [
        said._replace(sentence=draw(st.sampled_from(sentences)))
        if said.noun == "sentence_change"
        else said
        for said in told
    ]


def expected(story):
    """What the oracle says, in the words of the view's columns."""
    custody = Custody(story)
    best = custody.best_claim
    custody.best_claim_noun = best.noun if best else None
    custody.best_claim_id = best.id if best else None
    custody.certainty = best.certainty if best else None
    custody.contradictions = sorted(custody.contradictions)
    return {column: getattr(custody, column) for column in COMPARED}


@pytest.fixture
def agree(world, undone):
    """Assert that the view agrees with the oracle on a story."""

    def check(story):
        with undone():
            row = vars(world.custody(world.detain(story)))
        row["contradictions"] = sorted(row["contradictions"])
        assert {column: row[column] for column in COMPARED} == expected(story)

    return check


def test_view_agrees_with_the_plain_reading(world, agree):
    @settings(
        max_examples=150,
        derandomize=True,
        database=None,
    )
    @given(stories(world.places))
    def check(story):
        agree(story)

    check()
