"""Linli's own addresses, and the end point that inserts one row."""

from django.urls import path

from bench.naked_urls import insert
from linli.config.urls import urlpatterns as linli
from linli.ui.web.gates import public

urlpatterns = [path("api/v1/bare", public(insert)), *linli]
