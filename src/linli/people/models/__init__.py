"""One file an entity."""

from linli.people.models.access import AccessToken, EnrolmentLink
from linli.people.models.account import Account
from linli.people.models.post import Post, Tenure
from linli.people.models.session import Session
from linli.people.models.unit import Unit

__all__ = ["AccessToken", "Account", "EnrolmentLink", "Post", "Session", "Tenure", "Unit"]
