"""One file an entity."""

from linli.people.models.access import AccessToken, ApiClient, EnrolmentLink
from linli.people.models.account import Account
from linli.people.models.binding import BindingCode, BindingTry
from linli.people.models.consent import Consent
from linli.people.models.contact import ContactPoint
from linli.people.models.count import PersonCount
from linli.people.models.ledger import LedgerLine, LedgerPart, LedgerRun
from linli.people.models.ledger_mapping import LedgerMapping
from linli.people.models.look import Look
from linli.people.models.message import Message
from linli.people.models.outside import OutsideIdentity
from linli.people.models.person import NameToken, Person
from linli.people.models.post import Post, StandIn, Tenure
from linli.people.models.residence import Household, Residence
from linli.people.models.saved_view import SavedView
from linli.people.models.session import Session
from linli.people.models.unit import Unit, UnitState
from linli.people.models.unit_relation import UnitRelation

__all__ = [
    "AccessToken",
    "Account",
    "ApiClient",
    "BindingCode",
    "BindingTry",
    "Consent",
    "ContactPoint",
    "EnrolmentLink",
    "Household",
    "LedgerLine",
    "LedgerMapping",
    "LedgerPart",
    "LedgerRun",
    "Look",
    "Message",
    "NameToken",
    "OutsideIdentity",
    "Person",
    "PersonCount",
    "Post",
    "Residence",
    "SavedView",
    "Session",
    "StandIn",
    "Tenure",
    "Unit",
    "UnitRelation",
    "UnitState",
]
