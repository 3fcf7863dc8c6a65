"""Pages of the flow's steps: words, photos, papers; what is missing; merging."""

from django.http import QueryDict
from django.utils.translation import gettext

from linli.cases.commands import finish_share, merge_cases, take_step, tell_missing
from linli.cases.queries.guides import materials_for
from linli.cases.queries.similar_cases import similar_cases
from linli.faces.desk.cases.deed import Asked, Deed, chosen_id, note_field
from linli.faces.desk.cases.looks import FILE_KINDS, mapped
from linli.faces.desk.cases.uploads import file_field, taken_files
from linli.kernel.actor import Actor
from linli.kernel.command import Receipt
from linli.kernel.errors import KernelCode, NotFound
from linli.ui.parts import Choice, FieldKind, FormField, Notice, Tone
from linli.ui.web.wording import label_of, said

# What a flow may ask for, as files of a kind; all else that is no note is ticked as given.
AS_FILES = {"photo_before": "before", "photo_after": "after", "agreement": "agreement", "answer": "answer"}


def step_deed(asked: Asked, action: str) -> Deed:
    """A step of the flow with all that it still needs."""
    offer = next((item for item in asked.case.offers if item.action == action), None)
    if offer is None and asked.request.method != "POST":
        raise NotFound(KernelCode.NOT_FOUND)
    # A double click finds the step taken: the command gives the first answer again, or says that somebody was faster.
    needs = offer.needs if offer else ()
    files = tuple((need, AS_FILES[need]) for need in needs if need in AS_FILES)

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return take_step(
            actor, case=asked.id, action=action, note=given.get("note", ""), given=given.getlist("given"),
            files=taken_files(asked.request, files), **asked.at(given),
        )  # fmt: skip

    title = (said(offer.label) if offer else "") or action
    return Deed(title, _step_fields(needs), send)


def _step_fields(needs: tuple[str, ...]) -> tuple[FormField, ...]:
    fields = [note_field(required="note" in needs)]
    for need in needs:
        if need in AS_FILES:
            label = mapped(FILE_KINDS, AS_FILES[need])
            fields.append(file_field(need, label, required=True, photos=need.startswith("photo")))
    others = tuple(Choice(need, need) for need in needs if need not in AS_FILES and need != "note")
    if others:
        fields.append(FormField("given", gettext("Is at hand"), FieldKind.CHECKS, choices=others))
    return tuple(fields)


def missing_deed(asked: Asked) -> Deed:
    """Everything missing in one notice, from the papers that the matter asks for in these circumstances."""
    papers = materials_for(asked.case.type, asked.case.values)
    brought = {file.material for file in asked.case.files}
    choices = tuple(
        Choice(item.key, label_of(item.label), gettext("brought already") if item.key in brought else "")
        for item in papers
    )
    second = asked.case.counters["notices"] > 0
    fields = [note_field(gettext("What else, and where to get it"), required=False)]
    if choices:
        fields.insert(0, FormField("materials", gettext("What is missing?"), FieldKind.CHECKS, choices=choices))
    if second:
        fields.append(note_field(gettext("Why could this not be known the first time?"), name="why_again"))

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return tell_missing(
            actor, case=asked.id, materials=given.getlist("materials"), note=given.get("note", ""),
            why_again=given.get("why_again", ""), **asked.at(given),
        )  # fmt: skip

    told = Notice(gettext("Name everything at once: a second notice counts as a fault of the service."))
    return Deed(gettext("Tell what is missing"), tuple(fields), send, notices=(told,))


def merge_deed(asked: Asked) -> Deed:
    """Into which case: those that resemble it are offered, another one can be named by number."""
    row, case = asked.case.row, asked.case
    found = similar_cases(asked.actor, row.type, case.sort, row.area, row.title, case.lon, case.lat)
    choices = tuple(
        Choice(
            str(item.row.id),
            f"{item.row.number} {item.row.title}",
            gettext("{score} of 100 alike").format(score=item.score),
        )
        for item in found
        if item.row.id != row.id
    )

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return merge_cases(actor, case=asked.id, into=chosen_id(given, "into"), **asked.at(given))

    field = FormField("into", gettext("Into which case?"), FieldKind.RADIO, choices=choices, required=True)
    told = gettext("Everybody who reported it is told of the other case from now on.")
    if not choices:
        told = gettext("No open case nearby resembles this one.")
    return Deed(gettext("Merge"), (field,) if choices else (), send, notices=(Notice(told, tone=Tone.INFO),))


def help_done_deed(asked: Asked) -> Deed:
    """A helping unit has done its part."""

    def send(actor: Actor, given: QueryDict) -> Receipt:
        return finish_share(actor, case=asked.id, note=given.get("note", ""), **asked.at(given))

    return Deed(gettext("Our share is done"), (note_field(gettext("What our unit did")),), send)
