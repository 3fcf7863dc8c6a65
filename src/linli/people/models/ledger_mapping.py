"""What people said columns mean, where the guess was wrong."""

from django.db import models

from linli.kernel.db.rows import CountyRow


class LedgerMapping(CountyRow):
    """The columns of one head, chosen by hand for a run; ``remembered`` holds for later files of the community too.

    ``head`` is a digest of the names of the columns. ``columns`` are meanings by letter, empty where a column means
    nothing; no value of a row stands here. Rows are never changed: the latest before a file came counts for it.
    """

    run = models.ForeignKey("people.LedgerRun", on_delete=models.CASCADE, related_name="+")
    head = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    remembered = models.BooleanField(default=False)
    account = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "people_ledgermapping"
        indexes = [
            models.Index(fields=["county", "area", "remembered"], name="people_ledgermapping_area"),
            models.Index(fields=["county", "run"], name="people_ledgermapping_run"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.head[:8]}"
