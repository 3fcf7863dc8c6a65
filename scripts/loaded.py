"""Importing this loads Django and every module of linli, so that all registries are full."""

import importlib
import os
import pkgutil

import django
from django.apps import apps

import linli

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
if not apps.ready:
    django.setup()
for _module in pkgutil.walk_packages(linli.__path__, "linli."):
    if _module.name not in ("linli.__main__", "linli.config.wsgi"):
        importlib.import_module(_module.name)
