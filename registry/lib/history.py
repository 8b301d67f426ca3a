"""What one row of history holds beside the recorded values."""

import pghistory.models
from django.db import models


class SessionUser(models.Func):
    """The database login that wrote a row, whatever program used it (``session_user``)."""

    template = "session_user"
    output_field = models.CharField()


class HistoryEvent(pghistory.models.Event):
    """One change of one row: its values after it (before it, for a deletion), who, when.

    Written by triggers, so it holds under forms, bulk writes and psql alike. No login but the
    owner's may write, change or delete it by hand. If the police read it they learn the record and
    the pseudonyms of those who wrote it; it never leaves the desk side.
    """

    pgh_db_user = models.CharField(max_length=63, db_default=SessionUser(), editable=False)

    class Meta:
        abstract = True
