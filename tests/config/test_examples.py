"""What the documents tell people to set does what they say."""

import re
from pathlib import Path

import environ
import pytest
from django.conf import settings


@pytest.mark.parametrize("name", [".env.example", "docs/deploy.md"])
def test_the_mail_server_in_the_example_is_spoken_to_encrypted(name: str) -> None:
    text = Path(settings.BASE_DIR, name).read_text()
    (url,) = re.findall(r"EMAIL_URL=(\S+)", text)
    found = environ.Env.email_url_config(url)
    assert found["EMAIL_USE_TLS"] is True
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.com", 587)
