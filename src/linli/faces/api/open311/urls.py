"""The addresses of GeoReport v2, below ``open311/v2/``."""

from django.urls import path

from linli.faces.api.open311 import views

urlpatterns = [
    path("discovery.<str:form>", views.discovery, name="open311_discovery"),
    path("services.<str:form>", views.services, name="open311_services"),
    path("services/<str:code>.<str:form>", views.definition, name="open311_definition"),
    path("requests.<str:form>", views.requests, name="open311_requests"),
    path("requests/<str:number>.<str:form>", views.one_request, name="open311_request"),
    path("tokens/<str:token>.<str:form>", views.token, name="open311_token"),
]
