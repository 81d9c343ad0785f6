"""How many SQL statements a page spends on its own data."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import Person

# What every signed-in page needs besides: the session, the person, and the transaction's own.
_EVERY_PAGE = (
    "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK", "SELECT set_config(", "SELECT current_setting(",
    'SELECT "django_session"', 'SELECT "accounts_user"."id"',
)  # fmt: skip
AT_MOST = 3


def page_statements(person: Person, url: str) -> list[str]:
    """The statements for the data of ``url``, which must answer 200."""
    with CaptureQueriesContext(connection) as captured:
        answer = person.get(url)
    assert answer.status_code == 200, f"{url}: {answer.status_code}"
    statements = [query["sql"] for query in captured]
    return [sql for sql in statements if not sql.startswith(_EVERY_PAGE)]


def assert_lean(person: Person, url: str) -> None:
    """At most three statements, whatever the number of rows."""
    found = page_statements(person, url)
    assert len(found) <= AT_MOST, f"{url} takes {len(found)} statements:\n" + "\n".join(found)
