"""Codes with which a resident's account is bound to a record, and the tries that went wrong (settled.md, Reading)."""

from django.db import models

from linli.kernel.db.rows import CodeField


class BindingCode(models.Model):
    """A code handed out at a window: kept as a keyed digest, good once, for an hour."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    secret = models.BinaryField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_bindingcode"
        indexes = [
            models.Index(fields=["county", "secret"], name="people_bindingcode_secret"),
            models.Index(fields=["county", "person"], name="people_bindingcode_person"),
        ]

    def __str__(self) -> str:
        return f"binding of {self.person_id}"


class BindingTry(models.Model):
    """A wrong code that an account entered."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    account = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "people_bindingtry"
        indexes = [models.Index(fields=["county", "account", "at"], name="people_bindingtry_account")]

    def __str__(self) -> str:
        return f"try of {self.account}"
