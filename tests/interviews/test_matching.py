"""What in an address names one posting, and how little is looked at where all are alike."""

from datetime import date, timedelta

import pytest

from interviews.matching import MOST_ALIKE, Known, Tries, key_of, post_of, repeated

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("url", "has_number"),
    [
        ("https://www.linkedin.com/jobs/view/4012345678", True),
        ("https://www.linkedin.com/jobs/search/?currentJobId=4012345678&start=25", True),
        ("https://jobs.example.com/company/umbrella/jobs/12345-lead", True),
        ("https://hooli.example.com/jobs/7", True),
        ("https://example.com/?p=123", True),
        ("https://jobs.example.com/0a1b2c3d-4e5f", True),
        ("https://www.linkedin.com/company/12345678/jobs", False),
        ("https://jobs.example.com/companies/umbrella-12345678", False),
        ("https://acme.example/2024/careers", False),
        ("https://acme.example/2024/05/we-grow", False),
        ("https://acme.example/careers?page=2", False),
        ("https://acme.example/careers?team=go&start=50", False),
        ("https://acme.example/careers", False),
        ("", False),
    ],
)
def test_a_page_with_many_is_no_posting(url: str, has_number: bool) -> None:
    assert post_of(url).has_number == has_number


def a_try(number: int, **facts: object) -> Known:
    key, post = key_of("Umbrella", "Lead"), post_of(f"https://example.com/jobs/{10_000 + number}")
    return Known(
        **{"key": key, "applied_on": DAY, "post": post, "company": "", "line": number, **facts}
    )  # type: ignore[arg-type]


def test_of_many_for_one_role_few_are_looked_at_and_each_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at = []

    def is_another(self: object, other: object) -> bool:
        looked_at.append(other)
        return self != other

    monkeypatch.setattr("interviews.matching.Post.is_another", is_another)
    lines = Tries()
    for number in range(200):
        one = a_try(number, applied_on=DAY + timedelta(number % 2))
        assert repeated(lines, one)[0] is None
        lines.add(one)
    assert len(looked_at) <= 200 * MOST_ALIKE
    for number in range(200):
        found, _sure = repeated(lines, a_try(number))
        assert found is not None
        assert found.line == number
