"""One file an entity."""

from linli.cases.models.act import CaseAct
from linli.cases.models.assignment import Assignment, RefusedAsking
from linli.cases.models.attachment import CaseFile
from linli.cases.models.case import Case, CaseCounter
from linli.cases.models.clock import CaseClock
from linli.cases.models.data_sharing import DataField, DataGiving, DataRequest
from linli.cases.models.draft import CaseDraft
from linli.cases.models.handover import Handover
from linli.cases.models.note import Note
from linli.cases.models.obligation import Obligation, Occurrence
from linli.cases.models.party import CaseParty
from linli.cases.models.promise import PromiseCount
from linli.cases.models.question import CaseQuestion

__all__ = [
    "Assignment",
    "Case",
    "CaseAct",
    "CaseClock",
    "CaseCounter",
    "CaseDraft",
    "CaseFile",
    "CaseParty",
    "CaseQuestion",
    "DataField",
    "DataGiving",
    "DataRequest",
    "Handover",
    "Note",
    "Obligation",
    "Occurrence",
    "PromiseCount",
    "RefusedAsking",
]
