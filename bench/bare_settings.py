"""The settings of Linli with one more end point: what a bare insert costs on the same server, middleware and all."""

from linli.config.settings import *  # noqa: F403 -- all of them, but for the one below

ROOT_URLCONF = "bench.bare_urls"
