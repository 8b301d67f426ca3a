"""The boards in the navigation, each with the number of what waits on it: one query a page."""

from dataclasses import dataclass

from django.db import connection
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

MOST = 100  # beyond, "99+" says enough, and nobody counts


@dataclass(frozen=True)
class Board:
    """One page with work on it: who may open it, and the SQL of the rows that wait there."""

    name: str
    label: str
    permission: str
    waiting: str = ""
    waiting_without_health: str = ""


OPEN_CONCERNS = """
    SELECT FROM attention_cache AS concern
    WHERE begins_at < now() AND ends_at >= now() {and_more} AND NOT EXISTS (
        SELECT FROM detainees_handling AS handling
        WHERE handling.detention_id = concern.detention_id AND handling.reason = concern.reason
            AND handling.detail = concern.detail AND handling.closed_at IS NOT NULL
            AND coalesce(handling.since = concern.since, true)
    )
"""
DUE_BY_TOMORROW = """
    SELECT FROM custody_cache
    WHERE NOT is_released AND release_to IS NOT NULL
        AND release_from < date_trunc('day', now() AT TIME ZONE 'Asia/Almaty')
            AT TIME ZONE 'Asia/Almaty' + interval '48 hours'
"""
NOT_DECIDED = """
    SELECT FROM detainees_person
    WHERE accepted_at IS NULL AND level = 'confidential' AND merged_into_id IS NULL
"""
ENDING_SOON = """
    SELECT FROM published_person
    WHERE findable_until BETWEEN now() AND now() + interval '14 days'
"""
NEW_MESSAGES = "SELECT FROM detainees_submission WHERE closed_at IS NULL AND tray = 'new'"
# Places believed to hold somebody, which nobody has asked for half a day.
NOT_ASKED = """
    SELECT FROM (
        SELECT DISTINCT facility_id FROM custody_cache
        WHERE facility_id IS NOT NULL
            AND base_status NOT IN ('released', 'escaped', 'freed', 'expelled')
    ) AS place
    WHERE NOT EXISTS (
        SELECT FROM detainees_enquiry AS enquiry
        WHERE enquiry.facility_id = place.facility_id
            AND enquiry.heard_at > now() - interval '12 hours'
    )
"""
BOARDS = [
    Board("enter", _("Quick entry"), "detainees.add_person"),
    Board("answer", _("Answer a call"), "detainees.add_call"),
    Board("calls", _("Calls to facilities"), "detainees.add_enquiry", NOT_ASKED),
    Board(
        "attention",
        _("Attention"),
        "detainees.view_detention",
        OPEN_CONCERNS.format(and_more=""),
        OPEN_CONCERNS.format(and_more="AND reason <> 'excluded'"),
    ),
    Board("releases", _("Releases"), "detainees.view_detention", DUE_BY_TOMORROW),
    Board("accept", _("Accept"), "detainees.set_level", NOT_DECIDED),
    Board("submissions", _("Messages"), "detainees.view_submission", NEW_MESSAGES),
    Board("consents", _("Consent due"), "detainees.view_consent", ENDING_SOON),
]


def navigation(request):
    """Context processor: ``boards``, those that this account may open; asked for when shown."""
    return {"boards": SimpleLazyObject(lambda: boards_of(request))}


def boards_of(request):
    """Return [{"label", "url", "waiting", "is_here"}] for the account, with one query."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return []
    boards = [board for board in BOARDS if account.has_perm(board.permission)]
    counted = count_waiting(boards, can_see_health=account.has_perm("detainees.view_health"))
    addresses = {board: reverse(f"desk:{board.name}") for board in boards}
    return [
        {
            "label": board.label,
            "url": addresses[board],
            "waiting": counted.get(board.name),
            "is_here": request.path == addresses[board],
        }
        for board in boards
    ]


def count_waiting(boards, *, can_see_health):
    """Return {board: how many rows wait there, as text} for the boards that are counted."""
    asked = {
        board.name: board.waiting_without_health
        if board.waiting_without_health and not can_see_health
        else board.waiting
        for board in boards
        if board.waiting
    }
    if not asked:
        return {}
    columns = ", ".join(
        f"(SELECT count(*) FROM ({sql} LIMIT {MOST}) AS waiting)"  # noqa: S608
        for sql in asked.values()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}")
        numbers = cursor.fetchone()
    return {
        name: f"{MOST - 1}+" if number == MOST else str(number)
        for name, number in zip(asked, numbers, strict=True)
    }
