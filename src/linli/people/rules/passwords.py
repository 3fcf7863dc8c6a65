"""What a password must be (R9.8): at least 8 characters of at least three of four classes, not the login name."""

import string

LEAST = 8
MOST = 128
CLASSES = 3


def faults_of(password: str, login_name: str) -> list[str]:
    """What is wrong with a password, as keys: too_short, too_long, too_plain, is_name. Empty when it will do."""
    faults = []
    if len(password) < LEAST:
        faults.append("too_short")
    if len(password) > MOST:
        faults.append("too_long")
    if _classes(password) < CLASSES:
        faults.append("too_plain")
    if login_name and login_name.lower() in password.lower():
        faults.append("is_name")
    return faults


def _classes(password: str) -> int:
    kinds = (str.islower, str.isupper, str.isdigit, lambda c: c in string.punctuation or ord(c) > 127)
    return sum(any(kind(char) for char in password) for kind in kinds)
