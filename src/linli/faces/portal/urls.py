"""The portal's addresses."""

from django.urls import path

from linli.faces.portal.contacts import views as contacts
from linli.faces.portal.guides import views as guides
from linli.faces.portal.home.reading import set_community, set_elder, set_language
from linli.faces.portal.home.search import search
from linli.faces.portal.home.views import home
from linli.faces.portal.intake import views as intake
from linli.faces.portal.intake.receipt import receipt
from linli.faces.portal.intake.resume import resume
from linli.faces.portal.programmes import views as programmes
from linli.faces.portal.public import feeds
from linli.faces.portal.public import report as one_report
from linli.faces.portal.public.reports import reports
from linli.faces.portal.track import acts, case, entrance, question

urlpatterns = [
    path("", home, name="portal_home"),
    path("language/", set_language, name="language"),
    path("elder/", set_elder, name="elder"),
    path("community/", set_community, name="portal_community"),
    path("search/", search, name="portal_search"),
    path("guides/", guides.guide_list, name="portal_guides"),
    path("guides/<slug:key>/", guides.guide, name="portal_guide"),
    path("report/", intake.step, name="portal_report"),
    path("report/later/", intake.later, name="portal_report_later"),
    path("report/anew/", intake.anew, name="portal_report_anew"),
    path("report/file/<int:place>/", intake.draft_file, name="portal_report_file"),
    path("report/<slug:key>/", intake.step, name="portal_report_step"),
    path("apply/<slug:matter>/", intake.step, name="portal_apply"),
    path("apply/<slug:matter>/later/", intake.later, name="portal_apply_later"),
    path("apply/<slug:matter>/anew/", intake.anew, name="portal_apply_anew"),
    path("apply/<slug:matter>/file/<int:place>/", intake.draft_file, name="portal_apply_file"),
    path("apply/<slug:matter>/<slug:key>/", intake.step, name="portal_apply_step"),
    path("resume/", resume, name="portal_resume"),
    path("receipt/", receipt, name="portal_receipt"),
    path("track/", entrance.track, name="portal_track"),
    path("track/leave/", entrance.leave, name="portal_leave"),
    path("track/case/", case.case_page, name="portal_case"),
    path("track/case/file/<uuid:file>/", case.case_file, name="portal_case_file"),
    path("track/case/answer/", acts.answer, name="portal_case_answer"),
    path("track/case/note/", acts.note, name="portal_case_note"),
    path("track/case/photo/", acts.photo, name="portal_case_photo"),
    path("track/case/rate/", acts.rate, name="portal_case_rate"),
    path("track/case/step/<slug:action>/", acts.step, name="portal_case_step"),
    path("q/<str:secret>/", question.question, name="portal_question"),
    path("reports/", reports, name="portal_reports"),
    path("reports.csv", feeds.reports_csv, name="portal_reports_csv"),
    path("reports.geojson", feeds.reports_geojson, name="portal_reports_geojson"),
    path("reports/<str:number>/", one_report.report, name="portal_public_report"),
    path("reports/<str:number>/join/", one_report.join, name="portal_join"),
    path("reports/<str:number>/photo/<uuid:file>/", one_report.photo, name="portal_photo"),
    path("area/", contacts.my_area, name="portal_area"),
    path("area/choose/", contacts.choose_area, name="portal_area_choose"),
    path("area/<str:code>/", contacts.area, name="portal_area_page"),
    path("promises/", contacts.promises_page, name="portal_promises"),
    path("programmes/", programmes.programmes, name="portal_programmes"),
    path("programmes/<uuid:programme>/", programmes.programme, name="portal_programme"),
    path("lists/", contacts.lists, name="portal_lists"),
]
