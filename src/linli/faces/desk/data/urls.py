"""The addresses of data sharing on the desk."""

from django.urls import path

from linli.faces.desk.data import ask, views

urlpatterns = [
    path("desk/data/", views.request_list, name="desk_data"),
    path("desk/data/new/", ask.new_page, name="desk_data_new"),
    path("desk/data/log/", views.log_list, name="desk_data_log"),
    path("desk/data/<uuid:data>/", views.request_page, name="desk_data_request"),
]
