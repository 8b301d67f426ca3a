"""People at the desk: the list, and the page of one person."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from detainees.desk import warnings
from detainees.desk.acceptance import accept
from detainees.desk.accepting import accept_ticked, say
from detainees.desk.cases import cases_of
from detainees.desk.consents import ConsentInline, HealthInline, code_address
from detainees.desk.duplicate_queue import pairs_with
from detainees.desk.filters import AcceptedFilter, CityFilter, LevelFilter, NamelessFilter
from detainees.desk.forms import Fold, PageForm
from detainees.desk.held_names import FOR_A_MODERATOR, NAMESAKE, removed_rows
from detainees.desk.labels import detention_label, labelled_detentions, with_main_name
from detainees.desk.lists import LimitedRows
from detainees.desk.merged_records import ShowsTheKept, refuse_merged
from detainees.desk.names import NameInline
from detainees.desk.records import RecordAdmin, RecordInline, RecordRows
from detainees.desk.search import people_called
from detainees.desk.story import person_history
from detainees.models import Consent, Detention, Person, PersonName
from detainees.publication.counters import asked_for
from registry.lib.dates import display_partial

MORE = [
    "birth_year_from",
    "birth_year_to",
    "occupation",
    "citizenship",
    "identity_number",
    "home_address",
    "phone",
    "note",
]


class PersonForm(PageForm):
    """One person. Who may set the level answers for the consent that ``listed`` needs."""

    # True for an author who decides who may see: the admin says so.
    sets_level = False
    rules_beside = {"person_birth_estimate_in_order": "birth_year_to"}
    folded = {
        gettext_lazy("More about the person"): Fold([*MORE], opened_by=MORE),
    }

    def check_page(self):
        """Refuse what may not be written.

        Cases: 1. to a record that was merged; 2. a name that was removed on request, unless by who
        sets levels; 3. ``listed`` without a consent of scope ``list`` that holds now.
        """
        refuse_merged(self, self.instance)
        for row in [] if self.sets_level else self.removed_names():
            row.add_error("surname", FOR_A_MODERATOR)
        consents = self.rows.get(Consent)
        if consents is None or self.cleaned_data.get("level") != Person.Level.LISTED:
            return
        if consents.is_valid() and not consents.active(Consent.Scope.LIST):
            message = _(
                "“Listed” needs a consent of scope “list” that is neither over nor withdrawn. "
                "Write it down below, or choose another level."
            )
            self.add_error("level", ValidationError(message, code="consent"))

    def removed_names(self):
        """The rows that would write a name that was removed on request."""
        return removed_rows(self.written(PersonName), self.cleaned_data.get("birth_date") or "")

    def page_warnings(self):
        """Return what is unlikely about the person, the listing, consents and the detention."""
        found = self.about_self()
        if self.sets_level:
            found += [(row, "surname", NAMESAKE) for row in self.removed_names()]
        for row in self.written(Consent):
            about = warnings.about_consent(row.cleaned_data, now=timezone.now())
            found += [(row, *each) for each in about]
        for row in self.written(Detention):
            found += [(row, *each) for each in warnings.about_detention(row.cleaned_data)]
        return found

    def about_self(self):
        """What is unlikely in the person's own fields."""
        on, consents = self.seized_on(), self.rows.get(Consent)
        about = warnings.about_person(self.cleaned_data, on=on) if self.has_changed() else []
        if consents is not None and (self.has_changed() or consents.written()):
            active = consents.active(Consent.Scope.LIST)
            about += warnings.about_listing(self.cleaned_data, active, on=on)
        names = self.rows.get(PersonName)
        if names is not None and not names.in_use() and not self.cleaned_data.get("description"):
            about.append(("description", _("Neither a name nor a description: who is this?")))
        return [(self, *each) for each in about]

    def seized_on(self):
        """The day of the first rally at which the person was seized, else today."""
        rows = [row.cleaned_data.get("rally") for row in self.written(Detention)]
        known = [rally.starts_on for rally in rows if rally]
        if self.instance.pk:
            known += [each.rally_on for each in self.instance.detentions.all() if each.rally_on]
        return min(known, default=timezone.localdate())


class FirstDetentionRows(RecordRows):
    """The detention that is made together with a new person, even if nothing is known of it."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.empty_permitted = False
        form.has_changed = lambda: True
        return form


class FirstDetentionInline(RecordInline):
    """Where a new person was seized."""

    model = Detention
    formset = FirstDetentionRows
    verbose_name = gettext_lazy("detention")
    verbose_name_plural = gettext_lazy("detention")
    max_num = 1
    is_folded = False
    fields = ["rally", "city", "role"]


@admin.display(description=gettext_lazy("name"))
def name(person):
    """The main name, else what to call somebody unidentified."""
    return person.main_name or person.unidentified()


@admin.display(description=gettext_lazy("date of birth"))
def born(person):
    """The date of birth in words, as much as is known of it."""
    return display_partial(person.birth_date)


@admin.display(description=gettext_lazy("detained"))
def detained(person):
    """Where and when a person was seized, each with a link to its page."""
    return format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        (
            (
                reverse("admin:detainees_detention_change", args=[detention.pk]),
                detention_label(detention),
            )
            for detention in person.detentions.all()
        ),
    )


class PersonAdmin(ShowsTheKept, LimitedRows, RecordAdmin):
    """A person with names, consents, health and detentions."""

    form = PersonForm
    list_display = [name, detained, born, "level"]
    actions = [accept_ticked]
    actions_on_top, actions_on_bottom = False, True
    actions_selection_counter = False
    list_filter = [LevelFilter, AcceptedFilter, CityFilter, NamelessFilter]
    search_fields = ["names__surname", "names__given", "names__patronymic"]
    search_help_text = gettext_lazy("Parts of names, a public id, or # and a number.")
    change_form_template = "desk/person_form.html"
    ordering = ["-id"]
    add_fieldsets = [(None, {"fields": ["sex", "birth_date", "looks_minor", "description"]})]
    fieldsets = [
        (
            None,
            {"fields": ["level", "sex", "birth_date", "looks_minor", "description"]},
        ),
        *((title, fold.fieldset) for title, fold in PersonForm.folded.items()),
    ]

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def get_readonly_fields(self, request, obj=None):
        return [] if request.user.has_perm("detainees.set_level") else ["level"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.sets_level = self.has_set_level_permission(request)
        return form

    @admin.display(description=gettext_lazy("tick"))
    def action_checkbox(self, obj):
        """The box before a person; Django's own asks the database for each name."""
        return format_html(
            '<input type="checkbox" class="action-select" name="{}" value="{}" aria-label="{}">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            name(obj),
        )

    def has_set_level_permission(self, request):
        """True for who may accept."""
        return request.user.has_perm("detainees.set_level")

    def get_inlines(self, request, obj):
        if obj is None:
            return [NameInline, FirstDetentionInline]
        return [NameInline, ConsentInline, HealthInline]

    def get_queryset(self, request):
        people = super().get_queryset(request)
        if request.resolver_match.url_name.endswith("_changelist"):
            people = people.filter(merged_into=None)
            return with_main_name(people).prefetch_related(labelled_detentions())
        return people.select_related("health").prefetch_related("names", labelled_detentions())

    def get_search_results(self, request, queryset, search_term):
        return people_called(search_term, queryset) if search_term else queryset, False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page: how each detention stands, who may be the same person, whether visitors ask."""
        # The last two are asked by the template, which is shown for somebody who exists.
        context = {
            "same": pairs_with(request.user, object_id),
            "cases": SimpleLazyObject(lambda: cases_of(object_id)),
            "asked_for": partial(asked_for, object_id),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def history_view(self, request, object_id, extra_context=None):
        """The story of the whole record, claims included."""
        person = self.get_object(request, object_id)
        if person is None:
            raise Http404
        return person_history(request, person.pk)

    def save_model(self, request, obj, form, change):
        """Setting who may see is the decision that accepts a new record."""
        if "level" in form.changed_data and obj.accepted_at is None:
            obj.accepted_at = timezone.now()
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        if formset.model is Consent:
            request.new_consents = formset.write(lambda: self.entry(request))
        else:
            formset.save()

    def response_change(self, request, obj):
        """Accept after the save, when that button was pressed: what was typed is not lost."""
        if "_accept" in request.POST and self.has_set_level_permission(request):
            say(request, accept([obj.pk], overrule=True))
        return super().response_change(request, obj)

    def next_page(self, request, obj):
        """A new person leads to the page of the detention, a new consent to its giver's code."""
        if getattr(request, "new_consents", None):
            return code_address(request.new_consents[0])
        if request.resolver_match.url_name.endswith("_add"):
            detention = obj.detentions.first()
            return reverse("admin:detainees_detention_change", args=[detention.pk])
        return super().next_page(request, obj)
