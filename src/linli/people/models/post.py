"""Posts, and who holds or stands in for them when (E16)."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CodeField, CountyRow


class Post(CountyRow):
    """Seats in a unit with the roles that their holders have inside ``area``; ``kind`` is pack data.

    ``place`` is the area or grid that its holders look after, if it is not the unit's whole area. ``duty_phone`` is
    the phone of the office, never of a person: anybody may see it.
    """

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, default="clerk")
    seats = models.PositiveSmallIntegerField(default=1)
    roles = models.JSONField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    place = CodeField(blank=True)
    duty_phone = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "people_post"
        indexes = [models.Index(fields=["county", "place"], name="people_post_place")]
        constraints = [
            models.UniqueConstraint(fields=["county", "unit", "title"], name="people_post_one_title_a_unit"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="people_post_has_a_seat"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="people_post_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Tenure(CountyRow):
    """An account holding a post. ``until`` ends the term, ``ended`` is the last day of the powers.

    Between the two nobody came after: the holder acts on, which is shown as 超期.
    """

    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="tenures")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="tenures")
    since = models.DateField()
    until = models.DateField(null=True)
    ended = models.DateField(null=True)
    procedure = models.CharField(max_length=10, default="appointed")
    proof = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "people_tenure"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="people_tenure_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(ended__gte=F("since")),
                name="people_tenure_left_after_start",
            ),
            models.CheckConstraint(
                condition=Q(procedure__in=("elected", "appointed", "hired")), name="people_tenure_known_procedure"
            ),
            models.UniqueConstraint(
                fields=["county", "post", "account", "since"], name="people_tenure_one_start_a_day"
            ),
        ]
        indexes = [models.Index(fields=["county", "account"], name="people_tenure_account")]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.post_id}"


class StandIn(CountyRow):
    """Who acts under an absent post for some days: one account, or whoever holds ``by_post``.

    The reason may speak of someone's health, so it is encrypted.
    """

    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="stand_ins")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, null=True, related_name="stand_ins")
    by_post = models.ForeignKey("people.Post", on_delete=models.PROTECT, null=True, related_name="stands_in")
    since = models.DateField()
    until = models.DateField()
    reason = models.BinaryField()

    class Meta:
        db_table = "people_standin"
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=True, by_post__isnull=False)
                | Q(account__isnull=False, by_post__isnull=True),
                name="people_standin_account_or_post",
            ),
            models.CheckConstraint(condition=~Q(post=F("by_post")), name="people_standin_for_another"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="people_standin_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["county", "post", "since"], name="people_standin_of_post"),
            models.Index(fields=["county", "account"], name="people_standin_by_account"),
            models.Index(fields=["county", "by_post"], name="people_standin_by_post"),
        ]

    def __str__(self) -> str:
        return f"stand-in for {self.post_id}"
