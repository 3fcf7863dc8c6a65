"""The addresses of programmes on the desk."""

from django.urls import path

from linli.faces.desk.programmes import pages

ONE = "desk/programmes/<uuid:programme>/"

urlpatterns = [
    path("desk/programmes/", pages.programme_list, name="desk_programmes"),
    path("desk/programmes/new/", pages.new_programme, name="desk_programme_new"),
    path(f"{ONE}lines/<uuid:line>/", pages.revise_page, name="desk_programme_line"),
    path(ONE, pages.programme_page, name="desk_programme"),
    path(f"{ONE}figures/", pages.figures_page, name="desk_programme_figures"),
    path(f"{ONE}run/", pages.run, name="desk_programme_run"),
    path(f"{ONE}set/", pages.set_figures, name="desk_programme_set"),
    path(f"{ONE}show/", pages.show, name="desk_programme_show"),
]
