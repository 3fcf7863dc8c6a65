"""The WSGI application that the web workers serve."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from linli.kernel.db.holding import hold

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
application = get_wsgi_application()
hold()
# What start-up made stays: the collector need not walk over it again and again, nor after every 700 new objects.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
