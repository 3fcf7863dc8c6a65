"""The addresses of erasures and holds: ids and nothing else."""

from django.urls import path

from linli.faces.desk.erasing import person, views

urlpatterns = [
    path("desk/erasures/", views.erasure_list, name="desk_erasures"),
    path("desk/erasures/<uuid:erasure>/", views.erasure_page, name="desk_erasure"),
    path("desk/erasures/<uuid:erasure>/confirm/", views.confirm, name="desk_erasure_confirm"),
    path("desk/erasures/<uuid:erasure>/drop/", views.drop, name="desk_erasure_drop"),
    path("desk/holds/", views.hold_list, name="desk_holds"),
    path("desk/holds/<uuid:hold>/", views.hold_page, name="desk_hold"),
    path("desk/holds/<uuid:hold>/lift/", views.lift, name="desk_hold_lift"),
    path("desk/persons/<uuid:person>/erase/", person.propose, name="desk_person_erase"),
    path("desk/persons/<uuid:person>/hold/", person.hold, name="desk_person_hold"),
]
