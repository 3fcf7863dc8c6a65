"""Residents' groups, grids and micro-grids of a community, and which dwelling belongs to which when (E03, R1.4)."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CodeField, CountyRow

GROUP, GRID, MICROGRID = "group", "grid", "microgrid"
KINDS = (GROUP, GRID, MICROGRID)
NATURES = ("comprehensive", "dedicated")
IN_ORDER = Q(until__isnull=True) | Q(until__gte=F("since"))


class Subdivision(CountyRow):
    """A part of the community ``area``: groups are lists of dwellings; grids have a code and a polygon (GeoJSON)."""

    kind = models.CharField(max_length=10)
    code = CodeField(max_length=17, blank=True)
    name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    nature = models.CharField(max_length=16, blank=True)
    polygon = models.TextField(blank=True)
    square_metres = models.PositiveBigIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "places_subdivision"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "code"], condition=~Q(code=""), name="places_subdivision_code_used_once"
            ),
            models.UniqueConstraint(
                fields=["county", "area", "kind", "name"],
                condition=Q(until__isnull=True),
                name="places_subdivision_one_name_a_community",
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="places_subdivision_known_kind"),
            models.CheckConstraint(
                condition=Q(kind=GROUP, code="", polygon="") | (~Q(kind=GROUP) & ~Q(code="")),
                name="places_subdivision_grid_has_code",
            ),
            models.CheckConstraint(
                condition=Q(kind=MICROGRID, parent__isnull=False) | (~Q(kind=MICROGRID) & Q(parent__isnull=True)),
                name="places_subdivision_microgrid_in_grid",
            ),
            models.CheckConstraint(condition=IN_ORDER, name="places_subdivision_ends_after_start"),
        ]
        indexes = [models.Index(fields=["county", "area", "kind", "name"], name="places_subdivision_community")]

    def __str__(self) -> str:
        return self.name


class Placement(CountyRow):
    """A dwelling in a group, grid or micro-grid from one day through another; one of each kind at a time."""

    dwelling = models.ForeignKey("places.Dwelling", on_delete=models.PROTECT, related_name="placements")
    subdivision = models.ForeignKey("places.Subdivision", on_delete=models.PROTECT, related_name="placements")
    kind = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "places_placement"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "dwelling", "kind"],
                condition=Q(until__isnull=True),
                name="places_placement_one_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["county", "dwelling", "kind", "since"], name="places_placement_one_start_a_day"
            ),
            models.CheckConstraint(condition=IN_ORDER, name="places_placement_ends_after_start"),
        ]
        indexes = [models.Index(fields=["county", "subdivision", "until"], name="places_placement_members")]

    def __str__(self) -> str:
        return f"{self.dwelling_id} in {self.subdivision_id}"


class DwellingMove(CountyRow):
    """A dwelling that went over into another community (``area``) by a change of areas: once a change."""

    dwelling = models.ForeignKey("places.Dwelling", on_delete=models.PROTECT, related_name="moves")
    change = models.ForeignKey("places.AreaChange", on_delete=models.PROTECT, related_name="moves")
    before = CodeField(max_length=12)
    on = models.DateField()

    class Meta:
        db_table = "places_dwellingmove"
        constraints = [
            models.UniqueConstraint(fields=["county", "change", "dwelling"], name="places_dwellingmove_once_a_change"),
            models.CheckConstraint(condition=~Q(before=F("area")), name="places_dwellingmove_leads_on"),
        ]
        indexes = [models.Index(fields=["county", "dwelling", "on"], name="places_dwellingmove_when")]

    def __str__(self) -> str:
        return f"{self.before} → {self.area}"
