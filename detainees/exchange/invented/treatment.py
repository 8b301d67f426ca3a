"""How invented people were treated: violations by the shares of `june_2019_shares.VIOLATIONS`."""

from detainees.exchange.invented.course import Course
from detainees.exchange.invented.june_2019_shares import VIOLATIONS
from detainees.exchange.invented.telling import Telling

# Heard from those who were there.
FIRST_HAND = ("detainee", "lawyer", "relative", "witness")


def tell_treatment(telling: Telling, traits: frozenset[str]) -> None:
    """Add the violations that this case draws; `traits` are minor, with_child and journalist."""
    course, draw = telling.course, telling.draw
    source = telling.best(*FIRST_HAND)
    for condition, kinds in VIOLATIONS.items():
        for kind, share in kinds.items():
            if _holds(condition, course, traits, telling) and draw.chance(share / 100):
                _tell(telling, source, kind)


def _holds(condition: str, course: Course, traits: frozenset[str], telling: Telling) -> bool:
    if condition == "everybody" or condition in traits:
        return True
    if condition == "beaten":
        return any(claim.fields.get("kind") == "beaten" for claim in telling.claims)
    return {
        "held_for_hours": course.hours_held >= 10,
        "held_overnight": course.is_overnight,
        "tried": course.trial_at is not None and not _lawyer_came(telling),
        "out_of_town": course.is_out_of_town,
    }.get(condition, False)


def _lawyer_came(telling: Telling) -> bool:
    return any(claim.fields.get("lawyer_present") == "yes" for claim in telling.claims)


def _tell(telling: Telling, source, kind: str) -> None:
    course = telling.course
    fields = {"kind": kind, "at": course.seized_at.isoformat()[:10]}
    if kind in ("crowded_transport", "relatives_not_told"):
        fields["at"] = course.left_station_at.isoformat()[:10]
    elif kind not in ("child_left_alone", "material_destroyed"):
        fields["facility"] = course.station
    telling.say("violation", source, telling.after(course.released_at, 3, 60), **fields)
