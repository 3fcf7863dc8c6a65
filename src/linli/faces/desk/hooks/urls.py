"""The addresses of webhooks on the desk."""

from django.urls import path

from linli.faces.desk.hooks import deeds, views

urlpatterns = [
    path("desk/hooks/", views.hook_list, name="desk_hooks"),
    path("desk/hooks/new/", deeds.new_page, name="desk_hook_new"),
    path("desk/hooks/<uuid:hook>/", views.hook_page, name="desk_hook"),
    path("desk/hooks/<uuid:hook>/deliveries/", views.deliveries, name="desk_hook_deliveries"),
    path("desk/hooks/<uuid:hook>/edit/", deeds.edit_page, name="desk_hook_edit"),
    path("desk/hooks/<uuid:hook>/rotate/", deeds.rotate_page, name="desk_hook_rotate"),
    path("desk/hooks/<uuid:hook>/replay/", deeds.replay_page, name="desk_hook_replay"),
    path("desk/hooks/<uuid:hook>/pause/", deeds.pause, name="desk_hook_pause"),
    path("desk/hooks/<uuid:hook>/resume/", deeds.resume, name="desk_hook_resume"),
    path("desk/hooks/<uuid:hook>/ping/", deeds.ping, name="desk_hook_ping"),
]
