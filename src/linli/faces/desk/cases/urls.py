"""The addresses of cases on the desk."""

from django.urls import path

from linli.faces.desk.cases import deeds, files, inbox, intake, many, page, plan, receipt

urlpatterns = [
    path("desk/cases/", inbox.case_list, name="desk_cases"),
    path("desk/intake/", intake.intake, name="desk_intake"),
    path("desk/intake/similar/", intake.similar, name="desk_intake_similar"),
    path("desk/intake/questions/", intake.questions, name="desk_intake_questions"),
    path("desk/intake/again/", receipt.again, name="desk_intake_again"),
    path("desk/cases/many/", many.many, name="desk_cases_many"),
    path("desk/cases/views/new/", inbox.new_view, name="desk_view_new"),
    path("desk/cases/views/<uuid:view>/drop/", inbox.forget_view, name="desk_view_drop"),
    path("desk/cases/<uuid:case>/", page.case_page, name="desk_case"),
    path("desk/cases/<uuid:case>/plan/", plan.plan_page, name="desk_case_plan"),
    path("desk/cases/<uuid:case>/receipt/", receipt.receipt, name="desk_case_receipt"),
    path("desk/cases/<uuid:case>/reveal/", page.reveal, name="desk_case_reveal"),
    path("desk/cases/<uuid:case>/do/<slug:deed>/", deeds.deed_page, name="desk_case_deed"),
    path("desk/cases/<uuid:case>/files/<uuid:file>/", files.file_page, name="desk_case_file"),
    path("desk/cases/<uuid:case>/files/<uuid:file>/look/", files.look_page, name="desk_case_look"),
]
