"""Accounts: who may log in. A reference table of the whole installation, not of one county."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from linli.kernel.db.rows import CodeField


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its login name, as Django's authentication asks."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account named ``username``; names are compared in lower case."""
        return self.get(login_name=(username or "").lower())


class Account(AbstractBaseUser):
    """A log-in. What it may do comes from the posts it holds, never from the account itself.

    ``county`` says whose administrators look after it. Phone and mail are encrypted; their digests find the account
    at the door and are unique in the whole installation (settled.md, machinery 7 and 10).
    Nobody logs in with the account of a program.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    county = CodeField(max_length=6)
    login_name = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    failures = models.PositiveSmallIntegerField(default=0)
    first_failure_at = models.DateTimeField(null=True)
    locked_until = models.DateTimeField(null=True)
    password_set_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    is_program = models.BooleanField(default=False)
    phone_box = models.BinaryField(null=True)
    phone_lookup = models.BinaryField(null=True, unique=True)
    mail_box = models.BinaryField(null=True)
    mail_lookup = models.BinaryField(null=True, unique=True)

    objects = AccountManager()

    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        db_table = "people_account"

    def __str__(self) -> str:
        return self.login_name
