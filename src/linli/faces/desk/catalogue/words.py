"""Words of the catalogue: roles, needs and clock moves of flows, steps and levels of the duty lists, groups."""

from linli.cases.rules.types import DutyStep
from linli.kernel.errors import n_

ROLES = {
    "applicant": n_("applicant"),
    "reporter": n_("reporter"),
    "other_side": n_("other side"),
    "receiver": n_("first receiver"),
    "sponsor": n_("who set it"),
    "dispatcher": n_("dispatcher"),
    "lead": n_("leading unit"),
    "helper": n_("helping unit"),
    "verifier": n_("verifier"),
    "head": n_("head who approves"),
    "decider": n_("who decides"),
    "reviewer": n_("reviewer"),
    "system": n_("by itself"),
}
NEEDS = {
    "note": n_("a note"),
    "photo_before": n_("a photo before"),
    "photo_after": n_("a photo after"),
    "agreement": n_("the agreement"),
    "answer": n_("the answer"),
    "materials": n_("what is missing"),
    "second_person": n_("another person"),
}
MOVES = {"start": n_("starts"), "stop": n_("stops"), "pause": n_("stands still"), "resume": n_("runs on")}
STEPS = {
    DutyStep.ACCEPT: n_("Accept"),
    DutyStep.REVIEW: n_("Review"),
    DutyStep.DECIDE: n_("Decide"),
    DutyStep.DELIVER: n_("Deliver"),
    DutyStep.HANDLE: n_("Handle"),
}
LEVELS = {
    "province": n_("province"),
    "prefecture": n_("prefecture"),
    "county": n_("county"),
    "town": n_("town"),
    "community": n_("community"),
    "grid": n_("grid"),
}
VISIBILITY = {
    "public": n_("everybody, after acceptance"),
    "unit": n_("those who work on it and oversee it"),
    "handlers": n_("only those who work on it"),
    "sealed": n_("sealed"),
}
