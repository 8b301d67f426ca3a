"""Places: regions, cities, and the facilities that hold people.

A place has one row for ever; what it is called has dates, because names change (Astana was
Nur-Sultan from 23 March 2019 to 16 September 2022).
"""

from datetime import date
from zoneinfo import available_timezones

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def validate_time_zone(name):
    """Raise ValidationError unless ``name`` is an IANA time zone."""
    if name not in available_timezones():
        raise ValidationError(_("This is not a time zone such as Asia/Almaty."))


class DatedName(models.Model):
    """What a place was called, in three languages, between two days (both included)."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        OTHER = "other", _("name that people use")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OFFICIAL)
    name_kk = models.CharField(_("name in Kazakh"), max_length=200, blank=True)
    name_ru = models.CharField(_("name in Russian"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["kind", "-valid_from", "id"]

    def __str__(self):
        return self.in_language(get_language())

    def in_language(self, language):
        """The name in ``language`` (kk, ru, en), else the first language that has one."""
        return getattr(self, f"name_{language}", "") or self.name_ru or self.name_kk or self.name_en

    def is_valid_on(self, day):
        """True when the place was called so on ``day`` (a date)."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


def dated_name_rules(model):
    """The constraints every table of dated names carries."""
    return [
        models.CheckConstraint(
            condition=~models.Q(name_kk="", name_ru="", name_en=""),
            name=f"{model}_has_a_name",
            violation_error_message=_("Give the name in at least one language."),
        ),
        models.CheckConstraint(
            condition=models.Q(valid_to__gte=models.F("valid_from"))
            | models.Q(valid_to=None)
            | models.Q(valid_from=None),
            name=f"{model}_ends_after_start",
            violation_error_message=_("A name cannot end before it begins."),
        ),
    ]


class Place(models.Model):
    """What regions, cities and facilities share: names with dates (``names``)."""

    class Meta:
        abstract = True

    def __str__(self):
        # A place not saved yet has no names to ask for.
        return (self.pk and self.name_on(None)) or self.fallback_name()

    def fallback_name(self):
        """What to call a place that has no name yet."""
        return f"#{self.pk}"

    def name_on(self, day):
        """The official name on ``day`` (a date; None: today) in the active language, else "".

        A day before or after all its names gets the newest of them.
        """
        day = day or date.today()
        official = [name for name in self.names.all() if name.kind == DatedName.Kind.OFFICIAL]
        # The newest first: whoever adds a new name need not have closed the old one.
        official.sort(key=lambda name: name.valid_from or date.min, reverse=True)
        for name in official:
            if name.is_valid_on(day):
                return str(name)
        return str(official[0]) if official else ""


@pghistory.track()
class Region(Place):
    """A region of the country, or a city of the region's rank."""

    code = models.SlugField(_("code"), unique=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Asia/Almaty", validators=[validate_time_zone]
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def fallback_name(self):
        return self.code


@pghistory.track()
class RegionName(DatedName):
    """What a region was called between two days."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="names")

    class Meta(DatedName.Meta):
        verbose_name = _("name of a region")
        verbose_name_plural = _("names of regions")
        constraints = dated_name_rules("regionname")


@pghistory.track()
class City(Place):
    """A city or another settlement; its ``code`` stands in addresses and filters for good."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="cities", verbose_name=_("region")
    )
    code = models.SlugField(_("code"), unique=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Asia/Almaty", validators=[validate_time_zone]
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("city")
        verbose_name_plural = _("cities")

    def fallback_name(self):
        return self.code


@pghistory.track()
class CityName(DatedName):
    """What a city was called between two days."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="names")

    class Meta(DatedName.Meta):
        verbose_name = _("name of a city")
        verbose_name_plural = _("names of cities")
        constraints = dated_name_rules("cityname")


@pghistory.track()
class Facility(Place):
    """A place that holds people. What is not publicly known stays empty; nothing is guessed."""

    class Kind(models.TextChoices):
        """Kinds of Law 353-I of 30.03.1999 and the places outside it where people are held."""

        SPECIAL_RECEPTION = "special_reception", _("special reception centre")
        TEMPORARY_DETENTION = "temporary_detention", _("temporary detention facility")
        REMAND = "remand", _("remand centre")
        RECEPTION_DISTRIBUTION = "reception_distribution", _("reception and distribution centre")
        SPECIAL_ROOM = "special_room", _("special room at the police")
        GUARDHOUSE = "guardhouse", _("guardhouse")
        POLICE_STATION = "police_station", _("police station")
        BUS = "bus", _("police bus")
        COURT = "court", _("court")
        HOSPITAL = "hospital", _("hospital")
        MINORS_CENTRE = "minors_centre", _("centre for minors")
        UNOFFICIAL = "unofficial", _("unofficial place")
        UNKNOWN = "unknown", _("kind not known")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.UNKNOWN)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="facilities", verbose_name=_("region")
    )
    city = models.ForeignKey(
        City,
        on_delete=models.PROTECT,
        related_name="facilities",
        verbose_name=_("city"),
        null=True,
        blank=True,
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=100, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    capacity = models.PositiveIntegerField(_("places for people"), null=True, blank=True)
    visiting_hours = models.CharField(_("visiting hours"), max_length=300, blank=True)
    parcel_hours = models.CharField(_("parcel hours"), max_length=300, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.CharField(
        _("verified by which source"),
        max_length=300,
        blank=True,
        help_text=_("The public sees this. Name a document or an office, never a private person."),
    )
    is_invented = models.BooleanField(
        _("invented for the demo"), default=False, help_text=_("The public page says so.")
    )

    class Meta:
        ordering = ["region__code", "kind", "id"]
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90)) | models.Q(latitude=None),
                name="facility_latitude_is_on_earth",
                violation_error_message=_("A latitude lies between -90 and 90."),
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__range=(-180, 180)) | models.Q(longitude=None),
                name="facility_longitude_is_on_earth",
                violation_error_message=_("A longitude lies between -180 and 180."),
            ),
        ]

    def fallback_name(self):
        return f"{self.get_kind_display()} #{self.pk}"

    @property
    def time_zone(self):
        """The IANA zone of its local time: the city's, else the region's."""
        return self.city.time_zone if self.city_id else self.region.time_zone


@pghistory.track()
class FacilityName(DatedName):
    """What a facility was called between two days, or what people call it."""

    facility = models.ForeignKey(Facility, on_delete=models.CASCADE, related_name="names")

    class Meta(DatedName.Meta):
        verbose_name = _("name of a facility")
        verbose_name_plural = _("names of facilities")
        constraints = dated_name_rules("facilityname")
