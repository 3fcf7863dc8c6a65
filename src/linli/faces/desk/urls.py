"""The desk's addresses. The names of the log-in pages are those that the log-in library asks for."""

from django.urls import path

from linli.faces.desk.areas import chart, grids
from linli.faces.desk.areas import views as areas
from linli.faces.desk.entrance.enrol import enrol_page
from linli.faces.desk.entrance.views import Code, Login, choose_post, log_out
from linli.faces.desk.home import home
from linli.faces.desk.notes import views as notes
from linli.faces.desk.own import views as own
from linli.faces.desk.persons.urls import urlpatterns as person_patterns
from linli.faces.desk.works import views as works

urlpatterns = [
    path("login/", Login.as_view(), name="account_login"),
    path("login/code/", Code.as_view(), name="mfa_authenticate"),
    path("logout/", log_out, name="account_logout"),
    path("enrol/<str:secret>/", enrol_page, name="enrol"),
    path("desk/", home, name="desk_home"),
    path("desk/post/", choose_post, name="desk_post"),
    path("desk/notes/", notes.note_list, name="desk_notes"),
    path("desk/notes/new/", notes.new_note, name="desk_note_new"),
    path("desk/notes/<uuid:note_id>/", notes.note_page, name="desk_note"),
    path("desk/notes/<uuid:note_id>/edit/", notes.edit_note_page, name="desk_note_edit"),
    path("desk/notes/<uuid:note_id>/<slug:action>/", notes.act_on_note, name="desk_note_act"),
    path("desk/areas/", areas.area_list, name="desk_areas"),
    path("desk/areas/<str:code>/", areas.area_page, name="desk_area"),
    path("desk/areas/<str:code>/chart/", chart.chart_page, name="desk_chart"),
    path("desk/areas/<str:code>/grids/", grids.grids_page, name="desk_grids"),
    path("desk/areas/<str:code>/grids/draw/", grids.draw, name="desk_grid_draw"),
    path("desk/areas/<str:code>/rename/", areas.rename, name="desk_area_rename"),
    path("desk/areas/<str:code>/count/", areas.count, name="desk_area_count"),
    *person_patterns,
    path("desk/tokens/", own.tokens, name="desk_tokens"),
    path("desk/tokens/<uuid:token_id>/revoke/", own.revoke, name="desk_token_revoke"),
    path("desk/jobs/", works.jobs, name="desk_jobs"),
    path("desk/jobs/<uuid:job_id>/revive/", works.revive_job, name="desk_job_revive"),
]
