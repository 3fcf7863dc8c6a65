"""The least that the design system needs: to look at the gallery without the rest of the house."""

from linli.ui.web.templates import Strict

SECRET_KEY = "gallery only"
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
INSTALLED_APPS = ["django.contrib.staticfiles", "template_partials", "linli.ui"]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tests.ui.gallery_urls.Policy",
]
ROOT_URLCONF = "tests.ui.gallery_urls"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["linli.ui.templatetags.linli_ui"],
            "string_if_invalid": Strict("unknown"),
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]
