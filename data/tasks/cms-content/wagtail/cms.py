import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

APPS = "contenttypes auth sessions messages staticfiles"
WAGTAIL = (
    "admin documents images users search snippets sites embeds "
    "contrib.forms contrib.redirects api.v2"
)
CATS = {"Happy Cat": "gray", "Garfield": "orange", "Nyan Cat": "rainbow"}
DATABASE = Path(__file__).with_name("cms.sqlite3")

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATABASE}},
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    GRAPPLE={"APPS": ["cats"]},
    INSTALLED_APPS=[
        "cats",
        "grapple",
        "graphene_django",
        *[f"wagtail.{name}" for name in WAGTAIL.split()],
        "wagtail",
        "modelcluster",
        "taggit",
        "rest_framework",
        *[f"django.contrib.{name}" for name in APPS.split()],
    ],
    GRAPHENE={"SCHEMA": "grapple.schema.schema"},
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    ROOT_URLCONF="cats.urls",
    SECRET_KEY="only for a trial",
    STATIC_URL="static/",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    USE_TZ=True,
    WAGTAILADMIN_BASE_URL="http://127.0.0.1:8001",
    WAGTAIL_SITE_NAME="Cats",
)
django.setup()


def fill() -> None:
    from cats.models import Cat
    from wagtail.models import Site

    home = Site.objects.get(is_default_site=True).root_page
    for name, color in CATS.items():
        if not Cat.objects.filter(title=name).exists():
            home.add_child(instance=Cat(title=name, color=color))


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    fill()
    call_command("runserver", os.environ.get("CMS_PORT", "8001"), "--noreload")
