"""Asking an outside log-in provider (OpenID Connect): discovery, the way there, the way back.

Nothing is kept between two requests: each asks for the provider's description and keys anew, so that changed keys and
addresses hold at once. Never called inside a transaction.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.client import OAuth2Client

from linli.kernel.installation import Installation
from linli.kernel.sending.calling import Answer, Call, NoAnswer, ask

DISCOVERY = "/.well-known/openid-configuration"
BASIC, POST, PUBLIC = "client_secret_basic", "client_secret_post", "none"


class ProviderFault(Exception):
    """The provider did not help: ``reason`` is one word for the journal; ``away`` when waiting may help."""

    def __init__(self, reason: str, *, away: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.away = reason, away


@dataclass(frozen=True)
class Provider:
    """What the provider says of itself. ``leave`` and ``userinfo`` may be empty."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    leave: str
    way_of_secret: str
    names_itself: bool


@dataclass(frozen=True)
class Begun:
    """What the browser's session keeps of a log-in that was begun."""

    state: str
    nonce: str
    verifier: str

    def as_data(self) -> dict[str, str]:
        """As the session keeps it."""
        return asdict(self)


def provider_name(kept: Installation) -> str:
    """What staff call the provider."""
    return kept.oidc_name or urlsplit(kept.oidc_issuer).hostname or kept.oidc_issuer


def client_secret(kept: Installation) -> str:
    """Our secret there, from its file where one is named; empty for a public client."""
    if not kept.oidc_secret_file:
        return kept.oidc_secret
    try:
        return Path(kept.oidc_secret_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise ProviderFault("secret_file") from error


def is_safe(kept: Installation, address: str) -> bool:
    """Whether an address of the provider may be used: https outside demo and test, nothing that breaks a header."""
    if not address.isascii() or any(map(str.isspace, address)) or not address.isprintable():
        return False
    return address.startswith("https://") or (kept.guarded and address.startswith("http://"))


def _asked(kept: Installation, address: str, **more: Any) -> Answer:
    if not is_safe(kept, address):
        raise ProviderFault("not_encrypted")
    inside = kept.guarded or kept.oidc_private
    try:
        return ask(Call(address, kept.oidc_seconds, private=inside, **more))
    except NoAnswer as error:
        raise ProviderFault(error.reason, away=True) from error


def _object_of(answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.body)
    except ValueError as error:
        raise ProviderFault(f"status_{answer.status}" if answer.status != 200 else "no_json") from error
    if not isinstance(found, dict):
        raise ProviderFault("no_json")
    return found


def fetched(kept: Installation, address: str, token: str = "") -> dict[str, Any]:
    """A JSON object of the provider, asked for with an access token where one is given."""
    headers = {"Accept": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    answer = _asked(kept, address, method="GET", headers=headers)
    if answer.status != 200:
        raise ProviderFault(f"status_{answer.status}", away=answer.status >= 500)
    return _object_of(answer)


def discover(kept: Installation) -> Provider:
    """What the provider says of itself; ProviderFault when it is away, another, or cannot do what we need."""
    said = fetched(kept, kept.oidc_issuer.rstrip("/") + DISCOVERY)
    if said.get("issuer") != kept.oidc_issuer:
        raise ProviderFault("other_issuer")
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    there, token, keys = (_address(kept, said, name) for name in needed)
    userinfo, leave = (
        _address(kept, said, name, needed=False) for name in ("userinfo_endpoint", "end_session_endpoint")
    )
    named = said.get("authorization_response_iss_parameter_supported") is True
    return Provider(there, token, keys, userinfo, leave, _way_of_secret(kept, said), named)


def _address(kept: Installation, said: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    found = said.get(name, "")
    if not isinstance(found, str) or (needed and not found):
        raise ProviderFault(f"no_{name}")
    if found and not is_safe(kept, found):
        raise ProviderFault("not_encrypted")
    return found


def _way_of_secret(kept: Installation, said: Mapping[str, Any]) -> str:
    if not client_secret(kept):
        return PUBLIC
    ways = said.get("token_endpoint_auth_methods_supported") or [BASIC]
    return BASIC if BASIC in ways else POST


class _Reply:
    """An answer in the shape that the library reads."""

    def __init__(self, answer: Answer) -> None:
        self.status_code, self._answer = answer.status, answer

    def json(self) -> dict[str, Any]:
        """The body."""
        return _object_of(self._answer)

    def raise_for_status(self) -> None:
        """The library calls this for a broken provider."""
        raise ProviderFault(f"status_{self.status_code}", away=self.status_code >= 500)


class _Wire:
    """What the library sends through: our own calls, with their time-outs and their refusal of private addresses."""

    def __init__(self, kept: Installation) -> None:
        self._kept = kept

    def post(self, address: str, *, data: Mapping[str, str], headers: Mapping[str, str], auth: ClientAuth) -> _Reply:
        """Send a form with our credentials."""
        to, heads, body = auth.prepare("POST", address, dict(headers), urlencode(data))
        return _Reply(_asked(self._kept, to, headers=heads, body=body.encode()))


def _client(kept: Installation, provider: Provider, back: str) -> OAuth2Client:
    return OAuth2Client(
        _Wire(kept), client_id=kept.oidc_client, client_secret=client_secret(kept), redirect_uri=back,
        token_endpoint_auth_method=provider.way_of_secret, scope=" ".join(kept.oidc_scopes),
        code_challenge_method="S256",
    )  # fmt: skip


def begin(kept: Installation, back: str) -> tuple[str, Begun]:
    """The address to send the browser to, and what to keep until it comes ``back`` (PKCE S256, state, nonce)."""
    provider = discover(kept)
    begun = Begun(*(secrets.token_urlsafe(32) for _ in range(3)))
    asked: dict[str, Any] = {"nonce": begun.nonce}
    if kept.oidc_second_factor == "trusted":
        # Who has been away longer than a session may be idle proves both factors anew.
        asked["max_age"] = str(kept.idle_minutes * 60)
        if kept.oidc_acr:
            asked["acr_values"] = " ".join(kept.oidc_acr)
    address, _ = _client(kept, provider, back).create_authorization_url(
        provider.authorization, state=begun.state, code_verifier=begun.verifier, **asked
    )
    return str(address), begun


def tokens_for(kept: Installation, provider: Provider, code: str, begun: Begun, back: str) -> Mapping[str, Any]:
    """The tokens for a code, good once."""
    try:
        found: Mapping[str, Any] = _client(kept, provider, back).fetch_token(
            provider.token, grant_type="authorization_code", code=code, code_verifier=begun.verifier
        )
    except OAuth2Error as error:
        raise ProviderFault("code_refused") from error
    except (ValueError, UnicodeError) as error:
        raise ProviderFault("no_json") from error
    return found
