"""Which tables hold the record of one person, and where their history is kept."""

from detainees.models import Consent, Detention, File, Handling, Health, Person, PersonName
from detainees.models.claims import CLAIMS

OF_PERSON = (PersonName, Consent, Health, Detention)
# Parents before children: the order in which rows are shown and made again.
RECORD = (Person, *OF_PERSON, *CLAIMS)
# What hangs on a detention and tells nothing of it: never told or put back, but removed with it.
BESIDE = (Handling, File)


def events_of(model):
    """Return the model of the history of ``model``: one row for each change of one row."""
    return model._meta.get_field("history").related_model


def owner_column(model):
    """Return the column by which a row of the record hangs on a person or a detention."""
    if model is Person:
        return "id"
    return "person_id" if model in OF_PERSON else "detention_id"


def owner_column_of_events(model):
    """Return the same column in the history of ``model``, an indexed one."""
    return "pgh_obj_id" if model is Person else owner_column(model)


def tracked_fields(model):
    """Return the columns of ``model`` that its history keeps, as fields, in order."""
    kept = {field.name for field in events_of(model)._meta.concrete_fields}
    return [field for field in model._meta.concrete_fields if field.name in kept]
