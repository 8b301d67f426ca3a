"""The four roles and what each may do.

- volunteer: enters and searches; never exports, never sets a level;
- moderator: also sets levels, records consent, sees health and violations, puts back, merges;
- analyst: reads, searches and exports all records; enters and edits nothing;
- administrator: accounts; reads no records.

Nobody may delete: a wrong claim is corrected, a person is merged or removed on request.
"""

ENTERED = (
    "person",
    "personname",
    "detention",
    "event",
    "placement",
    "enquiry",
    "trial",
    "charge",
    "sentence",
    "sentencechange",
    "release",
    "source",
)
GUARDED = ("health", "violation")
PLACES = (
    "region",
    "regionname",
    "city",
    "cityname",
    "facility",
    "facilityname",
)
KEPT_BY_MODERATORS = (
    "rally",
    "consent",
    "figure",
    "facility",
    "facilityname",
    "helpline",
    *GUARDED,
)


def _each(actions, models):
    return {f"{action}_{model}" for action in actions for model in models}


READ_EVERYTHING = _each(
    ["view"], {*ENTERED, *GUARDED, *PLACES, *KEPT_BY_MODERATORS, "entry", "file", "lawrule"}
)
VOLUNTEER = (
    _each(["add", "change", "view"], ENTERED)
    | _each(["view"], {*PLACES, "rally", "entry", "lawrule"})
    | {"add_call", "add_file", "change_handling"}
)
ROLES = {
    "volunteer": VOLUNTEER,
    "moderator": VOLUNTEER
    | READ_EVERYTHING
    | _each(["add", "change"], KEPT_BY_MODERATORS)
    | {
        "view_submission",
        "change_submission",
        "set_level",
        "put_back",
        "merge_people",
        "add_bulkchange",
        "view_duplicatecandidate",
        "read_widely",
        "allow_more_pages",
        "view_call",
    },
    "analyst": READ_EVERYTHING | {"add_export", "view_export", "read_widely"},
    "administrator": _each(["add", "change", "view"], ["account"]) | {"view_export"},
}


def write_roles(sender, using, apps, **_kwargs):
    """Make the four groups hold exactly the permissions above; runs after every migration."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    for role, codenames in ROLES.items():
        group, _made = groups.get_or_create(name=role)
        group.permissions.set(
            permissions.filter(
                codename__in=codenames, content_type__app_label__in=["stations", "detainees"]
            )
        )
