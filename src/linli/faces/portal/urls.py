"""The portal's addresses."""

from django.urls import path

from linli.faces.portal.views import home, set_elder, set_language

urlpatterns = [
    path("", home, name="portal_home"),
    path("language/", set_language, name="language"),
    path("elder/", set_elder, name="elder"),
]
