"""A fault of an installation, as the checks find it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Something wrong and its remedy; ``blocks`` keeps ``linli run`` from starting."""

    what: str
    do: str
    blocks: bool = True
