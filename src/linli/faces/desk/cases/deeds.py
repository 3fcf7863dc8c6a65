"""The page of any act on a case: one form, one command; works without JavaScript."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from linli.cases.queries.case_detail import case_detail
from linli.faces.desk.asking import Question, answer
from linli.faces.desk.cases import deeds_beside as beside
from linli.faces.desk.cases import deeds_clocks as clocks
from linli.faces.desk.cases import deeds_data as data
from linli.faces.desk.cases import deeds_parties as parties
from linli.faces.desk.cases import deeds_shares as shares
from linli.faces.desk.cases import deeds_steps as steps
from linli.faces.desk.cases import outside
from linli.faces.desk.cases.deed import Asked, Deed
from linli.faces.desk.cases.looks import address_of
from linli.faces.desk.doing import actor_of
from linli.kernel.actor import Actor
from linli.kernel.errors import KernelCode, NotAllowed
from linli.ui.parts import Link
from linli.ui.web.gates import needs
from linli.ui.web.requests import LinliRequest

# Key in the address: the power that it needs, and the page.
DEEDS: dict[str, tuple[str, Callable[[Asked], Deed]]] = {
    "assign": ("cases.assign_case", lambda asked: shares.assign_deed(asked, lead=True)),
    "involve": ("cases.assign_case", lambda asked: shares.assign_deed(asked, lead=False)),
    "sign": ("cases.accept_share", shares.sign_deed),
    "return": ("cases.refuse_share", shares.return_deed),
    "recall": ("cases.drop_share", lambda asked: shares.drop_deed(asked, lead=True)),
    "drop": ("cases.drop_share", lambda asked: shares.drop_deed(asked, lead=False)),
    "help_done": ("cases.finish_share", steps.help_done_deed),
    "missing": ("cases.tell_missing", steps.missing_deed),
    "merge": ("cases.merge_cases", steps.merge_deed),
    "note": ("cases.note_case", beside.note_deed),
    "attach": ("cases.attach_files", beside.attach_deed),
    "visit": ("cases.record_visit", beside.visit_deed),
    "ask": ("cases.ask_party", beside.ask_deed),
    "retitle": ("cases.retitle_case", beside.retitle_deed),
    "reroute": ("cases.reroute_case", beside.reroute_deed),
    "remove_file": ("cases.remove_file", beside.remove_file_deed),
    "part": ("cases.open_case", beside.part_deed),
    "pause": ("cases.pause_clock", clocks.pause_deed),
    "resume": ("cases.resume_clock", clocks.resume_deed),
    "extend": ("cases.extend_clock", clocks.extend_deed),
    "add_party": ("cases.add_party", parties.add_party_deed),
    "end_party": ("cases.end_party", parties.end_party_deed),
    "hand_over": ("cases.hand_over_case", outside.hand_over_deed),
    "hand_back": ("cases.withdraw_handover", outside.withdraw_deed),
    "hand_again": ("cases.retry_handover", outside.retry_deed),
    "hand_note": ("cases.note_handover", outside.note_deed),
    "data_answer": ("cases.decide_data_request", data.answer_deed),
    "data_refuse": ("cases.decide_data_request", data.refuse_deed),
    "data_give": ("cases.give_data", data.give_deed),
    "originals": ("cases.return_originals", parties.originals_deed),
}


def _deed(asked: Asked, key: str) -> Deed:
    step: tuple[str, Callable[[Asked], Deed]] = ("cases.take_step", lambda it: steps.step_deed(it, key))
    power, make = DEEDS.get(key, step)
    if not asked.actor.may(power):
        raise NotAllowed(KernelCode.NOT_ALLOWED, {"command": power})
    return make(asked)


@needs("cases.see_own_cases")
@require_http_methods(["GET", "HEAD", "POST"])
def deed_page(request: LinliRequest, case: UUID, deed: str) -> HttpResponse:
    """Ask what the act needs, do it, go back to the case."""
    asked = Asked(request, case_detail(actor_of(request), case))
    made = _deed(asked, deed)

    def send(actor: Actor, given: QueryDict) -> str:
        return address_of(made.send(actor, given).id) if deed == "part" else _done(made, actor, given, case)

    back = Link(asked.case.row.title, address_of(case))
    question = Question(
        made.title, made.fields, back, made.submit or made.title, note=asked.case.row.number,
        version=asked.case.row.version, danger=made.danger, notices=made.notices,
    )  # fmt: skip
    return answer(request, question, send)


def _done(made: Deed, actor: Actor, given: QueryDict, case: UUID) -> str:
    made.send(actor, given)
    return address_of(case)
