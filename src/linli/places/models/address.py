"""Addresses: one canonical form and aliases of buildings and dwellings; and those that nobody could match."""

from django.db import models
from django.db.models import Q

from linli.kernel.db.rows import CountyRow

ONE_TARGET = Q(building__isnull=True, dwelling__isnull=False) | Q(building__isnull=False, dwelling__isnull=True)


class Address(CountyRow):
    """A way to write where something is; ``key`` is its folded form, which leads to one thing only."""

    text = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    canonical = models.BooleanField(default=False)
    building = models.ForeignKey("places.Building", on_delete=models.PROTECT, null=True, related_name="addresses")
    dwelling = models.ForeignKey("places.Dwelling", on_delete=models.PROTECT, null=True, related_name="addresses")

    class Meta:
        db_table = "places_address"
        constraints = [
            models.UniqueConstraint(fields=["county", "key"], name="places_address_leads_to_one"),
            models.UniqueConstraint(
                fields=["county", "building"], condition=Q(canonical=True), name="places_address_canonical_building"
            ),
            models.UniqueConstraint(
                fields=["county", "dwelling"], condition=Q(canonical=True), name="places_address_canonical_dwelling"
            ),
            models.CheckConstraint(condition=ONE_TARGET, name="places_address_one_target"),
        ]

    def __str__(self) -> str:
        return self.text


class AddressGap(CountyRow):
    """An address that led nowhere, kept until someone matches it; free text about people's homes, so encrypted."""

    box = models.BinaryField()
    digest = models.BinaryField()
    source = models.CharField(max_length=60)
    times = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, default="open")  # open, matched, dismissed
    first_at = models.DateTimeField()
    matched = models.ForeignKey("places.Address", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "places_addressgap"
        constraints = [models.UniqueConstraint(fields=["county", "digest"], name="places_addressgap_queued_once")]
        indexes = [models.Index(fields=["county", "state", "first_at", "id"], name="places_addressgap_waiting")]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"
