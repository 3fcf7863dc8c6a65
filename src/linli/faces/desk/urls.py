"""The desk's addresses. The names of the log-in pages are those that the log-in library asks for."""

from django.urls import path

from linli.faces.desk.accounts import forms as account_forms
from linli.faces.desk.accounts import identities
from linli.faces.desk.accounts import views as accounts
from linli.faces.desk.areas import chart, create, grid, grids, imports, merge, split, tree
from linli.faces.desk.areas import views as areas
from linli.faces.desk.boards import asked, board
from linli.faces.desk.buildings import building, doors, doorway, dwelling, lists, queue
from linli.faces.desk.buildings import views as buildings
from linli.faces.desk.cases.urls import urlpatterns as case_patterns
from linli.faces.desk.catalogue import views as catalogue
from linli.faces.desk.catalogue.lists import duty_lists
from linli.faces.desk.counts import views as counts
from linli.faces.desk.data.urls import urlpatterns as data_patterns
from linli.faces.desk.demo_clock import forward
from linli.faces.desk.duties import views as duties
from linli.faces.desk.entrance.enrol import enrol_page
from linli.faces.desk.entrance.outside import outside_back, outside_begin
from linli.faces.desk.entrance.views import Code, Login, choose_post, log_out
from linli.faces.desk.groups import group
from linli.faces.desk.groups import views as groups
from linli.faces.desk.home import home
from linli.faces.desk.hooks.urls import urlpatterns as hook_patterns
from linli.faces.desk.journal import views as journal
from linli.faces.desk.ledgers.urls import urlpatterns as ledger_patterns
from linli.faces.desk.messages import views as messages
from linli.faces.desk.notes import views as notes
from linli.faces.desk.own import log_in
from linli.faces.desk.own import views as own
from linli.faces.desk.persons.urls import urlpatterns as person_patterns
from linli.faces.desk.policies.urls import urlpatterns as policy_patterns
from linli.faces.desk.posts import forms as post_forms
from linli.faces.desk.posts import seats
from linli.faces.desk.posts import views as posts
from linli.faces.desk.programmes.urls import urlpatterns as programme_patterns
from linli.faces.desk.programs import views as programs
from linli.faces.desk.roles import views as roles
from linli.faces.desk.sets import views as sets
from linli.faces.desk.units import forms as unit_forms
from linli.faces.desk.units import views as units
from linli.faces.desk.works import views as works

urlpatterns = [
    path("login/", Login.as_view(), name="account_login"),
    path("login/code/", Code.as_view(), name="mfa_authenticate"),
    path("login/outside/", outside_begin, name="outside_begin"),
    path("login/outside/back/", outside_back, name="outside_back"),
    path("desk/me/log-in/", log_in.my_log_in, name="desk_my_log_in"),
    path("desk/me/log-in/link/", log_in.link_me, name="desk_my_log_in_link"),
    path("desk/me/log-in/<uuid:identity>/unlink/", log_in.unlink_me, name="desk_my_log_in_unlink"),
    path("logout/", log_out, name="account_logout"),
    path("enrol/<str:secret>/", enrol_page, name="enrol"),
    path("desk/", home, name="desk_home"),
    path("desk/post/", choose_post, name="desk_post"),
    path("desk/notes/", notes.note_list, name="desk_notes"),
    path("desk/notes/new/", notes.new_note, name="desk_note_new"),
    path("desk/notes/<uuid:note_id>/", notes.note_page, name="desk_note"),
    path("desk/notes/<uuid:note_id>/edit/", notes.edit_note_page, name="desk_note_edit"),
    path("desk/notes/<uuid:note_id>/<slug:action>/", notes.act_on_note, name="desk_note_act"),
    path("desk/notices/", messages.notices, name="desk_notices"),
    path("desk/outbox/", messages.outbox, name="desk_outbox"),
    path("desk/messages/", messages.message_list, name="desk_messages"),
    path("desk/messages/<uuid:message>/retry/", messages.retry, name="desk_message_retry"),
    path("desk/areas/", areas.area_list, name="desk_areas"),
    path("desk/areas/new/", create.new_area, name="desk_area_new"),
    path("desk/areas/import/", imports.division_list, name="desk_area_import"),
    path("desk/areas/<str:code>/", areas.area_page, name="desk_area"),
    path("desk/areas/<str:code>/tree/", tree.tree, name="desk_area_tree"),
    path("desk/areas/<str:code>/map/", tree.plan, name="desk_area_map"),
    path("desk/areas/<str:code>/merge/", merge.merge, name="desk_area_merge"),
    path("desk/areas/<str:code>/split/", split.split, name="desk_area_split"),
    path("desk/areas/<str:code>/chart/", chart.chart_page, name="desk_chart"),
    path("desk/areas/<str:code>/grids/", grids.grids_page, name="desk_grids"),
    path("desk/areas/<str:code>/grids/new/", grids.new_grid, name="desk_grid_new"),
    path("desk/areas/<str:code>/grids/draw/", grids.draw, name="desk_grid_draw"),
    path("desk/areas/<str:code>/grids/import/", grids.take_in, name="desk_grid_import"),
    path("desk/areas/<str:code>/grids/geojson/", grids.as_geojson, name="desk_grid_geojson"),
    path("desk/areas/<str:code>/grids/<uuid:grid>/", grid.grid_page, name="desk_grid"),
    path("desk/areas/<str:code>/grids/<uuid:grid>/redraw/", grid.redraw, name="desk_grid_redraw"),
    path("desk/areas/<str:code>/grids/<uuid:grid>/micro/", grid.draw_inside, name="desk_grid_micro"),
    path("desk/areas/<str:code>/grids/<uuid:grid>/fill/", grid.fill, name="desk_grid_fill"),
    path("desk/areas/<str:code>/grids/<uuid:grid>/rename/", grid.rename, name="desk_grid_rename"),
    path("desk/areas/<str:code>/grids/<uuid:grid>/end/", grid.end, name="desk_grid_end"),
    path("desk/areas/<str:code>/boundary/", grid.boundary, name="desk_boundary"),
    path("desk/areas/<str:code>/groups/", groups.groups_page, name="desk_groups"),
    path("desk/areas/<str:code>/groups/new/", groups.new_group, name="desk_group_new"),
    path("desk/parts/", groups.part_list, name="desk_parts"),
    path("desk/groups/<uuid:group>/", group.group_page, name="desk_group"),
    path("desk/groups/<uuid:group>/fill/", group.fill, name="desk_group_fill"),
    path("desk/groups/<uuid:group>/release/", group.release, name="desk_group_release"),
    path("desk/groups/<uuid:group>/rename/", group.rename, name="desk_group_rename"),
    path("desk/groups/<uuid:group>/end/", group.end, name="desk_group_end"),
    path("desk/areas/<str:code>/rename/", areas.rename, name="desk_area_rename"),
    path("desk/areas/<str:code>/count/", areas.count, name="desk_area_count"),
    path("desk/buildings/", buildings.building_list, name="desk_buildings"),
    path("desk/buildings/new/", buildings.new_building, name="desk_building_new"),
    path("desk/buildings/<uuid:building>/", building.building_page, name="desk_building"),
    path("desk/buildings/<uuid:building>/doors/", doors.doors, name="desk_building_doors"),
    path("desk/buildings/<uuid:building>/point/", building.point, name="desk_building_point"),
    path("desk/buildings/<uuid:building>/place/", building.place, name="desk_building_place"),
    path("desk/buildings/<uuid:building>/alias/", building.alias, name="desk_building_alias"),
    path("desk/buildings/<uuid:building>/address/", building.address, name="desk_building_address"),
    path("desk/dwellings/", buildings.dwelling_list, name="desk_dwellings"),
    path("desk/dwellings/<uuid:dwelling>/", dwelling.dwelling_page, name="desk_dwelling"),
    path("desk/dwellings/<uuid:dwelling>/edit/", dwelling.edit, name="desk_dwelling_edit"),
    path("desk/dwellings/<uuid:dwelling>/alias/", dwelling.alias, name="desk_dwelling_alias"),
    path("desk/dwellings/<uuid:dwelling>/address/", dwelling.address, name="desk_dwelling_address"),
    path("desk/addresses/", queue.gap_list, name="desk_addresses"),
    path("desk/addresses/list/", lists.address_list, name="desk_address_list"),
    path("desk/addresses/<uuid:gap>/", queue.gap_page, name="desk_address"),
    path("desk/addresses/<uuid:gap>/match/", queue.match, name="desk_address_match"),
    path("desk/addresses/<uuid:gap>/dismiss/", queue.dismiss, name="desk_address_dismiss"),
    path("desk/doorway/", doorway.doorway, name="desk_doorway"),
    path("desk/doorway/queue/", doorway.queue, name="desk_doorway_queue"),
    path("desk/sets/", sets.set_list, name="desk_sets"),
    path("desk/sets/new/", sets.new_set, name="desk_set_new"),
    path("desk/sets/<uuid:area_set>/", sets.set_page, name="desk_set"),
    path("desk/sets/<uuid:area_set>/add/", sets.add, name="desk_set_add"),
    path("desk/sets/<uuid:area_set>/end/", sets.end, name="desk_set_end"),
    path("desk/areas/<str:code>/terms/", posts.area_terms, name="desk_area_terms"),
    path("desk/units/", units.unit_list, name="desk_units"),
    path("desk/units/new/", unit_forms.new_unit, name="desk_unit_new"),
    path("desk/units/<uuid:unit_id>/", units.unit_page, name="desk_unit"),
    path("desk/units/<uuid:unit_id>/edit/", unit_forms.edit_unit_page, name="desk_unit_edit"),
    path("desk/units/<uuid:unit_id>/state/", unit_forms.unit_state_page, name="desk_unit_state"),
    path("desk/units/<uuid:unit_id>/relate/", unit_forms.relate_page, name="desk_unit_relate"),
    path("desk/units/<uuid:unit_id>/posts/new/", post_forms.new_post, name="desk_post_new"),
    path("desk/relations/<uuid:relation_id>/end/", unit_forms.end_relation_page, name="desk_relation_end"),
    path("desk/terms/", posts.term_list, name="desk_terms"),
    path("desk/terms/<uuid:tenure_id>/end/", seats.end_term_page, name="desk_term_end"),
    path("desk/posts/<uuid:post_id>/", posts.post_page, name="desk_post_one"),
    path("desk/posts/<uuid:post_id>/edit/", post_forms.edit_post_page, name="desk_post_edit"),
    path("desk/posts/<uuid:post_id>/end/", post_forms.end_post_page, name="desk_post_end"),
    path("desk/posts/<uuid:post_id>/appoint/", seats.appoint_page, name="desk_appoint"),
    path("desk/posts/<uuid:post_id>/stand-in/", seats.stand_in_page, name="desk_stand_in"),
    path("desk/stand-ins/<uuid:stand_in_id>/end/", seats.end_stand_in_page, name="desk_stand_in_end"),
    path("desk/accounts/", accounts.account_list, name="desk_accounts"),
    path("desk/accounts/new/", account_forms.new_account, name="desk_account_new"),
    path("desk/accounts/<uuid:account_id>/", accounts.account_page, name="desk_account"),
    path("desk/accounts/<uuid:account_id>/link/", accounts.issue_link, name="desk_account_link"),
    path("desk/accounts/<uuid:account_id>/unlock/", accounts.unlock, name="desk_account_unlock"),
    path("desk/accounts/<uuid:account_id>/activate/", accounts.activate, name="desk_account_activate"),
    path("desk/accounts/<uuid:account_id>/identity/", identities.link_page, name="desk_account_link_identity"),
    path(
        "desk/accounts/<uuid:account_id>/identity/<uuid:identity>/unlink/",
        identities.unlink_page,
        name="desk_account_unlink_identity",
    ),
    path("desk/accounts/<uuid:account_id>/contact/", account_forms.contact_page, name="desk_account_contact"),
    path("desk/accounts/<uuid:account_id>/deactivate/", account_forms.deactivate_page, name="desk_account_deactivate"),
    path("desk/roles/", roles.role_list, name="desk_roles"),
    path("desk/roles/sheet/", roles.role_sheet, name="desk_role_sheet"),
    path("desk/roles/<slug:key>/", roles.role_page, name="desk_role"),
    path("desk/journal/", journal.journal, name="desk_journal"),
    path("desk/journal/<str:kind>/<uuid:object_id>/", journal.object_page, name="desk_journal_object"),
    *case_patterns,
    path("desk/clock/", forward, name="desk_clock"),
    path("desk/counts/", counts.counts_page, name="desk_counts"),
    path("desk/counts/csv/", counts.counts_csv, name="desk_counts_csv"),
    path("desk/board/", board.board_page, name="desk_board"),
    path("desk/board/<str:area>/<slug:by>/<str:key>/", board.board_list, name="desk_board_cases"),
    path("desk/asked/", asked.asked_page, name="desk_asked"),
    path("desk/breaches/", asked.breaches_page, name="desk_breaches"),
    path("desk/refused/", asked.refused_list, name="desk_refused"),
    path("desk/catalogue/", catalogue.catalogue, name="desk_catalogue"),
    path("desk/catalogue/<slug:key>/", catalogue.type_page, name="desk_catalogue_one"),
    path("desk/duty-lists/", duty_lists, name="desk_duty_lists"),
    path("desk/duties/", duties.duty_list, name="desk_duties"),
    path("desk/duties/new/", duties.new_page, name="desk_duty_new"),
    path("desk/duties/<uuid:duty>/", duties.duty_page, name="desk_duty"),
    path("desk/duties/<uuid:duty>/done/", duties.done_page, name="desk_duty_done"),
    path("desk/duties/<uuid:duty>/end/", duties.end_page, name="desk_duty_end"),
    *person_patterns,
    path("desk/programs/", programs.program_list, name="desk_programs"),
    path("desk/programs/<uuid:program>/", programs.program_page, name="desk_program"),
    path("desk/programs/<uuid:program>/secret/", programs.rotate, name="desk_program_secret"),
    path("desk/programs/<uuid:program>/revoke/", programs.revoke, name="desk_program_revoke"),
    path("desk/posts/<uuid:post>/program/", programs.new_program, name="desk_program_new"),
    *data_patterns,
    *hook_patterns,
    *ledger_patterns,
    *policy_patterns,
    *programme_patterns,
    path("desk/tokens/", own.tokens, name="desk_tokens"),
    path("desk/tokens/<uuid:token_id>/revoke/", own.revoke, name="desk_token_revoke"),
    path("desk/jobs/", works.jobs, name="desk_jobs"),
    path("desk/jobs/<uuid:job_id>/revive/", works.revive_job, name="desk_job_revive"),
]
