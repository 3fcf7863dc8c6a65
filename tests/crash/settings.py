"""The house's settings plus the app that kills processes where a test says so."""

from linli.config.settings import *  # noqa: F403 -- the real settings, changed below
from linli.config.settings import INSTALLED_APPS as HOUSE

INSTALLED_APPS = [*HOUSE, "tests.crash.points.PointsConfig"]
ROOT_URLCONF = "tests.crash.urls"
