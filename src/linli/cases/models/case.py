"""A case: whatever someone owes someone by a date. Its history is in its acts; this row is their fold."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q

from linli.cases.rules.visibility import Visibility
from linli.kernel.db.rows import CodeField, CountyRow

NEVER = datetime(2199, 12, 31, tzinfo=UTC)


class Case(CountyRow):
    """One case. ``area`` is the community or grid it is about.

    ``title`` holds nothing personal: the sort of matter, or the staff's own words. What the resident wrote, and the
    answers of the form, are in ``box`` (JSON, encrypted). ``type_entry``, ``flow_entry`` and ``form_entry`` are the
    pack entries it began under and keeps. ``due_at`` is the end of its main clock, far away where it has none, so
    that lists can be sorted by it.
    """

    number = CodeField(max_length=20)
    type = models.CharField(max_length=60)
    sort = models.CharField(max_length=60, blank=True)
    type_entry = models.UUIDField()
    flow_entry = models.UUIDField()
    form_entry = models.UUIDField(null=True)
    visibility = models.CharField(max_length=10)
    channel = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    box = models.BinaryField()
    address = models.BinaryField(null=True)
    place_name = models.CharField(max_length=80, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=24)
    public = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=NEVER)
    alarm = models.PositiveSmallIntegerField(default=0)
    # Every question names the county first: the indexes below serve these, and one of their own would only cost.
    receiver = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    lead = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    sponsor = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    handed_over = models.BooleanField(default=False)
    parent = models.ForeignKey(
        "cases.Case", null=True, on_delete=models.PROTECT, related_name="children", db_index=False
    )
    merged_into = models.ForeignKey(
        "cases.Case", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    rating = models.PositiveSmallIntegerField(null=True)
    returned = models.PositiveSmallIntegerField(default=0)
    rework = models.PositiveSmallIntegerField(default=0)
    reopened = models.PositiveSmallIntegerField(default=0)
    notices = models.PositiveSmallIntegerField(default=0)
    trips = models.PositiveSmallIntegerField(default=0)
    supporters = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    acts = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "cases_case"
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="cases_case_one_number"),
            models.CheckConstraint(
                condition=Q(visibility__in=[item.value for item in Visibility]), name="cases_case_known_visibility"
            ),
            models.CheckConstraint(
                condition=Q(public=False) | Q(visibility=Visibility.PUBLIC.value), name="cases_case_public_by_type_only"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__range=(1, 5)), name="cases_case_rating"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="cases_case_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="cases_case_not_into_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "area", "received_at", "id"], name="cases_case_area"),
            models.Index(fields=["county", "received_at", "id"], name="cases_case_received"),
            models.Index(fields=["county", "due_at", "id"], name="cases_case_due"),
            models.Index(
                fields=["county", "due_at", "id"], condition=Q(ended_at__isnull=True), name="cases_case_open_due"
            ),
            models.Index(
                fields=["county", "alarm", "due_at", "id"],
                condition=Q(ended_at__isnull=True, alarm__gt=0),
                name="cases_case_alarm",
            ),
            models.Index(
                fields=["county", "sponsor", "due_at", "id"],
                condition=Q(sponsor__isnull=False),
                name="cases_case_sponsor",
            ),
            models.Index(fields=["county", "lead", "due_at", "id"], name="cases_case_lead"),
            models.Index(fields=["county", "receiver", "due_at", "id"], name="cases_case_receiver"),
            models.Index(fields=["county", "type", "state", "due_at", "id"], name="cases_case_type"),
            models.Index(
                fields=["county", "public", "received_at", "id"], condition=Q(public=True), name="cases_case_public"
            ),
            models.Index(fields=["county", "sort", "area", "received_at"], name="cases_case_similar"),
            models.Index(fields=["county", "parent"], condition=Q(parent__isnull=False), name="cases_case_parent"),
            models.Index(
                fields=["county", "merged_into"], condition=Q(merged_into__isnull=False), name="cases_case_merged"
            ),
            models.Index(
                fields=["county", "subject_type", "subject_id"],
                condition=Q(subject_id__isnull=False),
                name="cases_case_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseCounter(models.Model):
    """The last number given out in a county on a day; locked until the case is committed. Gaps are allowed."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "cases_counter"
        constraints = [models.UniqueConstraint(fields=["county", "day"], name="cases_counter_one_a_day")]

    def __str__(self) -> str:
        return f"{self.county} {self.day}"
