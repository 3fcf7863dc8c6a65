"""The addresses of ledgers on the desk."""

from django.urls import path

from linli.faces.desk.ledgers import columns, doubles, lines, outgoing, runs, undoing, upload

ONE = "desk/ledgers/<uuid:run>/"

urlpatterns = [
    path("desk/ledgers/", runs.ledger_list, name="desk_ledgers"),
    path("desk/ledgers/new/", upload.upload, name="desk_ledger_new"),
    path(ONE, runs.run_page, name="desk_ledger"),
    path(f"{ONE}progress/", runs.progress, name="desk_ledger_progress"),
    path(f"{ONE}columns/", columns.columns_page, name="desk_ledger_columns"),
    path(f"{ONE}map/", columns.map_columns, name="desk_ledger_map"),
    path(f"{ONE}doubles/", doubles.doubles_page, name="desk_ledger_doubles"),
    path(f"{ONE}changes/", lines.changes_page, name="desk_ledger_changes"),
    path(f"{ONE}refused/", lines.refused_page, name="desk_ledger_refused"),
    path(f"{ONE}refused/file/", lines.refused_file, name="desk_ledger_refused_file"),
    path(f"{ONE}export/", outgoing.export_page, name="desk_ledger_export"),
    path(f"{ONE}confirm/", runs.confirm, name="desk_ledger_confirm"),
    path(f"{ONE}drop/", runs.drop, name="desk_ledger_drop"),
    path(f"{ONE}undo/", undoing.undo_page, name="desk_ledger_undo"),
]
