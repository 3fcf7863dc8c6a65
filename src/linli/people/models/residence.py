"""Households, and where a person is registered, lives, or is away from (E13)."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CountyRow
from linli.people.models.shown import Shown
from linli.people.rules.residences import HEAD, KINDS, REGISTERED, RELATIONS


class Household(CountyRow):
    """Persons registered together; who belongs to it on a day is told by their residences."""

    dwelling = models.UUIDField(null=True)
    run = models.UUIDField(null=True)

    objects = Shown["Household"]()
    everything = models.Manager["Household"]()

    class Meta:
        db_table = "people_household"
        indexes = [
            models.Index(fields=["county", "dwelling"], name="people_household_dwelling"),
            models.Index(fields=["county", "run"], condition=Q(run__isnull=False), name="people_household_of_run"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Residence(CountyRow):
    """A person at a place from one day through another; no two of one kind on the same day.

    Overlaps of closed spans are refused by the commands, which hold the person's lock; open ones by the database.
    """

    # The indexes below begin with the county, as every question does, and hold these columns.
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="residences", db_index=False)
    kind = models.CharField(max_length=10)
    dwelling = models.UUIDField(null=True)
    household = models.ForeignKey(
        "people.Household", null=True, on_delete=models.PROTECT, related_name="members", db_index=False
    )
    relation = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)
    address = models.BinaryField(null=True)
    run = models.UUIDField(null=True)

    objects = Shown["Residence"]()
    everything = models.Manager["Residence"]()

    class Meta:
        db_table = "people_residence"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="people_residence_known_kind"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="people_residence_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(household__isnull=True, relation="")
                | Q(household__isnull=False, kind=REGISTERED, relation__in=RELATIONS),
                name="people_residence_household_by_register",
            ),
            models.UniqueConstraint(
                fields=["county", "person", "kind"],
                condition=Q(until__isnull=True),
                name="people_residence_one_open_a_kind",
            ),
            models.UniqueConstraint(
                fields=["county", "household"],
                condition=Q(until__isnull=True, relation=HEAD),
                name="people_residence_one_householder",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "area", "kind", "person"], name="people_residence_area"),
            models.Index(fields=["county", "person", "kind", "since"], name="people_residence_person"),
            models.Index(fields=["county", "dwelling"], name="people_residence_dwelling"),
            models.Index(fields=["county", "household"], name="people_residence_household"),
            models.Index(fields=["county", "run"], condition=Q(run__isnull=False), name="people_residence_of_run"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"
