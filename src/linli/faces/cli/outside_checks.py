"""What can be wrong with the outside log-in: its settings, its secret, and whether the provider answers."""

from collections.abc import Iterator

from django.conf import settings

from linli.faces.cli.faults import Fault
from linli.people.bridge.provider import ProviderFault, client_secret, discover, is_safe, provider_name

REMEDIES = {
    "time_out": "Is it reachable from here? LINLI_OIDC_SECONDS is how long it has.",
    "no_connection": "Is it running and reachable from here? Check LINLI_OIDC_ISSUER.",
    "tls": "Its certificate is not trusted here. Set SSL_CERT_FILE to a file with its authority.",
    "private_address": "It stands in a private network: set LINLI_OIDC_PRIVATE=true if that is right.",
    "not_encrypted": "Every address that it names must begin with https://.",
    "bad_address": "Correct LINLI_OIDC_ISSUER.",
    "other_issuer": "It calls itself otherwise: LINLI_OIDC_ISSUER must be its issuer to the letter.",
}
OTHERWISE = "Look at <issuer>/.well-known/openid-configuration with its operator."


def outside_settings() -> Iterator[Fault]:
    """Settings that cannot work; they keep ``linli run`` from starting."""
    kept = settings.LINLI
    if not kept.oidc_issuer:
        return
    if not is_safe(kept, kept.oidc_issuer):
        yield Fault("LINLI_OIDC_ISSUER is no https address.", "Use the provider's https:// issuer.")
    if not kept.oidc_client:
        yield Fault("LINLI_OIDC_CLIENT is missing.", "Enter the client id that the provider gave you.")
    if "openid" not in kept.oidc_scopes:
        yield Fault("LINLI_OIDC_SCOPES lacks openid.", "Add it: without it the provider vouches for nobody.")
    try:
        client_secret(kept)
    except ProviderFault:
        yield Fault("LINLI_OIDC_SECRET_FILE cannot be read.", "Correct the path, or let this user read it.")


def outside_answers() -> Iterator[Fault]:
    """Whether the provider answers and can do what we need. Linli runs without it: people have passwords."""
    kept = settings.LINLI
    if not kept.oidc_issuer or any(outside_settings()):
        return
    try:
        discover(kept)
    except ProviderFault as fault:
        what = f"The outside log-in ({provider_name(kept)}) cannot be used: {fault.reason}."
        yield Fault(what, REMEDIES.get(fault.reason, OTHERWISE), blocks=False)
