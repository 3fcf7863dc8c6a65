"""Identities at an outside provider: who there is which account here."""

from django.db import models

from linli.kernel.db.rows import CodeField


class OutsideIdentity(models.Model):
    """One account as an outside provider knows it. Belongs to the whole installation, like accounts.

    The subject may be a phone or a staff number there, so it is kept encrypted; ``lookup`` is the keyed digest of
    issuer and subject, by which it is found and by which one subject belongs to one account.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=255)
    subject_box = models.BinaryField()
    lookup = models.BinaryField(unique=True)
    linked_at = models.DateTimeField()

    class Meta:
        db_table = "people_outsideidentity"
        constraints = [
            models.UniqueConstraint(fields=["account", "issuer"], name="people_outsideidentity_one"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} at {self.issuer}"
