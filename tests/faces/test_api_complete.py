"""The service is whole: every command has an endpoint or a reason; every noun reads and writes; ids can be read."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from linli.faces.api.service import service
from linli.kernel.command import all_commands
from tests.guards.test_source import NOUNS

pytestmark = [pytest.mark.pure, pytest.mark.serves("S-279")]
RUN = "run of an import: a batch of a resumable run on the server"
JOB = "the installation does it by itself"
LOG_IN = "a step of the log-in in a browser"
DRAFT = "a draft of the portal in a visitor's browser"
NOT_FOR_CLIENTS = {
    "people.stage_ledger_chunk": JOB,
    "people.end_ledger_reading": JOB,
    "people.fail_ledger": JOB,
    "people.apply_ledger_chunk": JOB,
    "people.finish_ledger": JOB,
    "people.clear_ledger_chunk": JOB,
    "people.forget_ledger": JOB,
    "cases.close_question": JOB,
    "cases.count_promises": JOB,
    "cases.deliver_note": JOB,
    "cases.drop_draft": DRAFT,
    "cases.drop_old_drafts": JOB,
    "cases.follow_handover": JOB,
    "cases.keep_draft": DRAFT,
    "cases.open_task": "opened for each confirmed task of a paper by running them",
    "cases.note_emergency": "kept by a refusal",
    "cases.note_refused_asking": "kept by a refusal",
    "cases.prove_phone": DRAFT,
    "cases.raise_alarm": JOB,
    "cases.recode_case": JOB,
    "cases.recode_obligation": JOB,
    "cases.recount_clock": JOB,
    "cases.send_code": DRAFT,
    "cases.try_handover": JOB,
    "cases.turn_obligation": JOB,
    "cases.warn_note": JOB,
    "kernel.disable_hook": JOB,
    "packs.apply_pack": "a pack is reviewed and applied from files on the server",
    "people.bind_account": "an account binds itself to a record in its owner's browser",
    "people.drop_view": "a saved view of the desk is of no use to a program",
    "people.enrol": LOG_IN,
    "people.issue_token": "a token never makes tokens: that takes both factors, on the desk",
    "people.load_accounts_batch": RUN,
    "people.load_persons_batch": RUN,
    "people.load_relations_batch": RUN,
    "people.load_units_batch": RUN,
    "people.note_log_in": LOG_IN,
    "people.note_log_out": LOG_IN,
    "people.note_look": "part of showing a party of a case",
    "people.note_refused_log_in": LOG_IN,
    "people.note_wrong_binding": "kept by a refusal",
    "people.note_wrong_password": LOG_IN,
    "people.queue_message": JOB,
    "people.recode_persons": JOB,
    "people.recode_residents": JOB,
    "people.count_persons": JOB,
    "people.recode_units": JOB,
    "people.revoke_token": "with its tokens on the desk",
    "people.save_view": "a saved view of the desk is of no use to a program",
    "people.settle_message": JOB,
    "people.try_message": JOB,
    "places.load_buildings_batch": RUN,
}
# Commands that an endpoint reaches through a function of their noun, or for somebody whom number and key prove.
THROUGH = {"places.import_divisions": "import_part"}
READS_BY_POST = {
    "cases_look_at_own_case": "number and key stand in no address line",
    "people_return_rows": "values of a file stand in no cache",
    "people_search_persons": "names and numbers stand in no address line",
    "places_look_up": "an address stands in no address line",
}


def operations() -> Iterator[tuple[str, str, Any]]:
    """(method, path, view) of every operation."""
    for path, view in service_paths():
        for operation in view.operations:
            for method in operation.methods:
                yield method, path, operation.view_func


def service_paths() -> Iterator[tuple[str, Any]]:
    for prefix, router in service._routers:
        for path, view in router.path_operations.items():
            yield f"{prefix}{path}", view


def words_in(code: Any) -> set[str]:
    """Names and constants of a function, and of the functions inside it."""
    found = {item for item in (*code.co_names, *code.co_consts) if isinstance(item, str)}
    for inner in code.co_consts:
        found |= words_in(inner) if hasattr(inner, "co_names") else set()
    return found


def served(name: str, views: list[Any]) -> bool:
    """Whether an operation that changes something calls the command."""
    wanted = THROUGH.get(name, name.partition(".")[2])
    return any(wanted in words_in(view.__code__) for view in views)


def test_every_command_has_an_endpoint_or_a_reason() -> None:
    views = [view for method, _, view in operations() if method != "GET"]
    # Tests of the machinery register commands of their own in the same process.
    known = {info.name for info in all_commands() if not info.name.startswith("test.")}
    missing = {name for name in known - set(NOT_FOR_CLIENTS) if not served(name, views)}
    assert missing == set(), "give it an endpoint, or a reason why it is not for clients"
    assert set(NOT_FOR_CLIENTS) <= known and all(NOT_FOR_CLIENTS.values())
    assert not served("places.paint_area", views), "the test can fail"


def test_what_is_not_for_clients_has_no_endpoint() -> None:
    views = [view for _, _, view in operations()]
    assert {name for name in NOT_FOR_CLIENTS if served(name, views)} == set()


def test_each_operation_asks_for_the_power_of_its_command() -> None:
    """A view that calls a command names the same command as the power it needs."""
    commands = {info.name.partition(".")[2]: info.name for info in all_commands()}
    wrong = []
    for method, path, view in operations():
        words = words_in(view.__code__) | {str(view.__globals__.get(name)) for name in view.__code__.co_names}
        for name in set(view.__code__.co_names) & set(commands):
            if method != "GET" and commands[name] not in words and not path.startswith(("cases/own", "cases/public")):
                wrong.append((path, commands[name]))
    assert wrong == []


def test_every_noun_reads_and_writes() -> None:
    document = service.get_openapi_schema()
    found = Counter[tuple[str, bool]]()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            reads = method == "get" or operation["operationId"] in READS_BY_POST
            found[path.removeprefix("/api/v1/").split("/")[0], reads] += 1
    nouns = {info.name.partition(".")[0] for info in all_commands()} & set(NOUNS)
    assert nouns and all(found[noun, True] and found[noun, False] for noun in nouns)
    assert found["money", True] == 0, "the count is of what is there"


def test_operations_have_names_words_and_answers() -> None:
    document = service.get_openapi_schema()
    ids, bare = [], []
    for path, item in document["paths"].items():
        for method, operation in item.items():
            ids.append(operation["operationId"])
            if not (operation.get("summary") and operation.get("description")) or "content" not in _answer(operation):
                bare.append((method, path))
    assert bare == []
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z]+_[a-z_]+", name) or "linli" in name] == []


def _answer(operation: dict[str, Any]) -> dict[str, Any]:
    return next((answer for code, answer in operation["responses"].items() if str(code).startswith("2")), {})


def _schemas(item: Any) -> Iterator[dict[str, Any]]:
    if isinstance(item, dict):
        yield item
        for inner in item.values():
            yield from _schemas(inner)
    elif isinstance(item, list):
        for inner in item:
            yield from _schemas(inner)


def test_what_a_client_sends_is_bounded() -> None:
    """Every text, list and number of a body has an end."""
    document = service.get_openapi_schema()
    sent = [name for name in document["components"]["schemas"] if name.endswith(("In", "Change"))]
    loose = []
    for name in sent:
        for field, shape in document["components"]["schemas"][name].get("properties", {}).items():
            loose += [f"{name}.{field}" for one in _schemas(shape) if _is_loose(one)]
    assert loose == [], "\n".join(loose)


def test_what_a_client_asks_is_bounded() -> None:
    """Every text and number of an address has an end."""
    loose = [
        (path, one["name"])
        for path, item in service.get_openapi_schema()["paths"].items()
        for operation in item.values()
        for one in operation.get("parameters", ())
        if any(_is_loose(shape) for shape in _schemas(one["schema"]))
    ]
    assert loose == []
    assert _is_loose({"type": "string"}) and not _is_loose({"type": "string", "maxLength": 3})


def _is_loose(shape: dict[str, Any]) -> bool:
    kind = shape.get("type")
    if kind == "string":
        return not ({"maxLength", "format", "enum", "const", "pattern"} & set(shape))
    if kind == "array":
        return "maxItems" not in shape
    if kind in ("integer", "number"):
        return "maximum" not in shape
    return False


def test_no_address_is_given_twice() -> None:
    """Two routers with one address: the second would never be asked."""
    routes = Counter(re.sub(r"\{[^}]*\}", "{}", path) for path, _ in service_paths())
    assert [route for route, count in routes.items() if count > 1] == []
