"""Django with one end point and nothing else: the least that a bare insert can cost here."""

from linli.config.settings import *  # noqa: F403 -- all of them, but for those below

ROOT_URLCONF = "bench.naked_urls"
MIDDLEWARE: list[str] = []
INSTALLED_APPS: list[str] = []
