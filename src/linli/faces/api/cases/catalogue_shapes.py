"""What goes over the wire for the catalogue, duty lists and guides: the same for every channel (S-285)."""

from datetime import date
from typing import Any

from ninja import Field, Schema

from linli.faces.api.bodies import Basis, Body, Code, Words


class PlaceIn(Body):
    """The place that is asked about; without one it is the post's own."""

    area: Code | None = None


class TypeLine(Schema):
    """A matter: a kind of case."""

    key: str
    label: Words
    group: str
    visibility: str
    by_public: bool = Field(description="residents may ask for it or report it themselves")
    anonymous: bool
    rated: bool


class SortOut(Schema):
    """A sort of a matter: its period, or for an emergency the number to call at once."""

    key: str
    label: Words
    group: str
    emergency: str


class ClockOut(Schema):
    """A clock: the period of the law with its basis, and the shorter one that was promised."""

    key: str
    label: Words
    legal: str
    promised: str
    basis: Basis
    main: bool
    stage: bool


class MaterialOut(Schema):
    """A paper that is asked for, where ``when`` (an expression over the form) holds; empty: always."""

    key: str
    label: Words
    when: str
    original: bool
    note: Words | None


class DutyOut(Schema):
    """A line of the duty list: a step of a matter lies with units of ``unit_kinds`` at ``level``, as ``nature``."""

    key: str
    matter: str
    step: str
    level: str
    unit_kinds: list[str]
    nature: str
    category: str
    label: Words
    basis: Basis


def _said(label: Any) -> dict[str, str] | None:
    return {"zh-Hans": label.zh, "en": label.en or label.zh} if label else None


class ActionOut(Schema):
    """An action of a flow: from which states to which, who may, what it needs."""

    key: str
    label: Words | None
    sources: list[str]
    to: str
    by: list[str]
    requires: list[str]

    @staticmethod
    def resolve_label(action: Any) -> dict[str, str] | None:
        """Its words by language."""
        return _said(action.label)


class FlowStateOut(Schema):
    """A state of a flow; nothing leads on from an ``end``."""

    key: str
    label: Words | None
    end: bool

    @staticmethod
    def resolve_label(state: Any) -> dict[str, str] | None:
        """Its words by language."""
        return _said(state.label)


class FlowOut(Schema):
    """How a matter goes."""

    key: str
    initial: str
    states: list[FlowStateOut]
    actions: list[ActionOut]

    @staticmethod
    def resolve_states(flow: Any) -> list[Any]:
        """In the order of the table."""
        return list(flow.states.values())


class TypeOut(TypeLine):
    """One matter as it holds at a place today. ``form`` is JSON Schema 2020-12, null without a form."""

    area: str
    version: int
    basis: Basis
    sorts: list[SortOut]
    clocks: list[ClockOut]
    materials: list[MaterialOut]
    duties: list[DutyOut]
    flow: FlowOut
    form: dict[str, Any] | None = Field(description="JSON Schema of ``values`` when a case is taken in")


class GuideLine(Schema):
    """A matter that residents may ask for or report themselves."""

    key: str
    label: Words
    group: str
    guide: dict[str, Words] = Field(description="texts of the guide: what, who, how …")


class LimitOut(Schema):
    """A clock as the guide names it."""

    key: str
    label: Words
    promised: str
    legal: str
    basis: Basis


class GuideOut(Schema):
    """A service guide: papers, time limits, where it is taken in and when it is open, by which law."""

    key: str
    label: Words
    group: str
    texts: dict[str, Words]
    fee: Words | None
    materials: list[MaterialOut]
    limits: list[LimitOut]
    unit_name: str
    hours: str
    hours_on: date | None
    basis: Basis
    valid_from: date | None
    version: int


class ListOut(Schema):
    """The lines of one legal nature: own, assist, entrusted, bought."""

    nature: str
    lines: list[DutyOut]


class CommitteeLists(Schema):
    """What a kind of committee may be given: its own duties and what it assists with."""

    kind: str
    lists: list[ListOut]


class DutyListsOut(Schema):
    """The duty lists of a place."""

    area: str
    lines: list[DutyOut]
    committees: list[CommitteeLists]
