"""Whom an outside provider vouches for: its ID token, checked (OpenID Connect Core 1.0, 3.1.3.7)."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from linli.kernel.installation import Installation
from linli.people.bridge.provider import Begun, Provider, ProviderFault, discover, fetched, tokens_for
from linli.people.rules.outside import SKEW_SECONDS, is_fresh, normal_subject, proves_two_factors, subject_of_claims

# Signatures by the provider's private key only: with "none" or a shared secret anybody could be anyone.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
KEY_KINDS = ("RSA", "EC")


@dataclass(frozen=True)
class Vouched:
    """Who came back. ``both`` says that the provider proved two factors; ``leave`` is where one logs out there."""

    subject: str
    both: bool
    leave: str


def finish(kept: Installation, given: Mapping[str, str], begun: Begun, back: str) -> Vouched:
    """Whom the provider vouches for; ``given`` is what the browser brought back. ProviderFault says why nobody."""
    if not secrets.compare_digest(given.get("state", ""), begun.state):
        raise ProviderFault("wrong_state")
    if given.get("error"):
        raise ProviderFault("denied")
    provider = discover(kept)
    _check_sender(kept, provider, given.get("iss", ""))
    code = given.get("code", "")
    if not code:
        raise ProviderFault("no_code")
    tokens = tokens_for(kept, provider, code, begun, back)
    claims = _checked(kept, _keys(fetched(kept, provider.keys)), tokens, begun)
    subject = subject_of_claims(_with_details(kept, provider, claims, tokens), kept.oidc_claim)
    if subject is None:
        raise ProviderFault("no_claim")
    return Vouched(subject, _proves_both(kept, claims), provider.leave)


def _check_sender(kept: Installation, provider: Provider, said: str) -> None:
    """The answer names its issuer, where the provider says that it does (RFC 9207)."""
    if said != kept.oidc_issuer and (said or provider.names_itself):
        raise ProviderFault("other_issuer")


def _keys(published: Mapping[str, Any]) -> KeySet:
    rows = published.get("keys")
    usable = [row for row in rows if _is_usable(row)] if isinstance(rows, list) else []
    try:
        return KeySet.import_key_set({"keys": usable})
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderFault("bad_keys") from error


def _is_usable(row: Any) -> bool:
    return isinstance(row, dict) and row.get("kty") in KEY_KINDS and row.get("use", "sig") == "sig"


def _checked(kept: Installation, keys: KeySet, tokens: Mapping[str, Any], begun: Begun) -> Mapping[str, Any]:
    """The claims of the ID token: signature, issuer, audience, nonce, times, at_hash."""
    text = tokens.get("id_token")
    if not isinstance(text, str):
        raise ProviderFault("no_id_token")
    wanted = {
        "iss": {"essential": True, "value": kept.oidc_issuer},
        "aud": {"essential": True, "value": kept.oidc_client},
    }
    asked = {"nonce": begun.nonce, "client_id": kept.oidc_client, "access_token": tokens.get("access_token")}
    try:
        found = jwt.decode(text, keys, algorithms=ALGORITHMS)
        claims = CodeIDToken(found.claims, found.header, options=wanted, params=asked)
        # The provider's clock is the real one, also where a demonstration has moved ours.
        claims.validate(now=int(time.time()), leeway=SKEW_SECONDS)
    except JoseError as error:
        raise ProviderFault(f"token_{error.error}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise ProviderFault("token_unreadable") from error
    if not isinstance(claims.get("sub"), str) or normal_subject(claims["sub"]) is None:
        raise ProviderFault("no_claim")
    return dict(claims)


def _with_details(
    kept: Installation, provider: Provider, claims: Mapping[str, Any], tokens: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The claims, completed by what the provider tells at its userinfo address when ours is not in the token."""
    token = tokens.get("access_token")
    if kept.oidc_claim in claims or not provider.userinfo or not isinstance(token, str):
        return claims
    more = fetched(kept, provider.userinfo, token)
    if more.get("sub") != claims["sub"]:
        raise ProviderFault("other_subject")
    return {**more, **claims}


def _proves_both(kept: Installation, claims: Mapping[str, Any]) -> bool:
    if kept.oidc_second_factor != "trusted":
        return False
    return proves_two_factors(claims, kept.oidc_acr) and is_fresh(claims, int(time.time()), kept.idle_minutes * 60)
