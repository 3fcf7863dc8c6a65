"""``@command``: what every change goes through (settled.md, machinery 9)."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction

from linli.kernel.actor import Actor
from linli.kernel.command.idempotency import claim, keep_answer
from linli.kernel.command.registry import CommandInfo, register, run_by_name
from linli.kernel.command.results import Receipt
from linli.kernel.command.state import running, running_as
from linli.kernel.db.engine import meaning_of
from linli.kernel.db.guard import writing
from linli.kernel.db.inserting import gathering
from linli.kernel.db.locks import forget_locks
from linli.kernel.db.standing import standing
from linli.kernel.errors import KernelCode, NotAllowed, Outage, Refusal, TooMany

P = ParamSpec("P")
RETRY_AFTER_SECONDS = 2


class NothingRecorded(Exception):
    """A bug: a command changed something and wrote no journal entry."""


def command(
    name: str,
) -> Callable[[Callable[Concatenate[Actor, P], Receipt]], Callable[Concatenate[Actor, P], Receipt]]:
    """Make a function the command ``name`` ("noun.verb_object").

    Outermost: permission, one transaction, the actor's request key, one retry on deadlock, a refusal's
    ``keep`` in a second transaction. Called by a command: joins the transaction, checks its own permission,
    ignores the key.
    """

    def wrap(function: Callable[Concatenate[Actor, P], Receipt]) -> Callable[Concatenate[Actor, P], Receipt]:
        signature = inspect.signature(function)

        @functools.wraps(function)
        def call(actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> Receipt:
            run = functools.partial(function, actor, *args, **kwargs)
            if running() is not None:
                return _nested(name, actor, run)
            arguments = {}
            if actor.request_key:  # by it alone are they compared
                bound = signature.bind(actor, *args, **kwargs)
                arguments = dict(list(bound.arguments.items())[1:])
            return _outermost(name, actor, arguments, run)

        meaning = (inspect.getdoc(function) or "").partition("\n")[0]
        register(CommandInfo(name, call, meaning))
        return call

    return wrap


def _check_permission(name: str, actor: Actor) -> None:
    if not actor.may(name):
        raise NotAllowed(KernelCode.NOT_ALLOWED, {"command": name})


def _nested(name: str, actor: Actor, run: Callable[[], Receipt]) -> Receipt:
    _check_permission(name, actor)
    with running_as(name):
        return run()


def _outermost(name: str, actor: Actor, arguments: Mapping[str, Any], run: Callable[[], Receipt]) -> Receipt:
    try:
        with standing(actor.standing):
            return _with_retry(lambda: _once(name, actor, arguments, run))
    except Refusal as refusal:
        _write_kept(actor, refusal)
        raise


def _with_retry(attempt: Callable[[], Receipt]) -> Receipt:
    try:
        return attempt()
    except (DatabaseError, InterfaceError) as error:
        if meaning_of(error) != "retry":
            raise _translated(error) from error
    try:
        return attempt()
    except (DatabaseError, InterfaceError) as error:
        raise _translated(error) from error


def _translated(error: DatabaseError | InterfaceError) -> Exception:
    meaning = meaning_of(error)
    if meaning in ("retry", "busy"):
        return TooMany(KernelCode.BUSY, {"retry_after": RETRY_AFTER_SECONDS})
    if meaning == "away":
        return Outage(KernelCode.DATABASE_AWAY)
    return error


def _once(name: str, actor: Actor, arguments: Mapping[str, Any], run: Callable[[], Receipt]) -> Receipt:
    _check_permission(name, actor)
    forget_locks()
    with writing("command"), transaction.atomic(durable=True), gathering(), running_as(name) as state:
        claimed = claim(actor, name, arguments)
        if isinstance(claimed, Receipt):
            return claimed
        receipt = run()
        if claimed is not None:
            keep_answer(claimed, receipt)
        if settings.LINLI.guarded and not state.entries and not receipt.unchanged:
            raise NothingRecorded(name)
        return receipt


def _write_kept(actor: Actor, refusal: Refusal) -> None:
    if refusal.keep is not None:
        run_by_name(refusal.keep.command, actor.granted(refusal.keep.command), **refusal.keep.arguments)
