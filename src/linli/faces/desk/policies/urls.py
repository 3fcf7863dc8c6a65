"""The addresses of policy papers on the desk."""

from django.urls import path

from linli.faces.desk.policies import finding, leaning, library, paper

ONE = "desk/policies/<uuid:paper>/"

urlpatterns = [
    path("desk/policies/", library.library, name="desk_policies"),
    path("desk/policies/new/", library.new_paper, name="desk_policy_new"),
    path("desk/policies/alarms/", library.alarm_page, name="desk_policy_alarms"),
    path(ONE, paper.paper_page, name="desk_policy"),
    path(f"{ONE}figures/", paper.figures_page, name="desk_policy_figures"),
    path(f"{ONE}file/", paper.file_page, name="desk_policy_file"),
    path(f"{ONE}judge/", paper.judge, name="desk_policy_judge"),
    path(f"{ONE}add/", finding.add_page, name="desk_policy_add"),
    path(f"{ONE}findings/<uuid:finding>/", finding.finding_page, name="desk_policy_finding"),
    path(f"{ONE}clauses/", leaning.clauses_page, name="desk_policy_clauses"),
    path(f"{ONE}link/", leaning.link, name="desk_policy_link"),
    path(f"{ONE}citing/", leaning.citing_page, name="desk_policy_citing"),
    path(f"{ONE}unlink/", leaning.unlink, name="desk_policy_unlink"),
    path(f"{ONE}repeal/", leaning.repeal_page, name="desk_policy_repeal"),
    path(f"{ONE}describe/", leaning.describe_page, name="desk_policy_describe"),
]
