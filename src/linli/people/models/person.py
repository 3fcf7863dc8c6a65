"""Persons in the minimal form of R10.5 (E12), and the tokens by which a name is searched."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CodeField, CountyRow
from linli.people.models.shown import Shown


class Person(CountyRow):
    """Someone who lives or is registered here; ``area`` is the community that answers for them.

    Columns are those of the field catalogue (pack section ``fields``) and no others: no belief, nation, politics,
    label or free text. ``sources`` maps each field to where it came from and when. ``account`` is the log-in of the
    person, if there is one. ``erased_at``: nothing is known any more but that there was somebody.
    """

    name = models.CharField(max_length=60)
    sex = models.PositiveSmallIntegerField(default=0)  # GB/T 2261.1
    birth = models.DateField(null=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    died = models.DateField(null=True)
    identity_kind = models.CharField(max_length=24, blank=True)
    identity = models.BinaryField(null=True)
    identity_key = models.BinaryField(null=True)
    hukou_address = models.BinaryField(null=True)
    sources = models.JSONField()
    pinyin = CodeField(max_length=400)
    initials = CodeField(max_length=100)
    sort_key = CodeField(max_length=600)
    account = models.UUIDField(null=True)
    merged_into = models.ForeignKey(
        "people.Person", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )
    merge_took = models.JSONField(default=list)
    run = models.UUIDField(null=True)
    erased_at = models.DateTimeField(null=True)

    objects = Shown["Person"]()
    everything = models.Manager["Person"]()

    class Meta:
        db_table = "people_person"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "identity_key"],
                condition=Q(merged_into__isnull=True, identity_key__isnull=False),
                name="people_person_one_live_record_a_number",
            ),
            models.UniqueConstraint(
                fields=["county", "account"],
                condition=Q(account__isnull=False),
                name="people_person_one_account_a_person",
            ),
            models.CheckConstraint(condition=Q(sex__in=(0, 1, 2, 9)), name="people_person_known_sex"),
            models.CheckConstraint(
                condition=Q(identity__isnull=True, identity_key__isnull=True)
                | Q(identity__isnull=False, identity_key__isnull=False),
                name="people_person_number_with_key",
            ),
            models.CheckConstraint(
                condition=Q(birth__isnull=True) | Q(birth_year__isnull=False), name="people_person_birth_has_year"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="people_person_not_its_own_double"
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "sort_key", "id"],
                condition=Q(merged_into__isnull=True),
                name="people_person_by_name",
            ),
            models.Index(fields=["county", "area", "sort_key", "id"], name="people_person_of_area"),
            models.Index(
                fields=["county", "merged_into"], condition=Q(merged_into__isnull=False), name="people_person_doubles"
            ),
            # Whoever is taken in with a number may be one of these, and nobody else by the name alone.
            models.Index(
                fields=["county", "pinyin"], condition=Q(identity_key__isnull=True), name="people_person_unnumbered"
            ),
            models.Index(fields=["county", "initials"], name="people_person_initials"),
            models.Index(fields=["county", "pinyin"], name="people_person_pinyin"),
            models.Index(fields=["county", "identity_key"], name="people_person_number"),
            models.Index(fields=["county", "birth_year"], name="people_person_birth"),
            models.Index(fields=["county", "run"], condition=Q(run__isnull=False), name="people_person_of_run"),
        ]

    def __str__(self) -> str:
        return str(self.pk)  # never the name: this text reaches logs


class NameToken(models.Model):
    """One character, or two neighbours, of a person's name: two-character names are found on either engine."""

    pk = models.CompositePrimaryKey("county", "token", "person_id")
    county = CodeField(max_length=6)
    token = CodeField(max_length=8)
    # Five of them a person: the command that writes the name keeps them, the engine need not look each of them up.
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+", db_constraint=False)

    class Meta:
        db_table = "people_nametoken"

    def __str__(self) -> str:
        return str(self.person_id)
