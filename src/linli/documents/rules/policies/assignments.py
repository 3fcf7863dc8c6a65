"""Who does what, as sentences say it: (责任单位：…), (县民政局牵头，县财政局配合), 等按职责分工负责."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from linli.documents.rules.policies.dates import only_due
from linli.documents.rules.policies.lexicon import Lexicon
from linli.documents.rules.policies.roles import Parties, one_column
from linli.documents.rules.policies.units import UnitReader

_VERBS: Final = re.compile(
    r"(?P<share>(?:等)?(?:根据|按照|依据|按|依)(?:各自)?(?:的)?职(?:责|能)(?:分工|任务)?)?(?:,)?(?:(?P<lead>(?:总)?(?:牵头|主办|主抓)(?:负责|组织实施|组织|落实|实施|抓总|,)?)"
    r"|(?P<helping>(?:积极|共同|分别|密切)?(?:配合|协助|参与|协办|参加|协同)(?:落实|实施|做好|单位)?)"
    r"|(?P<responsible>(?:具体|分别|分工|共同|组织|分头|各自)?(?:负责|落实|实施|承办|执行|组织实施)(?:落实|实施|推进|组织实施)?))"
)
_BY: Final = re.compile(r"由[^。;,]{2,40}?(?:牵头|主办)[^。;]{0,80}")
#: What a unit costs at most when the lexicon knows it (see ``units``).
_PLAIN: Final = 1.7
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*)[)\]]")


@dataclass(frozen=True)
class Allotment:
    """A statement of parties at [start, end), with its deadline as printed if it gives one."""

    start: int
    end: int
    parties: Parties
    due: str


class AssignmentReader:
    """Reads statements of parties with one lexicon; ``leads``: the paper says once that the first named leads."""

    def __init__(self, lexicon: Lexicon, reader: UnitReader, issued: date | None, *, leads: bool) -> None:
        self.reader = reader
        self.issued = issued
        self.leads = leads
        words = [
            word
            for role in ("lead", "helping", "responsible", "deadline")
            for word in lexicon.listed(f"head.{role}")
            if len(word) >= 3
        ]
        named = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
        self._label = re.compile(rf"({named})(?:及分工|和分工|分工)?(?:为)?\s*:\s*")
        self._role = lexicon.role

    def statements(self, plain: str, start: int, end: int) -> list[Allotment]:
        """The statements between two places: in brackets, or as labels at the end of a paragraph."""
        found = list(self._bracketed(plain, start, end))
        taken = [(each.start, each.end) for each in found]
        for each in self._labelled(plain, start, end):
            if not any(each.start < last and first < each.end for first, last in taken):
                found.append(each)
        return sorted(found or self._inline(plain, start, end), key=lambda each: each.start)

    def _inline(self, plain: str, start: int, end: int) -> Iterator[Allotment]:
        """由县民政局牵头,县财政局配合 in the midst of a sentence, when the clause names its units nowhere else."""
        for found in _BY.finditer(plain, start, end):
            words = found[0]
            while words and not (read := self._read(words))[0]:
                words = words.rpartition(",")[0]
            if words and read[0].lead:
                yield Allotment(found.start(), found.start() + len(words), read[0], read[1])

    def _bracketed(self, plain: str, start: int, end: int) -> Iterator[Allotment]:
        for bracket in _BRACKET.finditer(plain, start, end):
            parties, due = self._read(bracket[1])
            if not parties and _ends_sentence(plain, bracket.start(), bracket.end()):
                parties, due = self._bare(bracket[1]), ""
            if parties:
                yield Allotment(bracket.start(), bracket.end(), parties, due)

    def _bare(self, text: str) -> Parties:
        """A list of units alone in brackets behind a sentence: they are responsible; behind 会同 stand the helpers."""
        first, together, others = text.strip().partition("会同")
        read, helping = self.reader.read(first), self.reader.read(others) if together else None
        if read is None or (together and helping is None) or read.cost > _PLAIN * len(read.units):
            return Parties()
        parties = Parties(sure=0.8)
        if helping is None:
            return one_column(read, leads=self.leads)
        parties.take("lead", read)
        parties.take("helping", helping)
        return parties

    def _labelled(self, plain: str, start: int, end: int) -> Iterator[Allotment]:
        place = start
        while (label := self._label.search(plain, place, end)) is not None:
            stop = self._paragraph_end(plain, label.start(), end)
            parties, due = self._read(plain[label.start() : stop])
            place = max(stop, label.end())
            if parties:
                yield Allotment(label.start(), stop, parties, due)

    def _paragraph_end(self, plain: str, start: int, end: int) -> int:
        """Labels may follow each other in lines of their own."""
        stop = start
        while True:
            line_end = plain.find("\n", stop, end)
            stop = end if line_end < 0 else line_end
            following = re.compile(r"\s*").match(plain, stop, end)
            if following is None or stop == end or not self._label.match(plain, following.end(), end):
                return stop
            stop = following.end()

    def parties_of(self, text: str) -> tuple[Parties, str]:
        """The parties and the deadline that a text states with labels or verbs; no parties when it does not."""
        return self._read(text)

    def _read(self, text: str) -> tuple[Parties, str]:
        text = text.strip()
        if len(text) < 3 or len(text) > 500:
            return Parties(), ""
        return self._by_labels(text) if self._label.search(text) else self._by_verbs(text)

    def _by_labels(self, text: str) -> tuple[Parties, str]:
        labels = list(self._label.finditer(text))
        parties, due = Parties(), ""
        for label, following in zip(labels, [*labels[1:], None], strict=True):
            value = text[label.end() : following.start() if following else len(text)].strip(" ,;。\n\t\u3000")
            role = self._role(label[1])
            if role == "deadline":
                due = value
            else:
                self._take(
                    parties, role, value, is_only=len([one for one in labels if self._role(one[1]) != "deadline"]) == 1
                )
        return parties, due

    def _take(self, parties: Parties, role: str, value: str, *, is_only: bool) -> None:
        value = re.split(r"[。]|(?:,|;)?(?:列|排)(?:在)?(?:第一|首)位", value)[0].strip(" ,;")
        by_verbs, _ = self._by_verbs(value)
        if by_verbs and by_verbs.lead:
            _merge(parties, by_verbs)
            return
        value = re.sub(r"(?:等)?(?:按|根据|按照)职责(?:分工)?(?:负责)?$", "等" if "等按" in value else "", value)
        read = self.reader.read(value)
        if read is None:
            return
        if role == "responsible" and is_only:
            _merge(parties, one_column(read, leads=self.leads))
        else:
            parties.take(role, read)

    def _by_verbs(self, text: str) -> tuple[Parties, str]:
        """县民政局牵头,县财政局配合: the units before each verb. All of the text must read so."""
        parties, due, place = Parties(), "", 0
        for verb in _VERBS.finditer(text):
            units, printed = self._without_due(text[place : verb.start()])
            read = self.reader.read(units + ("等" if (verb["share"] or "").startswith("等") else "")) if units else None
            if read is None:
                return Parties(), ""
            due = printed or due
            role = next(role for role in ("lead", "helping", "responsible") if verb[role])
            if role == "responsible" and not parties and self.leads:
                _merge(parties, one_column(read, leads=True))
            else:
                parties.take(role, read)
            place = verb.end()
        rest = text[place:].strip(" ,;。")
        if rest and not self._is_due(rest):
            return (Parties(), "") if not rest.startswith(("下同", "列第一", "排第一")) else (parties, due)
        return parties, rest or due

    def _without_due(self, text: str) -> tuple[str, str]:
        """由县民政局, or 2025年底前,县民政局: the units, and the date if one stands before them."""
        plain = text.strip(" ,;、。\n").removeprefix("由")
        first, comma, rest = plain.partition(",")
        if comma and self._is_due(first):
            return rest.strip().removeprefix("由"), first
        return plain, ""

    def _is_due(self, text: str) -> bool:
        return only_due(text, self.issued) is not None


def _ends_sentence(plain: str, start: int, end: int) -> bool:
    """Whether a bracket stands behind a sentence or at the end of a line: 社区(村) is within one."""
    return plain[start - 1 : start] in ("。", ";", "!") or (plain[end : end + 1] in ("\n", "") and end - start > 6)


def _merge(parties: Parties, other: Parties) -> None:
    parties.lead.extend(other.lead)
    parties.helping.extend(other.helping)
    parties.responsible.extend(other.responsible)
    parties.is_open = parties.is_open or other.is_open
    parties.sure = min(parties.sure, other.sure)
