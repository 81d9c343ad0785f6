"""The sweep over the admin: staff Bob reaches none of Alice's rows, in the same three modes.

The list of accounts is left out: it shows everybody's e-mail on purpose (docs/decisions.md).
"""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.urls import reverse

from core.ownership import owned_models
from tests.locks.sitemap import addresses
from tests.locks.test_sweep import VERBS, forms_of, links_to_hers, send
from tests.locks.world import HERS, SECRET, all_rows

MODELS = [*owned_models(), UserSession]
OF_A_ROW = ("change", "delete", "history")


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_owned_model_is_in_the_admin_with_the_pages_swept_here() -> None:
    assert set(MODELS) <= set(admin.site._registry)
    for model in MODELS:
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        pages = {name.removeprefix(prefix) for name, _ in addresses() if name.startswith(prefix)}
        assert pages == {"changelist", "add", *OF_A_ROW}, model


def test_a_strangers_row_is_not_there_under_any_verb(world: tuple) -> None:
    alice, _rows, bob = world
    before = all_rows(alice)
    for model in MODELS:
        for page in OF_A_ROW:
            url = address(model, page, HERS)
            for verb in VERBS:
                answer = send(bob, verb, url)
                # The admin says of a row that is not there that it "doesn't exist", by redirect.
                assert answer.status_code in (302, 400, 403, 404, 405), f"{verb} {url}"
                assert SECRET not in answer.content.decode(), f"{verb} {url}"
    assert all_rows(alice) == before


def test_no_list_choice_or_suggestion_shows_a_strangers_word(world: tuple) -> None:
    _alice, rows, bob = world
    urls = [address(model, page) for model in MODELS for page in ("changelist", "add")]
    urls += [address(model, "change", rows[model.__name__].pk) for model in owned_models()]
    urls += [f"{address(model, 'changelist')}?q={SECRET}" for model in owned_models()]
    for url in urls:
        answer = bob.get(url)
        assert answer.status_code in (200, 403), f"{url}: {answer.status_code}"
        # A search repeats the word that was looked for, and nothing else holds it.
        assert f"{SECRET} " not in answer.content.decode(), url
    for model in owned_models():
        for field in model._meta.concrete_fields:
            if field.name == "owner":
                continue  # suggests accounts, as their list shows them
            names = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
            asked = {**names, "field_name": field.name, "term": ""}
            answer = bob.get(reverse("admin:autocomplete"), asked)
            assert SECRET not in answer.content.decode(), asked


@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model.__name__)
def test_a_strangers_id_in_any_field_takes_nothing_of_hers(world: tuple, model: Any) -> None:
    alice, rows, bob = world
    before = all_rows(alice)
    mine = rows[model.__name__].pk
    for url in (
        address(model, "add"),
        address(model, "change", mine),
        address(model, "changelist"),
    ):
        for form in forms_of(bob, url, "post"):
            action = form["attrs"].get("action") or url
            if not action.startswith(address(model, "changelist")):
                continue  # the way out, and the theme
            # A count of rows is no id, and so many of them only take their time.
            names = {name for name in form["names"] if not name.endswith("_FORMS")}
            for name in sorted(names - {"csrfmiddlewaretoken"}):
                answer = bob.post(action, {**form["fields"], name: str(HERS)})
                assert answer.status_code < 500, f"{action} {name}"
                assert SECRET not in answer.content.decode(), f"{action} {name}"
    chosen = {"action": "delete_selected", "_selected_action": [HERS], "post": "yes"}
    token = bob.cookies["csrftoken"].value
    bob.post(address(model, "changelist"), chosen, headers={"X-CSRFToken": token})
    assert all_rows(alice) == before
    assert list(links_to_hers(bob.user)) == []
