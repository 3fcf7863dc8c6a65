"""The addresses of persons and looks: ids and nothing else, never a name or a number."""

from django.urls import path

from linli.faces.desk.persons import (
    auditing,
    changes,
    consents,
    contacts,
    deaths,
    exports,
    households,
    merging,
    own,
    record,
    searching,
)

ONE = "desk/persons/<uuid:person>/"

urlpatterns = [
    path("desk/persons/", searching.person_list, name="desk_persons"),
    path("desk/persons/new/", changes.register, name="desk_person_new"),
    path("desk/persons/export/", exports.export, name="desk_persons_export"),
    path(ONE, record.person_page, name="desk_person"),
    path(f"{ONE}reveal/", record.reveal_fields, name="desk_person_reveal"),
    path(f"{ONE}correct/", changes.correct, name="desk_person_correct"),
    path(f"{ONE}move/", changes.move, name="desk_person_move"),
    path(f"{ONE}end/", changes.end, name="desk_person_end"),
    path(f"{ONE}death/", deaths.death, name="desk_person_death"),
    path(f"{ONE}alive/", deaths.alive, name="desk_person_alive"),
    path(f"{ONE}household/", households.household, name="desk_person_household"),
    path(f"{ONE}contacts/new/", contacts.add, name="desk_contact_new"),
    path(f"{ONE}contacts/<uuid:contact>/", contacts.wishes, name="desk_contact"),
    path(f"{ONE}contacts/<uuid:contact>/end/", contacts.end, name="desk_contact_end"),
    path(f"{ONE}consents/", consents.consent_list, name="desk_consents"),
    path(f"{ONE}consents/new/", consents.give, name="desk_consent_new"),
    path(f"{ONE}consents/<uuid:consent>/withdraw/", consents.withdraw, name="desk_consent_withdraw"),
    path(f"{ONE}merge/", merging.merge, name="desk_person_merge"),
    path(f"{ONE}separate/", merging.separate, name="desk_person_separate"),
    path(f"{ONE}binding/", own.issue, name="desk_person_binding"),
    path(f"{ONE}looks/", auditing.looks_page, name="desk_person_looks"),
    path("desk/looks/", auditing.look_list, name="desk_looks"),
    path("desk/me/", own.my_record, name="desk_me"),
]
