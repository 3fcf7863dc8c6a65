"""The one typed settings table of an installation: every ``LINLI_*`` name, its type, default and meaning."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, cast

Mode = Literal["demo", "production", "test"]


class SettingError(Exception):
    """One or more settings cannot be used; ``wrong`` lists a sentence for each."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__("; ".join(wrong))
        self.wrong = wrong


def _setting(default: Any, doc: str) -> Any:
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True)
class Installation:
    """What an operator may set. Values come from the environment, else from ``linli.env`` in the data folder."""

    mode: Mode = _setting("production", "demo | production | test. Demo and test switch extra guards on.")
    data: Path = _setting(Path("var"), "Folder that holds all state: database, files, keys, seals, exports.")
    database_url: str = _setting("", "postgresql://… ; empty means SQLite in the data folder.")
    county: str = _setting("329921", "Six-digit code of the county that this installation serves.")
    hosts: tuple[str, ...] = _setting(("localhost", "127.0.0.1"), "Host names that may be asked for, by comma.")
    bind: str = _setting("127.0.0.1", "Address that the web workers listen on.")
    port: int = _setting(8000, "Port that the web workers listen on.")
    workers: int = _setting(2, "Web worker processes.")
    threads: int = _setting(4, "Threads of one web worker.")
    backlog: int = _setting(128, "Requests that may wait in a web worker before new ones are answered 429.")
    https: bool = _setting(True, "Cookies only over https, and HSTS. Off only for a demo on localhost.")
    trusted_proxies: tuple[str, ...] = _setting((), "Addresses whose X-Forwarded-For is believed, by comma.")
    idle_minutes: int = _setting(30, "A session without use ends after this many minutes (R9.8).")
    idle_minutes_admin: int = _setting(15, "The same for administrators (R9.8).")
    one_session: bool = _setting(True, "A new log-in ends the account's older sessions (R9.8). Off in the demo.")
    requests_per_minute: int = _setting(600, "Requests a minute that one client address may send before 429.")
    file_quota_mb: int = _setting(0, "Megabytes that the file store may hold; 0 means as much as the disk has.")
    seal_minutes: int = _setting(10, "Minutes between two seals of the journal.")
    seal_folder: str = _setting("", "Folder of the seals outside the database; empty: seals in the data folder.")
    log_level: str = _setting("INFO", "DEBUG | INFO | WARNING | ERROR.")
    public_url: str = _setting("", "Address of the portal in messages (https://…); empty: this machine and port.")
    mail_host: str = _setting("", "Mail server (SMTP); empty means that no mail is sent.")
    mail_port: int = _setting(587, "Its port.")
    mail_security: str = _setting("starttls", "starttls | tls | none.")
    mail_user: str = _setting("", "Log-in at the mail server; empty means without.")
    mail_password: str = _setting("", "Its password.")
    mail_from: str = _setting("linli@localhost", "Sender of mails.")
    sms_url: str = _setting("", "Where the SMS provider takes a POST (https://…); empty means that none is sent.")
    sms_header: str = _setting("Authorization", "Header that carries the provider's token.")
    sms_token: str = _setting("", "The token.")
    send_seconds: int = _setting(10, "Seconds that a mail or SMS provider has to answer.")
    hook_seconds: int = _setting(15, "Seconds that the receiver of a webhook has to answer; at most 60.")
    hook_overlap_hours: int = _setting(24, "Hours for which the old secret of a webhook holds beside a new one.")
    handover_keys: tuple[str, ...] = _setting((), "Our keys for outside systems of the pack: name=key, by comma.")
    oidc_issuer: str = _setting("", "Outside log-in for staff (OpenID Connect): its issuer (https://…); empty: none.")
    oidc_client: str = _setting("", "Our client id there.")
    oidc_secret: str = _setting("", "Our client secret there; empty, with no file either: a public client.")
    oidc_secret_file: str = _setting("", "A file that holds the client secret instead.")
    oidc_name: str = _setting("", "What staff call it, on the button; empty: the issuer's host name.")
    oidc_claim: str = _setting("sub", "The claim that names an account there. Any but sub must never be given twice.")
    oidc_scopes: tuple[str, ...] = _setting(("openid",), "Scopes that are asked for, by comma.")
    oidc_second_factor: str = _setting(
        "ours", "ours | trusted: ours asks our six digits; trusted takes its proof (R9.8)."
    )
    oidc_acr: tuple[str, ...] = _setting((), "Values of acr that mean two factors when trusted, by comma.")
    oidc_private: bool = _setting(False, "The provider may stand in the house's own network.")
    oidc_seconds: int = _setting(5, "Seconds that the provider has for each answer.")
    cipher: str = _setting("aes-256-gcm", "aes-256-gcm | sm4-gcm: suite for new encrypted values.")

    @property
    def guarded(self) -> bool:
        """Whether the development guards (write guard, rendering guard, strict variables) are on."""
        return self.mode in ("demo", "test")

    def folder(self, name: str) -> Path:
        """A named folder inside the data folder (not created here)."""
        return self.data / name


def env_name(name: str) -> str:
    """``idle_minutes`` -> ``LINLI_IDLE_MINUTES``."""
    return f"LINLI_{name.upper()}"


def _as_bool(text: str) -> bool:
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off"):
        return False
    raise ValueError("use true or false")


def _as_tuple(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_READERS: dict[type, Callable[[str], Any]] = {
    bool: _as_bool,
    int: int,
    tuple: _as_tuple,
    Path: Path,
    str: str,
}
_CHOICES = {
    "mode": ("demo", "production", "test"),
    "mail_security": ("starttls", "tls", "none"),
    "cipher": ("aes-256-gcm", "sm4-gcm"),
    "oidc_second_factor": ("ours", "trusted"),
    "log_level": ("DEBUG", "INFO", "WARNING", "ERROR"),
}


def _default(item: Field[Any]) -> Any:
    assert item.default is not MISSING
    return item.default


def _read(item: Field[Any], text: str) -> Any:
    default = _default(item)
    kind = Path if isinstance(default, Path) else type(default)
    value = _READERS[kind](text)
    allowed = _CHOICES.get(item.name)
    if allowed and value not in allowed:
        raise ValueError(f"use one of {', '.join(allowed)}")
    return value


def load(environ: Mapping[str, str]) -> Installation:
    """Read the table from ``environ``; raise SettingError naming every value that cannot be used."""
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for item in fields(Installation):
        text = environ.get(env_name(item.name))
        if text is None:
            continue
        try:
            values[item.name] = _read(item, text)
        except ValueError as error:
            wrong.append(f"{env_name(item.name)}={text!r}: {error}")
    if wrong:
        raise SettingError(wrong)
    if values.get("mode") in ("demo", "test"):
        values.setdefault("one_session", False)
        values.setdefault("https", False)
    return Installation(**values)


def read_env_file(path: Path) -> dict[str, str]:
    """Read ``NAME=value`` lines; blank lines and lines starting with # are passed over."""
    if not path.is_file():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def rows() -> list[tuple[str, str, str]]:
    """(name, default, meaning) of every setting, for the reference page."""
    return [(env_name(f.name), _show(_default(f)), cast(str, f.metadata["doc"])) for f in fields(Installation)]


def _show(default: Any) -> str:
    if isinstance(default, tuple):
        return ",".join(default)
    return str(default)
