"""The table of every address: who may read it, who may send to it. See ``test_access``.

A new address needs a row here, under the name of its address:

    "desk:duplicates": Row("vm", "m", person),

who may GET it, who may POST to it, and what stands in its path (a maker below; it may be left out).
Letters: v volunteer, m moderator, a analyst, d administrator; h whoever has shown the password
alone; x whoever is not logged in. "" is nobody: the method does not exist or nobody may use it.
A page about one person also belongs into ``detainees.desk.limits.PERSON_PAGES``, or, with its
reason, into ``NOT_COUNTED`` below.
"""

from datetime import date
from typing import NamedTuple

from django.utils import timezone

from detainees.desk.links import hash_of
from detainees.models import Account, BulkChange, Figure, File, Helpline, Merge, Submission
from tests.makers import (
    make_city,
    make_consent,
    make_detention,
    make_enquiry,
    make_entry,
    make_facility,
    make_person,
    make_rally,
    make_region,
    make_source,
)

ALL = "vmad"
READERS = "vma"
ANYBODY = "xhvmad"


def make_figure():
    """A number that an official claimed."""
    return Figure.objects.create(
        date_from=date(2019, 6, 9),
        date_to=date(2019, 6, 9),
        value=3,
        qualifier=Figure.Qualifier.EXACT,
        claimant_kind=Figure.ClaimantKind.OFFICIAL,
    )


def make_helpline():
    """A line of lawyers."""
    return Helpline.objects.create(kind=Helpline.Kind.LAWYER, name_ru="Адвокаты", phone="1414")


class Row(NamedTuple):
    """Who may GET an address, who may POST to it, what stands in path, query and form."""

    reads: str
    writes: str
    path: object = None
    query: str = ""
    form: dict | None = None


def person(world):
    """A person's number."""
    return [world.setdefault("person", make_person()).pk]


def listed(world):
    """The public id of somebody listed; kept in the cache of published people."""
    return [world.setdefault("listed", make_person(listed=True)).public_id]


def printed(world):
    """The public id of somebody who agreed to be printed, too."""
    if "printed" not in world:
        world["printed"] = make_person(listed=True)
        make_consent(world["printed"], scopes=["find", "list", "print"])
    return [world["printed"].public_id]


def consent(world):
    """A consent's number."""
    return [world.setdefault("consent", make_consent(make_person())).pk]


def pair(world):
    """The numbers of two people."""
    return [*person(world), world.setdefault("second", make_person()).pk]


def merge(world):
    """The number of a merge."""
    if "merge" not in world:
        world["merge"] = Merge.objects.create(kept=make_person(), merged=make_person())
    return [world["merge"].pk]


def facility(world):
    """A facility's number."""
    return [world.setdefault("facility", make_facility()).pk]


def call_answer(world):
    """The number of an entry in which somebody else wrote down what a facility answered."""
    return [world.setdefault("enquiry", make_enquiry()).entry_id]


def account(world):
    """The number of another account, an active volunteer's."""
    return [world["another"].pk]


def another_token(world):
    """A panic link's token."""
    Account.objects.filter(pk=world["another"].pk).update(panic_hash=hash_of("t"))
    return ["t"]


def concern(world):
    """A detention's number and a reason for attention: a minor, for which nobody is too old."""
    detention = world.setdefault("young", make_detention(person=make_person(looks_minor=True)))
    return [detention.pk, "minor"]


def detention(world):
    """A detention's number."""
    return [world.setdefault("detention", make_detention()).pk]


def bulk_change(world):
    """The number of a change of many sentences."""
    if "bulk" not in world:
        world["bulk"] = BulkChange.objects.create(entry=make_entry(), changed=0)
    return [world["bulk"].pk]


def file(world):
    """The number of a picture that nobody who is asked handed in."""
    if "file" not in world:
        world["file"] = File.objects.create(
            detention=make_detention(),
            source=make_source(),
            entry=make_entry(),
            media_type=File.MediaType.JPEG,
            size=1,
            sha256="0",
            original=b"0",
            copy=b"0",
        )
    return [world["file"].pk]


def submission(world):
    """The number of a visitor's message."""
    if "submission" not in world:
        world["submission"] = Submission.objects.create(
            kind="question",
            language="ru",
            likeness="x",
            code_hash=b"x",
            received_at=timezone.now(),
        )
    return [world["submission"].pk]


def number(world):
    """A number that nothing has."""
    return [10**9]


def word(world):
    """A word that nothing is called."""
    return ["nothing"]


RECORDS = {
    # kind: (its maker, who sees, who adds, who changes)
    "detainees_person": (make_person, READERS, "vm", "vm"),
    "detainees_detention": (make_detention, READERS, "vm", "vm"),
    "detainees_source": (make_source, READERS, "vm", "vm"),
    "detainees_rally": (make_rally, READERS, "m", "m"),
    "detainees_figure": (make_figure, "ma", "m", "m"),
    "detainees_helpline": (make_helpline, "ma", "m", "m"),
    "detainees_account": (account, "d", "", "d"),
    "stations_facility": (make_facility, READERS, "m", "m"),
    "stations_city": (make_city, READERS, "", ""),
    "stations_region": (make_region, READERS, "", ""),
}


def record_of(kind, make):
    """A maker of the path of one record's pages."""

    def path(world):
        if make is account:
            return account(world)
        return [world.setdefault(kind, make()).pk]

    return path


def record_rows():
    """Yield the addresses of the records' forms with their rows; nobody deletes."""
    for kind, (make, sees, adds, changes) in RECORDS.items():
        path = record_of(kind, make)
        yield f"records:{kind}_changelist", Row(sees, sees)
        yield f"records:{kind}_add", Row(adds, adds)
        yield f"records:{kind}_change", Row(sees, changes, path)
        yield f"records:{kind}_history", Row(sees, "", path)
        yield f"records:{kind}_delete", Row("", "", path)


ACCESS = dict(record_rows()) | {
    # The public side: the same for everybody, so it is asked without a login.
    "healthz": Row("x", ""),
    "root": Row("x", ""),
    "robots": Row("x", ""),
    "api:people": Row("x", ""),
    "api:person": Row("x", "", listed),
    # What is no address of the API: 404 to all.
    "api:nothing": Row("", ""),
    "public:home": Row("x", "x"),
    "public:people": Row("x", ""),
    "public:person": Row("x", "", listed),
    "public:find": Row("x", "x"),
    "public:facilities": Row("x", ""),
    "public:person_sheet": Row("x", "", printed),
    "public:facility_sheet": Row("x", "", facility),
    "public:facility_code": Row("x", "", facility),
    "public:statistics": Row("x", ""),
    "public:follow_begin": Row("x", "x"),
    # Nothing tells a wrong code from one that was never given.
    "public:follow": Row("", "", word),
    "public:follow_confirm": Row("", "", word),
    "public:follow_end": Row("", "", word),
    "public:tell": Row("x", ""),
    "public:tell_question": Row("x", "x"),
    "public:tell_information": Row("x", "x"),
    "public:tell_correction": Row("x", "x"),
    "public:tell_removal": Row("x", "x"),
    "public:tell_out": Row("x", "x"),
    "public:tell_answer": Row("x", "x"),
    "public:facility": Row("x", "", facility),
    # The ways in and out.
    "desk:login": Row(ANYBODY, ANYBODY),
    "desk:login_again": Row("", ANYBODY),
    "desk:logout": Row("", ANYBODY),
    "desk:second_factor": Row("hvmad", "hvmad"),
    "desk:new_factor": Row(ALL, ALL),
    "desk:new_factor_picture": Row(ALL, ""),
    "desk:panic": Row(ANYBODY, ANYBODY, another_token),
    "desk:invitation": Row("", "", word),
    "records:login": Row(ANYBODY, ANYBODY),
    "records:logout": Row("x", ANYBODY),
    "records:language": Row("", ANYBODY),
    # Searching and duplicates.
    "desk:search": Row(READERS, READERS),
    "desk:found": Row(READERS, "", word),
    "desk:duplicates": Row("m", ""),
    # One's own account.
    "desk:account": Row(ALL, ""),
    "desk:confirm": Row(ALL, ALL),
    "desk:end_session": Row("", "", word),
    "desk:end_other_sessions": Row("", ALL),
    "desk:remove_factor": Row("", "", number),
    "desk:recovery_codes": Row(ALL, ALL),
    "desk:panic_link": Row(ALL, ALL),
    "records:password_change": Row(ALL, ALL),
    "records:password_change_done": Row(ALL, ""),
    # Accounts and limits.
    "desk:invitations": Row("d", "d"),
    "desk:cancel_invitation": Row("", "d", number),
    "desk:renew_account": Row("", "d", account),
    "desk:limit": Row("v", "v"),
    "desk:allowances": Row("m", ""),
    "desk:grant_allowance": Row("", "", number),
    # The desk.
    "desk:index": Row(ALL, ALL),
    "desk:enter": Row("vm", "vm"),
    "desk:enter_same": Row("", "vm"),
    "desk:enter_draft": Row("", "vm"),
    "desk:enter_draft_delete": Row("", "vm"),
    "desk:identify": Row("vm", "vm", person),
    "desk:answer": Row("vm", "vm"),
    "desk:told": Row("", "vm"),
    "desk:call_follow": Row("", "vm"),
    "desk:calls": Row("vm", ""),
    "desk:calling": Row("vm", "vm", facility),
    "desk:call_take": Row("", "vm", facility),
    "desk:call_leave": Row("", "vm", facility),
    "desk:call_answer": Row("m", "m", call_answer),
    "desk:undo_acceptance": Row("m", "m", query="?at=2026-01-01T00:00%2B00:00"),
    "desk:consent_code": Row("m", "m", consent),
    "desk:compare": Row("m", "", pair),
    "desk:not_same": Row("", "m", pair),
    "desk:merge": Row("m", "m", pair),
    "desk:merges": Row("m", ""),
    "desk:merged": Row("m", "", merge),
    "desk:take_apart": Row("m", "m", merge),
    "desk:give_later": Row("", "m", merge),
    "desk:export": Row("a", "a"),
    "desk:attention": Row(READERS, ""),
    "desk:concern": Row("vm", "vm", concern, "?detail=maybe"),
    "desk:releases": Row(READERS, "vm"),
    "desk:accept": Row("m", "m"),
    "desk:consents": Row("ma", ""),
    "desk:submissions": Row("m", "m"),
    "desk:submission": Row("m", "m", submission),
    "desk:submission_entry": Row("m", "m", submission),
    "desk:bulk": Row("m", "m"),
    "desk:bulk_change": Row("m", "m", bulk_change),
    "desk:files": Row(READERS, "vm", detention),
    "desk:file_copy": Row("ma", "", file),
    "desk:person_history": Row(READERS, "", person),
    "desk:person_put_back": Row("m", "m", person, "?at=2099-01-01T00:00%2B00:00"),
    "records:index": Row(ALL, ALL),
    "records:choices": Row("", "vma", form={"kind": "source", "words": "a"}),
    "records:detainees_export_changelist": Row("ad", "ad"),
    "records:detainees_call_changelist": Row("m", "m"),
}
# Parts of Django's admin: its search by address answers 404 to all, the others hold no record.
OF_THE_ADMIN = {
    "records:autocomplete",
    "records:jsi18n",
    "records:view_on_site",
    "records:app_list",
    "records:",
}
# Pages of the desk with a number in their path that tell about no person.
NOT_COUNTED = {
    "desk:call_take": "names a facility",
    "desk:call_leave": "names a facility",
    "desk:call_answer": "what oneself wrote down; a moderator's page otherwise",
    "desk:panic": "nobody is logged in",
    "desk:invitation": "nobody is logged in",
    "desk:end_session": "one's own account",
    "desk:bulk_change": "a moderator's; of many people at once",
    "desk:file_copy": "one's own file, or of no limit",
    "desk:concern": "the name that its board shows, and ten a page there",
    "desk:remove_factor": "one's own account",
    "desk:found": "ten rows a search",
}
