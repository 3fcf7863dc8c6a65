"""What a case is about: text, answers to the form, place, parties, shares, files, parts."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from linli.cases.queries.case_detail import CaseDetail, FileRow, PartyRow, ShareRow
from linli.faces.desk.cases.answers import answers_of
from linli.faces.desk.cases.looks import (
    CHANNELS,
    FILE_KINDS,
    NATURES,
    PARTY_ROLES,
    SHARE_ROLES,
    SHARE_STATES,
    address_of,
    due_badge,
    kind_words,
    mapped,
    state_badge,
)
from linli.kernel.actor import Actor
from linli.ui.parts import (
    Action,
    Cell,
    Choice,
    DateCell,
    EmptyState,
    Fact,
    Facts,
    LinkCell,
    LinkList,
    ListItem,
    Part,
    PersonBadge,
    PersonCell,
    Photo,
    Photos,
    Reveal,
    Section,
    Table,
    TableColumn,
    TableRow,
    Text,
    TextCell,
)
from linli.ui.web.wording import label_of

Shown = Mapping[UUID, Mapping[str, str]]


def head_facts(case: CaseDetail) -> tuple[Fact, ...]:
    """The facts on top."""
    row = case.row
    found: list[Fact] = [
        Fact(gettext("Matter"), kind_words(row)),
        Fact(gettext("Place"), TextCell(case.place_name or row.area_name, row.area_name if case.place_name else "")),
        Fact(gettext("Received"), TextCell(_moment(row.received_at), mapped(CHANNELS, case.channel))),
        Fact(gettext("First asked"), row.receiver_name or "–"),
        Fact(gettext("Leads"), row.lead_name or gettext("nobody yet")),
    ]
    counted = (("trips", gettext("Visits")), ("returned", gettext("Sent back")), ("rework", gettext("Done again")),
               ("reopened", gettext("Opened again")), ("notices", gettext("Notices of missing papers")))  # fmt: skip
    found += [Fact(words, str(case.counters[key])) for key, words in counted if case.counters[key] or key == "trips"]
    if row.supporters:
        found.append(Fact(gettext("Joined by"), str(row.supporters)))
    if row.rating:
        found.append(Fact(gettext("Rating"), "★" * row.rating + "☆" * (5 - row.rating)))
    for other, words in ((case.parent, gettext("Part of")), (case.merged_into, gettext("Merged into"))):
        if other:
            found.append(Fact(words, LinkCell(gettext("Open that case"), address_of(other))))
    return tuple(found)


def _moment(moment: datetime) -> str:
    return DateCell(moment, with_year=True).words


def words_section(case: CaseDetail) -> Section:
    """What was written, and the answers to the form."""
    parts: list[Part] = [Text(case.text)] if case.text else []
    if case.values:
        parts.append(Facts(answers_of(case.form, case.values)))
    if case.address:
        parts.append(Facts((Fact(gettext("Address"), case.address, wide=True),)))
    if case.lon is not None:
        point = f"{case.lon:.6f}, {case.lat:.6f}"
        parts.append(Facts((Fact(gettext("Point"), LinkCell(point, address_of(case.row.id, "plan/")), wide=True),)))
    return Section(gettext("What it is about"), tuple(parts))


def shares_section(case: CaseDetail) -> Section:
    """Who works on it, in which legal nature, under which line of the list."""
    columns = (TableColumn(gettext("Unit"), wide=True), TableColumn(gettext("Share")), TableColumn(gettext("State")),
               TableColumn(gettext("Legal nature")), TableColumn(gettext("Asked")))  # fmt: skip
    rows = tuple(_share(share) for share in case.shares)
    part: Part = Table(gettext("Shares"), columns, rows) if rows else Text(gettext("Nobody works on it yet."))
    return Section(gettext("Who works on it"), (part,))


def _share(share: ShareRow) -> TableRow:
    ended = share.ended_at or share.answered_at
    asked = TextCell(share.asked_by or "–", DateCell(share.asked_at).words)
    state = TextCell(mapped(SHARE_STATES, share.state), DateCell(ended).words if ended else "")
    nature = TextCell(mapped(NATURES, share.nature), share.duty or gettext("above the community: no line needed"))
    return TableRow((TextCell(share.unit_name), TextCell(mapped(SHARE_ROLES, share.role)), state, nature, asked))


def parties_section(case: CaseDetail, actor: Actor, shown: Shown) -> Section:
    """Who it is about, masked; shown for the purpose of this case by a POST that is recorded."""
    columns = (
        TableColumn(gettext("Role")),
        TableColumn(gettext("Full name"), wide=True),
        TableColumn(gettext("Mandate")),
    )
    rows = tuple(_party(case, party, actor, shown) for party in case.parties)
    people = tuple(_reveal(case, party, actor, shown) for party in case.parties if _hides(party))
    table = Table(gettext("Parties"), columns, rows, empty=EmptyState(gettext("Nobody is named.")))
    return Section(gettext("Parties"), (table, Facts(people)) if people else (table,))


def _hides(party: PartyRow) -> bool:
    return bool(party.name or party.phone)


def _party(case: CaseDetail, party: PartyRow, actor: Actor, shown: Shown) -> TableRow:
    name = party.unit_name or party.name or gettext("anonymous")
    note = " ".join(text for text in (party.phone, gettext("left") if party.left_at else "") if text)
    mandate = "、".join(party.scope)
    until = DateCell(party.until, with_year=True).words if party.until else ""
    return TableRow((TextCell(mapped(PARTY_ROLES, party.role)), TextCell(name, note), TextCell(mandate or "–", until)))


def _reveal(case: CaseDetail, party: PartyRow, actor: Actor, shown: Shown) -> Fact:
    label, masked = mapped(PARTY_ROLES, party.role), party.name or party.phone
    if party.id in shown:
        pairs = tuple(shown[party.id].items())
        return Fact(label, PersonCell(PersonBadge(masked, shown=pairs)), wide=True)
    if not actor.may("cases.reveal_party"):
        return Fact(label, PersonCell(PersonBadge(masked)), wide=True)
    purpose = Choice("case", gettext("Work on this case"), selected=True)
    hidden = (("party", str(party.id)),)
    form = Reveal(address_of(case.row.id, "reveal/"), gettext("name and phone"), (purpose,), hidden=hidden,
                  key=f"reveal_{party.id}")  # fmt: skip
    return Fact(label, PersonCell(PersonBadge(masked, reveal=form)), wide=True)


def files_section(case: CaseDetail, actor: Actor, version: int) -> Section:
    """Photos before and after side by side, other files as links; what everybody sees is marked."""
    photos = tuple(_photo(case, file) for file in case.files if file.kind in ("before", "after"))
    rows = tuple(_file(case, file, actor, version) for file in case.files)
    columns = (TableColumn(gettext("File")), TableColumn(gettext("Paper")), TableColumn(gettext("Added")),
               TableColumn(gettext("Seen by everybody")))  # fmt: skip
    table: Part = Table(gettext("Files"), columns, rows) if rows else Text(gettext("No photos or papers."))
    parts: tuple[Part, ...] = (Photos(photos), table) if photos else (table,)
    actions = tuple(_look(case, file, version) for file in case.files if _may_show(case, file, actor))
    return Section(gettext("Files"), parts, count=str(len(case.files)), actions=actions)


def _photo(case: CaseDetail, file: FileRow) -> Photo:
    where = address_of(case.row.id, f"files/{file.id}/")
    caption = f"{mapped(FILE_KINDS, file.kind)} · {DateCell(file.added_at).words}"
    return Photo(f"{where}?small=1", where, caption)


def _file(case: CaseDetail, file: FileRow, actor: Actor, version: int) -> TableRow:
    names = {item.key: label_of(item.label) for item in case.type.materials}
    cells: tuple[Cell, ...] = (
        LinkCell(mapped(FILE_KINDS, file.kind), address_of(case.row.id, f"files/{file.id}/")),
        TextCell(names.get(file.material, file.material) or "–"), DateCell(file.added_at),
        TextCell(gettext("yes") if file.public else gettext("no")),
    )  # fmt: skip
    return TableRow(cells)


def _may_show(case: CaseDetail, file: FileRow, actor: Actor) -> bool:
    return file.kind in ("before", "after") and case.row.ended is False and actor.may("cases.show_file")


def _look(case: CaseDetail, file: FileRow, version: int) -> Action:
    kind, day = mapped(FILE_KINDS, file.kind), DateCell(file.added_at).words
    words = gettext("Hide from the public: {file}") if file.public else gettext("Show to everybody: {file}")
    return Action(words.format(file=f"{kind} {day}"), address_of(case.row.id, f"files/{file.id}/look/"), icon="eye")


def parts_section(case: CaseDetail) -> tuple[Section, ...]:
    """The parts of a case, if it has any."""
    if not case.children:
        return ()
    items = tuple(
        ListItem(
            f"{row.number} {row.title}", address_of(row.id), row.lead_name, due=due_badge(row), state=state_badge(row)
        )
        for row in case.children
    )
    return (Section(gettext("Parts of this case"), (LinkList(items=items),), count=str(len(items))),)
