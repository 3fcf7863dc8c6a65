"""Posts and who holds them when."""

from django.db import models
from django.db.models import F, Q

from linli.kernel.db.rows import CountyRow


class Post(CountyRow):
    """A seat in a unit with the roles that its holder has inside ``area``."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=80)
    roles = models.JSONField()

    class Meta:
        db_table = "people_post"
        constraints = [models.UniqueConstraint(fields=["county", "unit", "title"], name="people_post_one_title_a_unit")]

    def __str__(self) -> str:
        return self.title


class Tenure(CountyRow):
    """An account holding a post from one day through another (open when ``until`` is empty)."""

    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="tenures")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="tenures")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        db_table = "people_tenure"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="people_tenure_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["county", "post", "account", "since"], name="people_tenure_one_start_a_day"
            ),
        ]
        indexes = [models.Index(fields=["county", "account"], name="people_tenure_account")]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.post_id}"
