"""Where it pays: ranked, with counts, and silent about what is too small to tell."""

from dashboard.pictures.worth import ENOUGH, LISTED, draw, rank
from interviews.models import Kind, Verdict
from tests.dashboard.chosen import a_history, a_round, chosen

GOOD, BAD = Verdict.MET, Verdict.NEITHER


def test_the_larger_share_comes_first_and_then_the_larger_group() -> None:
    interviews = [("three", GOOD)] * 3 + [("four", GOOD)] * 4
    interviews += [("nine", GOOD)] * 9 + [("nine", BAD)] + [("none", BAD)] * 3
    ranking = rank("Companies", interviews)
    assert [(row.name, row.share.n, row.share.m) for row in ranking.rows] == [
        ("four", 4, 4), ("three", 3, 3), ("nine", 9, 10), ("none", 0, 3),
    ]  # fmt: skip
    assert [row.words for row in ranking.rows] == ["4 of 4", "3 of 3", "9 of 10, 90 %", "0 of 3"]


def test_fewer_than_three_are_hidden_and_counted() -> None:
    ranking = rank("Sources", [("two", GOOD)] * (ENOUGH - 1) + [("three", BAD)] * ENOUGH)
    assert [row.name for row in ranking.rows] == ["three"]
    assert ranking.hidden == 1


def test_it_ranks_companies_sources_and_kinds_of_debriefed_interviews() -> None:
    rounds = [a_round(verdict=GOOD, kind=Kind.PANEL)] * 3 + [a_round(verdict=Verdict.PENDING)] * 3
    worth = draw(chosen(a_history(*rounds, source="a friend")))
    assert [row[:4] for row in worth.table.rows] == [
        ("Initech", "Companies", 3, 3),
        ("a friend", "Sources", 3, 3),
        ("Panel", "Kinds of interview", 3, 3),
    ]
    assert worth.sentence == "Initech: all 3 interviews you debriefed were worth your time."
    assert worth.note == ""


def test_no_source_is_no_group() -> None:
    worth = draw(chosen(a_history(*[a_round(verdict=BAD)] * 3)))
    assert {row[1] for row in worth.table.rows} == {"Companies", "Kinds of interview"}
    assert worth.sentence == "None of these was worth your time so far. Others will be."


def test_it_says_what_is_hidden() -> None:
    small = a_history(a_round(kind=Kind.CHAT), company_name="Hooli")
    worth = draw(chosen(a_history(*[a_round()] * 3), small))
    assert worth.note == ("2 groups with fewer than three debriefed interviews are not ranked.")
    many = [a_history(*[a_round()] * 3, company_name=f"Company {n}") for n in range(LISTED + 1)]
    assert "The table has the first 20 of each." in draw(chosen(*many)).note


def test_a_sentence_about_a_kind_begins_as_a_sentence_does() -> None:
    rounds = [a_round(verdict=GOOD, kind=Kind.PANEL)]
    names = enumerate(("Initech", "Umbrella", "Globex"))
    histories = [a_history(*rounds, company=n, company_name=name) for n, name in names]
    assert draw(chosen(*histories)).sentence.startswith("Panel: all 3 interviews")


def test_it_names_what_was_worth_it_where_the_first_ranking_has_nothing() -> None:
    bad = a_history(*[a_round(verdict=BAD, kind=Kind.PANEL)] * 3)
    names = enumerate(("Umbrella", "Globex"), 10)
    good = [
        a_history(a_round(verdict=GOOD, kind=Kind.PANEL), company=n, company_name=name)
        for n, name in names
    ]
    worth = draw(chosen(bad, *good))
    assert worth.sentence == "Panel: 2 of the 5 interviews you debriefed were worth your time."
