"""Readings in brackets that copying put behind characters: which of them go."""

import re
from typing import Final

from linli.documents.rules.policies.ledger import Edit

_LETTERS: Final = "a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿɡ"
# The space inside belongs to the damage: 社會(huì )治理. Damage at a lost byte may have eaten the opening bracket.
_READING: Final = re.compile(rf"(?<=[\u3400-\u9fff□)）])[(（][ \u3000]*([{_LETTERS}]{{1,6}})[ \u3000]*[)）]")
_TONED: Final = re.compile(r"[^a-zɡü]")
# One syllable without a tone mark is a reading only in a text that is full of readings.
_BARE: Final = re.compile(r"[bpmfdtnlgkhjqxzcsryw]{0,2}[aeiouü]{1,3}(?:ng?|r)?")
_MANY: Final = 8


def readings(text: str) -> list[Edit]:
    """The bracketed readings of a text. Letters without a tone mark may be meant (an item (a)) and stay.

    In a text with many readings a whole syllable of two or more letters goes too, a little less surely.
    """
    found = list(_READING.finditer(text))
    toned = sum(bool(_TONED.search(each[1])) for each in found)
    return [
        Edit(each.start(), each.end(), "", "reading", 1.0 if _TONED.search(each[1]) else 0.9)
        for each in found
        if _TONED.search(each[1]) or (toned >= _MANY and len(each[1]) > 1 and _BARE.fullmatch(each[1]))
    ]
