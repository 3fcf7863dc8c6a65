"""Answers to the questions of a service, as they come in a form: ``attribute[code]=…``, ``attribute[code][]=…``."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict

from linli.cases.queries.services import Service
from linli.faces.api.open311.reasons import Open311Code
from linli.kernel.clock_port import LOCAL
from linli.kernel.errors import Invalid, KernelCode, Problem
from linli.kernel.form import FieldKind
from linli.ui.web.questions import typed_answers

_NAME = re.compile(r"attribute\[(?P<code>[^\[\]]+)\](?:\[\])?")


def answers_of(service: Service, given: QueryDict) -> Mapping[str, Any]:
    """What was answered, as the form's checker reads it; Invalid names every attribute that the service lacks."""
    sent = _sent(given)
    known = {field.key for field in service.questions}
    unknown = sorted(set(sent) - known)
    if unknown:
        problems = tuple(Problem(f"attribute[{code[:60]}]", Open311Code.UNKNOWN_ATTRIBUTE) for code in unknown)
        raise Invalid(KernelCode.INVALID, problems=problems)
    if service.form is None:
        return {}
    answers = typed_answers(service.form, [field.key for field in service.questions], sent)
    days = {field.key for field in service.questions if field.kind is FieldKind.DATE}
    return {key: _day(value) if key in days else value for key, value in answers.items()}


def _sent(given: QueryDict) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in given.lists():
        if not name.startswith("attribute["):
            continue
        match = _NAME.fullmatch(name)
        for value in values:
            # An empty parameter is as good as none.
            if value:
                found.appendlist(match["code"] if match else name, value)
    return found


def _day(text: str) -> str:
    """The local day of a moment; a day as people write it stays as it is."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return (at.astimezone(LOCAL) if at.tzinfo else at).date().isoformat()
