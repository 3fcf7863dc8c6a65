"""What someone means who searches for a person: a number, letters of pinyin, or characters of a name."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from linli.kernel.codes import check_identity, check_phone
from linli.kernel.crypto.lookup import lookup_key
from linli.kernel.text import fold, search_key
from linli.people.rules.contacts import normal_mail

# A search asks whether a number is known, not whether it could have been given out by now.
LATEST = date.max
LETTERS = 40


@dataclass(frozen=True)
class Wanted:
    """Exactly one of the three ways: digests of exact values, letters, tokens."""

    identity_keys: tuple[bytes, ...] = ()
    contact_keys: tuple[bytes, ...] = ()
    letters: str = ""
    tokens: tuple[str, ...] = ()


def identity_key(normal: str) -> bytes:
    """The digest of an identity number in its normal form."""
    return lookup_key("identity", normal)


def contact_key(kind: str, normal: str) -> bytes:
    """The digest of a phone number or mail address in its normal form."""
    return lookup_key(kind, normal)


def read_search(text: str) -> Wanted:
    """Read a search: a whole valid number is looked up exactly, and never by parts (R9.10)."""
    numbers = _exact(text)
    if numbers is not None:
        return numbers
    plain = fold(text).replace(" ", "")
    if plain.isascii() and plain.isalpha():
        return Wanted(letters=plain[:LETTERS])
    return Wanted(tokens=name_query(text))


def _exact(text: str) -> Wanted | None:
    identity, phone, mail = check_identity(text, LATEST), check_phone(text), normal_mail(text)
    numbers = (identity_key(identity.normal),) if identity.ok else ()
    contacts = [contact_key("phone", phone.normal)] if phone.ok else []
    if mail is not None:
        contacts.append(contact_key("mail", mail))
    return Wanted(numbers, tuple(contacts)) if numbers or contacts else None


def name_query(text: str) -> tuple[str, ...]:
    """The tokens that a name must have: its pairs of neighbours, or the only character."""
    key = search_key(text)
    return tuple(dict.fromkeys(a + b for a, b in pairwise(key))) or ((key,) if key else ())
