"""A list with its filters that somebody keeps under a name."""

from django.db import models

from linli.kernel.db.rows import CountyRow


class SavedView(CountyRow):
    """``listing`` names the list, ``query`` holds its filters, search and order as in the address."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    listing = models.CharField(max_length=60)
    title = models.CharField(max_length=40)
    query = models.CharField(max_length=500)

    class Meta:
        db_table = "people_savedview"
        constraints = [
            models.UniqueConstraint(
                fields=["county", "account", "listing", "title"], name="people_savedview_one_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.title
