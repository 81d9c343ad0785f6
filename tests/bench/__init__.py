"""What measures and is no test. Run as modules, without pytest, so Django is set up here."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
