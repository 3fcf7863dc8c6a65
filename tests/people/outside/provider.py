"""An OpenID Connect provider on the loopback: Authlib's server side, real sockets, real RSA keys, and bad habits.

It insists on the client's secret, on PKCE with S256 and on the exact address to come back to; each code is good once.
"""

import hmac
import json
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from authlib.integrations.django_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET, BACK = "linli", "s3cret-of-the-county", "/login/outside/back/"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
Claims = dict[str, Any]


@dataclass
class House:
    """What the provider knows and how it behaves.

    ``sub`` is who is logged in there (empty: refuses); ``claims`` go into the ID token, ``details`` only to the
    userinfo address; ``spoil`` changes the claims, ``sign`` signs them; ``said`` overrides its description;
    ``habit`` is what the token address does.
    """

    port: int = 0
    sub: str = "u-7f3a91"
    claims: Claims = field(default_factory=dict)
    details: Claims = field(default_factory=dict)
    said: Claims = field(default_factory=dict)
    spoil: Callable[[Claims], object] = lambda claims: None
    sign: Callable[[Claims], str] | None = None
    habit: str = "honest"
    codes: dict[str, "Code"] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        """Its name, which is its address."""
        return f"http://127.0.0.1:{self.port}"

    def visit(self, address: str) -> str:
        """What a browser does there: where it is sent next."""
        parts = urlsplit(address)
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request("GET", f"{parts.path}?{parts.query}")
        answer = line.getresponse()
        assert answer.status == 302, answer.read()
        return str(answer.headers["Location"])


def signed_with(key: Any, alg: str) -> Callable[[Claims], str]:
    """A way to sign that is not the provider's."""
    return lambda claims: jwt.encode({"alg": alg, "kid": "one"}, claims, key, [alg])


def unsigned(claims: Claims) -> str:
    """As if a signature were a matter of taste."""
    parts = (json.dumps({"alg": "none"}), json.dumps(claims))
    return ".".join(urlsafe_b64encode(part.encode()).rstrip(b"=").decode() for part in parts) + "."


def by_shared_secret(claims: Claims) -> str:
    """Signed with what both know, as if that were the provider's key."""
    return signed_with(OctKey.import_key(SECRET), "HS256")(claims)


def by_public_key(claims: Claims) -> str:
    """Signed with the public key taken for a shared secret: everybody knows it."""
    parts = (json.dumps({"alg": "HS256", "kid": "one"}), json.dumps(claims))
    text = b".".join(urlsafe_b64encode(part.encode()).rstrip(b"=") for part in parts)
    signature = hmac.digest(KEY.as_pem(private=False), text, "sha256")
    return f"{text.decode()}.{urlsafe_b64encode(signature).rstrip(b'=').decode()}"


class Client(ClientMixin):  # type: ignore[misc]  # the library is untyped
    """Linli, as the provider knows it."""

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return ""

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return urlsplit(redirect_uri).path == BACK

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in ("client_secret_basic", "client_secret_post")

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):  # type: ignore[misc]  # the library is untyped
    """A code that was given out."""

    code: str
    sub: str
    back: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.back

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class Grant(AuthorizationCodeGrant):  # type: ignore[misc]  # the library is untyped
    """Codes, kept in memory."""

    def save_authorization_code(self, code: str, request: Any) -> None:
        asked = request.payload.data
        self.server.house.codes[code] = Code(
            code, request.user, asked["redirect_uri"], asked["scope"], asked.get("nonce", ""),
            asked.get("code_challenge", ""), asked.get("code_challenge_method", ""),
        )  # fmt: skip

    def query_authorization_code(self, code: str, client: Any) -> Code | None:
        found: Code | None = self.server.house.codes.get(code)
        return found

    def delete_authorization_code(self, authorization_code: Code) -> None:
        del self.server.house.codes[authorization_code.code]

    def authenticate_user(self, authorization_code: Code) -> str:
        return authorization_code.sub


class Tokens(OpenIDCode):  # type: ignore[misc]  # the library is untyped
    """ID tokens, spoiled on demand."""

    def __init__(self, house: House) -> None:
        super().__init__(require_nonce=True)
        self.house = house

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        return any(code.nonce == nonce for code in self.house.codes.values())

    def resolve_client_private_key(self, client: Any) -> Any:
        return KEY

    def get_client_claims(self, client: Any) -> Claims:
        return {"iss": self.house.issuer, "aud": [CLIENT]}

    def get_encode_header(self, client: Any) -> Claims:
        return {"alg": "RS256", "kid": "one"}

    def generate_user_info(self, user: str, scope: str) -> Claims:
        return {"sub": user, **self.house.claims}

    def encode_id_token(self, token: Any, request: Any) -> str:
        claims = dict(jwt.decode(super().encode_id_token(token, request), KEY).claims)
        self.house.spoil(claims)
        return (self.house.sign or signed_with(KEY, "RS256"))(claims)


class Server(AuthorizationServer):  # type: ignore[misc]  # the library is untyped
    """The protocol, by Authlib."""

    def __init__(self, house: House) -> None:
        super().__init__(None, None)
        self.house = house
        self.register_grant(Grant, [CodeChallenge(required=True), Tokens(house)])

    def query_client(self, client_id: str) -> Client | None:
        return Client() if client_id == CLIENT else None

    def save_token(self, token: Any, request: Any) -> None:
        """The token is not used again, but for the userinfo address, which looks at its shape only."""


def _description(house: House) -> Claims:
    return {
        "issuer": house.issuer, "authorization_endpoint": f"{house.issuer}/authorize",
        "token_endpoint": f"{house.issuer}/token", "jwks_uri": f"{house.issuer}/keys",
        "userinfo_endpoint": f"{house.issuer}/who", "end_session_endpoint": f"{house.issuer}/leave", **house.said,
    }  # fmt: skip


def _authorize(house: House, server: Server, request: HttpRequest) -> Any:
    house.asked.append(request.GET.dict())
    grant = server.get_consent_grant(request, end_user=house.sub or None)
    return server.create_authorization_response(request, grant_user=house.sub or None, grant=grant)


def _token(house: House, server: Server, request: HttpRequest) -> Any:
    if house.habit == "broken":
        return HttpResponse("<html>busy</html>", status=502)
    if house.habit == "slow":
        time.sleep(3)
    if house.habit == "no_id_token":
        return JsonResponse({"access_token": secrets.token_hex(8), "token_type": "Bearer"})
    return server.create_token_response(request)


def _answer(house: House, server: Server, request: HttpRequest) -> Any:
    if request.path == "/.well-known/openid-configuration":
        return JsonResponse(_description(house))
    if request.path == "/keys":
        return JsonResponse({"keys": [KEY.as_dict(private=False)]})
    if request.path == "/who":
        known = request.headers.get("Authorization", "").startswith("Bearer ")
        return JsonResponse({"sub": house.sub, **house.details}, status=200 if known else 401)
    if request.path == "/leave":
        return HttpResponse("<!doctype html><html lang=en><title>Left</title><h1>You left</h1></html>")
    return (_authorize if request.path == "/authorize" else _token)(house, server, request)


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


class _Threads(ThreadingMixIn, WSGIServer):
    """A browser keeps connections open that it may never use; nobody else waits for it."""

    daemon_threads = True


@contextmanager
def provider(port: int = 0) -> Iterator[House]:
    """A provider on a free port."""
    house = House()
    server = Server(house)

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        # The library serves encrypted connections only; here the encryption would end in front of it.
        answer = _answer(house, server, WSGIRequest({**environ, "wsgi.url_scheme": "https"}))
        start(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
        return [answer.content]

    with make_server("127.0.0.1", port, application, server_class=_Threads, handler_class=_Quiet) as made:
        house.port = made.server_port
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield house
        finally:
            made.shutdown()
            thread.join()
