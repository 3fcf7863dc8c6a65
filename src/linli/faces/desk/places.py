"""The places of the desk's navigation."""

from django.conf import settings

from linli.kernel.errors import n_
from linli.ui.parts import Face
from linli.ui.web.navigation import Place, register_place


def register() -> None:
    """Register them (called at start-up)."""
    desk = Face.DESK
    register_place(Place(desk, n_("Home"), "/desk/", "home"))
    register_place(Place(desk, n_("Cases"), "/desk/cases/", "inbox", "cases.see_own_cases", n_("Work")))
    work = n_("Work")
    register_place(Place(desk, n_("Take in a case"), "/desk/intake/", "plus", "cases.open_case", work))
    register_place(Place(desk, n_("Board"), "/desk/board/", "chart-bar", "cases.see_cases", work))
    register_place(Place(desk, n_("Recurring duties"), "/desk/duties/", "refresh", "cases.see_obligations", work))
    register_place(Place(desk, n_("Requests for data"), "/desk/data/", "database", "cases.see_own_data_requests", work))
    register_place(Place(desk, n_("Policy library"), "/desk/policies/", "file-text", "documents.see_papers", work))
    register_place(Place(desk, n_("Programmes"), "/desk/programmes/", "list-check", "programmes.see_programmes", work))
    register_place(Place(desk, n_("Catalogue"), "/desk/catalogue/", "book", "cases.see_own_cases", work))
    register_place(Place(desk, n_("Notes"), "/desk/notes/", "mail", "cases.see_own_notes", n_("Work")))
    register_place(Place(desk, n_("Notices"), "/desk/notices/", "bell", "cases.see_own_cases", n_("Work")))
    register_place(Place(desk, n_("Areas"), "/desk/areas/", "map", "places.see_areas", n_("Registers")))
    registers = n_("Registers")
    register_place(Place(desk, n_("Groups and grids"), "/desk/parts/", "users-group", "places.see_areas", registers))
    register_place(Place(desk, n_("Buildings"), "/desk/buildings/", "building", "places.see_dwellings", registers))
    register_place(Place(desk, n_("Addresses"), "/desk/addresses/", "map-pin", "places.match_address", registers))
    register_place(Place(desk, n_("My doorway"), "/desk/doorway/", "home-heart", "places.see_dwellings", registers))
    register_place(Place(desk, n_("Sets of areas"), "/desk/sets/", "stack-2", "places.see_areas", registers))
    register_place(Place(desk, n_("Units"), "/desk/units/", "building", "people.see_units", n_("Registers")))
    register_place(Place(desk, n_("Posts and terms"), "/desk/terms/", "users", "people.see_units", n_("Registers")))
    register_place(Place(desk, n_("Accounts"), "/desk/accounts/", "user-circle", "people.see_accounts", n_("Rights")))
    register_place(Place(desk, n_("Programs"), "/desk/programs/", "key", "people.create_client", n_("Rights")))
    register_place(Place(desk, n_("Roles"), "/desk/roles/", "shield-check", "people.see_units", n_("Rights")))
    register_place(Place(desk, n_("Journal"), "/desk/journal/", "history", "kernel.see_journal", n_("Rights")))
    register_place(Place(desk, n_("Persons"), "/desk/persons/", "users", "people.see_persons", n_("Registers")))
    register_place(Place(desk, n_("Ledger import"), "/desk/ledgers/", "upload", "people.see_ledgers", registers))
    register_place(Place(desk, n_("Persons counted"), "/desk/counts/", "chart-bar", "people.see_counts", registers))
    register_place(Place(desk, n_("Who looked"), "/desk/looks/", "eye", "people.see_looks", n_("Registers")))
    register_place(Place(desk, n_("My record"), "/desk/me/", "user", group=n_("Me")))
    register_place(Place(desk, n_("My tokens"), "/desk/tokens/", "key", "people.issue_token", n_("Me")))
    if settings.LINLI.oidc_issuer:
        register_place(Place(desk, n_("My log-in"), "/desk/me/log-in/", "login", group=n_("Me")))
    register_place(Place(desk, n_("Jobs"), "/desk/jobs/", "settings", "kernel.see_jobs", n_("Machinery")))
    register_place(Place(desk, n_("Messages"), "/desk/messages/", "message", "people.see_messages", n_("Machinery")))
    register_place(Place(desk, n_("Webhooks"), "/desk/hooks/", "link", "kernel.see_hooks", n_("Machinery")))
    if settings.LINLI.guarded:
        register_place(Place(desk, n_("Outbox"), "/desk/outbox/", "send", group=n_("Demonstration")))
