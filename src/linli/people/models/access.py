"""Ways in besides the password: one-hour enrolment links, personal tokens, programs. Only digests are kept."""

from django.db import models

from linli.kernel.db.rows import CodeField, CountyRow


class EnrolmentLink(models.Model):
    """A link with which an account sets its password and second factor, once."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    secret = models.BinaryField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_enrolment"
        indexes = [models.Index(fields=["county", "secret"], name="people_enrolment_secret")]

    def __str__(self) -> str:
        return f"enrolment of {self.account_id}"


class AccessToken(models.Model):
    """A personal token of the API: acts as its account under one post, within ``scopes``."""

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    secret = models.BinaryField()
    scopes = models.JSONField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_token"
        indexes = [models.Index(fields=["county", "secret"], name="people_token_secret")]

    def __str__(self) -> str:
        return self.name


class ApiClient(CountyRow):
    """A program that gets tokens of an hour for itself (OAuth 2, client credentials).

    It acts through an account of its own, which nobody can log in with, under one post and within ``scopes``. Of the
    secret only the digest is kept; after a change the former one holds until ``former_until``.
    """

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    secret = models.BinaryField()
    former_secret = models.BinaryField(null=True)
    former_until = models.DateTimeField(null=True)
    scopes = models.JSONField()
    per_minute = models.PositiveIntegerField()
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_client"
        indexes = [models.Index(fields=["county", "area", "name"], name="people_client_area")]

    def __str__(self) -> str:
        return self.name
