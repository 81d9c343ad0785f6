"""What the tests of accounts have in common."""

import re
from typing import Any

from django.core.mail import EmailMessage

from accounts.models import User
from tests.people import Person

PASSWORD = "correct horse battery"
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"}


def sign_up(email: str = "ada@example.com", **cookies: str) -> Person:
    """Somebody new, who opens the page and fills it in."""
    person = Person(**BROWSER)
    person.cookies.load(cookies)
    answer = person.submit("/accounts/signup/", {"email": email, "password1": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return person


def sign_in(email: str = "ada@example.com", password: str = PASSWORD) -> Person:
    person = Person(**BROWSER)
    answer = person.submit("/accounts/login/", {"login": email, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return person


def is_signed_in(person: Person) -> bool:
    return person.get("/accounts/settings/").status_code == 200


def get_user(email: str = "ada@example.com") -> User:
    return User.objects.get(email=email)


def link_in(mail: EmailMessage, settings: Any) -> str:
    """The path of the first link in a mail that is not the signature's, which leads to SITE_URL."""
    found = re.search(rf"{re.escape(settings.SITE_URL)}(/\S+)", str(mail.body))
    assert found, mail.body
    return found[1]
