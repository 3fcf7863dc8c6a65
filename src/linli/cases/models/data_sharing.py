"""Requests for data between units, field by field, and the log of what was given (E49, S-283)."""

from django.db import models
from django.db.models import F, Q

from linli.cases.rules.data_sharing import ASKED, DECISIONS, HELD, WAYS, Sharing
from linli.kernel.db.rows import CodeField, CountyRow


class DataRequest(CountyRow):
    """What a unit asks another for; ``area`` is the scope, ``since`` to ``until`` the period of the data.

    ``duty`` is the line of the duty list for which the asker needs them, until ``keep_until``. Its life is that of
    ``case``; without a case everything was held already and nobody was asked. ``purpose`` and ``ground`` are staff's
    own words and name no person.
    """

    case = models.ForeignKey("cases.Case", null=True, on_delete=models.PROTECT, related_name="data_requests")
    requester = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    sharing = models.CharField(max_length=13)
    duty = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200)
    ground = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField()
    keep_until = models.DateField()
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "cases_datarequest"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "case"], condition=Q(case__isnull=False), name="cases_datarequest_one_a_case"
            ),
            models.CheckConstraint(condition=~Q(requester=F("holder")), name="cases_datarequest_between_two_units"),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="cases_datarequest_period"),
            models.CheckConstraint(
                condition=Q(sharing__in=(Sharing.UNCONDITIONAL, Sharing.CONDITIONAL)), name="cases_datarequest_shared"
            ),
        ]
        indexes = [
            models.Index(fields=["county", "requester", "asked_at", "id"], name="cases_datarequest_asker"),
            models.Index(fields=["county", "holder", "asked_at", "id"], name="cases_datarequest_holder"),
            models.Index(fields=["county", "area", "asked_at", "id"], name="cases_datarequest_area"),
        ]

    def __str__(self) -> str:
        return self.purpose


class DataField(models.Model):
    """One field of a request and what became of it; ``earlier`` is the answer that covers it (only when held)."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    request = models.ForeignKey("cases.DataRequest", on_delete=models.PROTECT, related_name="fields")
    field = models.CharField(max_length=60)
    decision = models.CharField(max_length=8, default=ASKED)
    earlier = models.ForeignKey("cases.DataRequest", null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_datafield"
        constraints = [
            models.UniqueConstraint(fields=["county", "request", "field"], name="cases_datafield_once"),
            models.CheckConstraint(condition=Q(decision__in=DECISIONS), name="cases_datafield_known_decision"),
            models.CheckConstraint(
                condition=Q(decision=HELD, earlier__isnull=False) | (~Q(decision=HELD) & Q(earlier__isnull=True)),
                name="cases_datafield_held_by_an_answer",
            ),
        ]
        indexes = [models.Index(fields=["county", "field", "given_at"], name="cases_datafield_given")]

    def __str__(self) -> str:
        return f"{self.field} {self.decision}"


class DataGiving(models.Model):
    """One line of the log: who gave which fields, for which request, of how many persons. Never a value.

    It is written once and kept for at least three years (R9.5).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    area = CodeField()
    request = models.ForeignKey("cases.DataRequest", on_delete=models.PROTECT, related_name="givings")
    at = models.DateTimeField()
    fields = models.JSONField()
    persons = models.PositiveIntegerField()
    way = models.CharField(max_length=9)
    who = models.CharField(max_length=170)
    account = models.UUIDField(null=True)
    post = models.UUIDField(null=True)

    class Meta:
        db_table = "cases_datagiving"
        constraints = [models.CheckConstraint(condition=Q(way__in=WAYS), name="cases_datagiving_known_way")]
        indexes = [
            models.Index(fields=["county", "at", "id"], name="cases_datagiving_at"),
            models.Index(fields=["county", "request"], name="cases_datagiving_request"),
        ]

    def __str__(self) -> str:
        return f"{self.at} {self.persons}"
