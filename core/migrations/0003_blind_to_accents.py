from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    """``unaccent`` is trusted: the owner of a database may add it, no superuser is needed."""

    dependencies = [("core", "0002_the_whole_method")]

    operations = [UnaccentExtension()]
