"""Reading a policy paper from its text: mend, take apart, find tasks and targets. Pure: text in, findings out."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from linli.documents.rules.policies.assignments import AssignmentReader
from linli.documents.rules.policies.breaks import Line, joins, lines_of, splits
from linli.documents.rules.policies.citations import mentions
from linli.documents.rules.policies.dates import only_due
from linli.documents.rules.policies.glued import GluedRow, glued_rows, number_edits
from linli.documents.rules.policies.heading import Head, head_of, repeated, residue_lines
from linli.documents.rules.policies.ledger import Edit, Mended, edited, untouched
from linli.documents.rules.policies.lexicon import Lexicon
from linli.documents.rules.policies.lost import UNKNOWN, noise, shifted
from linli.documents.rules.policies.paper import Paper
from linli.documents.rules.policies.pinyin import readings
from linli.documents.rules.policies.roles import first_leads
from linli.documents.rules.policies.rows import Table, TableFinder
from linli.documents.rules.policies.structure import Clause, clauses_of
from linli.documents.rules.policies.surface import blanks, folded, residue, scripts, widths
from linli.documents.rules.policies.tables_of_targets import targets_of_table
from linli.documents.rules.policies.targets import Target, TargetFinder
from linli.documents.rules.policies.tasks import Task, TaskFinder
from linli.documents.rules.policies.units import UnitReader

Finding = TypeVar("Finding", Task, Target)
_MOST_LOST: Final = 0.2
_FEW: Final = 20
_AREA: Final = re.compile(
    r"(?:(?!中共|人民|委员会|城市|社区|小区|城乡|乡镇|城镇|关于|年)[\u3400-\u9fff]){2,6}?(?:省|自治区|自治州|自治县|地区|市|州|盟|县|区|旗|镇|乡|街道)(?!建设|治理)"
)


def mend(text: str, lexicon: Lexicon) -> Mended:
    """The text with its damage undone as far as it can be known, and the ledger of what was done."""
    passes: Sequence[Callable[[str], list[Edit]]] = (
        residue,
        joins,
        lambda text: shifted(text, lexicon.listed("compound.lost")),
        readings,
        noise,
        scripts,
        widths,
        blanks,
        lambda text: residue_lines(text, lexicon.listed("residue.line")),
        repeated,
        splits,
    )
    mended = untouched(text)
    for each in passes:
        mended = edited(mended, each(mended.text))
    return mended


def is_destroyed(mended: Mended) -> bool:
    """Whether so much was lost that reading it would be guessing: a fifth of the signs, or no words left."""
    words = sum(char.isalnum() for char in mended.text)
    lost = sum(repair.end - repair.start for repair in mended.repairs if repair.now == UNKNOWN)
    return words < _FEW or lost > _MOST_LOST * (words + lost)


def read_paper(text: str, lexicon: Lexicon, reader: UnitReader) -> Paper:
    """Everything found in a text. Raises nothing: what cannot be told is marked."""
    mended = mend(text, lexicon)
    runs = glued_rows(folded(mended.text), lines_of(mended.text), reader)
    if edits := number_edits(folded(mended.text), runs):
        mended = edited(mended, edits)
    return _Reading(text, mended, lexicon, reader).paper()


class _Reading:
    """One mended text on its way to findings."""

    def __init__(self, original: str, mended: Mended, lexicon: Lexicon, reader: UnitReader) -> None:
        self.mended = mended
        self.lexicon = lexicon
        self.reader = reader
        self.plain = folded(mended.text)
        self.head = _head(original, mended)
        self.leads = first_leads(self.plain)
        self.finder = TableFinder(lexicon, reader, self.head.issued)
        self.lines = lines_of(mended.text)
        self.tables = self.finder.tables(self.plain, self.lines)
        self.runs = glued_rows(self.plain, self._free_lines(), reader)
        self.clauses = clauses_of(self.plain, self._clause_lines())

    def paper(self) -> Paper:
        """The findings in the order of the text."""
        tasks = [self._placed(task) for task in self._tasks()]
        targets = [self._placed(_due_with(target, tasks)) for target in self._targets()]
        return Paper(
            self.mended, self.plain, self.head, tuple(self.clauses), tuple(tasks), tuple(targets),
            tuple(mentions(self.plain)), tuple(self._doubts(tasks)),
        )  # fmt: skip

    def _placed(self, finding: Finding) -> Finding:
        """A finding from a table with the clause (an annex, a part) that the table stands in."""
        if finding.clause:
            return finding
        place = bisect_right([clause.start for clause in self.clauses], finding.start)
        return replace(finding, clause=self.clauses[place - 1].path) if place else finding

    def _free_lines(self) -> list[Line]:
        taken = {number for table in self.tables for number in table.lines}
        return [line for number, line in enumerate(self.lines) if number not in taken]

    def _clause_lines(self) -> list[Line]:
        """Lines outside tables, each table's place kept as the end of the clause before it."""
        spans = [(row.start, row.end) for run in self.runs for row in run]
        return [line for line in self._free_lines() if not any(start <= line.start < end for start, end in spans)]

    def _tasks(self) -> list[Task]:
        found = TaskFinder(self.plain, self.reader, self.finder, self.head.issued, leads=self.leads)
        tasks: list[Task] = []
        for table in self.tables:
            if table.is_tasks:
                tasks.extend(found.of_table(table, len(tasks)))
        for run in self.runs:
            tasks.extend(found.of_rows(run, self._heads_above(run)))
        assignments = AssignmentReader(self.lexicon, self.reader, self.head.issued, leads=self.leads)
        tasks.extend(found.of_clauses(self._own_clauses(), assignments, len(tasks)))
        return tasks

    def _heads_above(self, run: Sequence[GluedRow]) -> list[str]:
        """The unit columns of a head that stands right above flattened rows."""
        above = [table for table in self.tables if table.form == "glued" and table.start < run[0].start]
        roles = above[-1].roles if above else ()
        return [role for role in roles if role in ("lead", "helping", "responsible")]

    def _own_clauses(self) -> list[Clause]:
        """Clauses cut where a table begins, since its words are no clause's; the text before the first one too."""
        blocks = sorted(self._blocks())
        own = []
        for clause in self._with_preamble():
            end = next((start for start, _ in blocks if clause.start < start < clause.end), clause.end)
            own.append(_cut(clause, end))
        return own

    def _blocks(self) -> list[tuple[int, int]]:
        tables = [(self.lines[min(table.lines)].start, self.lines[max(table.lines)].end) for table in self.tables]
        return tables + [(row.start, row.end) for run in self.runs for row in run]

    def _with_preamble(self) -> list[Clause]:
        first = self.clauses[0].start if self.clauses else len(self.plain)
        if not self.plain[:first].strip():
            return list(self.clauses)
        return [Clause(1, "preamble", "", "", "", 0, first, 0.5), *self.clauses]

    def _targets(self) -> list[Target]:
        finder = TargetFinder(self.plain, self.lexicon, self.head.issued, _place(self.head))
        targets = list(finder.of_clauses(self._own_clauses()))
        for table in self.tables:
            if table.is_targets:
                targets.extend(targets_of_table(table, self.head.issued, _place(self.head)))
            else:
                targets.extend(self._in_table(finder, table))
        for run in self.runs:
            targets.extend(target for row in run for target in finder.of_row(row.words, row.tail))
        return sorted(targets, key=lambda target: target.start)

    def _in_table(self, finder: TargetFinder, table: Table) -> Iterator[Target]:
        """Figures in the task cells of a table, due when the task is."""
        for row in table.rows:
            due = next(filter(None, (only_due(cell.text, self.head.issued) for cell in row[1:])), None)
            for cell in row:
                if self.finder.kind(cell.text) == "words":
                    yield from finder.of_row(cell.start, cell.end, due)

    def _doubts(self, tasks: Sequence[Task]) -> list[str]:
        doubts = ["lost"] if UNKNOWN in self.mended.text else []
        doubts += ["numbering"] if any("numbering" in clause.notes for clause in self.clauses) else []
        doubts += ["units"] if any(not task.parties for task in tasks) else []
        return doubts


def _head(original: str, mended: Mended) -> Head:
    """The head; a date that only the web page printed counts when the paper prints none."""
    head = head_of(mended.text)
    if head.issued is not None:
        return head
    around: date | None = head_of(original).issued
    return Head(head.title, head.issuer, head.number, around)


def _place(head: Head) -> str:
    """The area that a paper without another scope speaks of: that of its issuer."""
    if named := [*_AREA.finditer(head.issuer)]:
        return named[-1][0]
    titled = _AREA.search(head.title.replace("关于印发", "").lstrip("《"))
    return titled[0] if titled else ""


def _due_with(target: Target, tasks: Sequence[Task]) -> Target:
    """A figure without a date of its own is due with the task whose words it stands in."""
    if re.match(r"\d{4}", target.deadline) or target.kind not in ("target", "standard"):
        return target
    around = [task for task in tasks if task.start <= target.start and target.end <= task.end]
    dated = [task for task in around if task.deadline_kind in ("day", "range")]
    return replace(target, deadline=dated[0].deadline, kind="target") if dated else target


def _cut(clause: Clause, end: int) -> Clause:
    if end == clause.end:
        return clause
    return Clause(
        clause.level,
        clause.kind,
        clause.number,
        clause.title,
        clause.path,
        clause.start,
        end,
        clause.sure,
        clause.notes,
    )
