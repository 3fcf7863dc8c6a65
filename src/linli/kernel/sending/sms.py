"""Short messages over HTTP: one JSON POST with a token in a header; how it is asked is in ``calling``."""

import json

from linli.kernel.installation import Installation
from linli.kernel.sending.calling import Call, NoAnswer, ask
from linli.kernel.sending.parcel import NotSent, Parcel

TRY_AGAIN = (408, 425, 429)


def _body(parcel: Parcel) -> bytes:
    return json.dumps(
        {"id": str(parcel.number), "to": parcel.to, "text": parcel.text}, ensure_ascii=False
    ).encode()  # fmt: skip


def _headers(installation: Installation, parcel: Parcel) -> dict[str, str]:
    return {
        "Content-Type": "application/json; charset=utf-8",
        "Accept": "application/json",
        installation.sms_header: installation.sms_token,
        "Idempotency-Key": str(parcel.number),
    }


def _number(status: int, text: bytes) -> str:
    """The provider's number; a yes without one is no yes."""
    if status >= 300:
        raise NotSent(f"http_{status}", final=400 <= status < 500 and status not in TRY_AGAIN)
    try:
        found = json.loads(text)
    except ValueError as error:
        raise NotSent("answer_not_understood") from error
    number = found.get("id") if isinstance(found, dict) else None
    if not isinstance(number, str | int) or isinstance(number, bool) or not str(number):
        raise NotSent("answer_not_understood")
    return str(number)[:80]


def send_sms(installation: Installation, parcel: Parcel) -> str:
    """Send by the provider's address and return its number."""
    call = Call(
        installation.sms_url, float(installation.send_seconds), installation.guarded,
        _body(parcel), _headers(installation, parcel),
    )  # fmt: skip
    try:
        answer = ask(call)
    except NoAnswer as error:
        raise NotSent(error.reason) from error
    return _number(answer.status, answer.body)
