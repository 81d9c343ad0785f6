"""What every room stands on: a receipt for each form that took effect, and the undo journal."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from core.ownership import OwnedQuerySet, OwnedRow


class FormReceipt(OwnedRow):
    """This form was taken: sent again, it gets the first answer and makes nothing new.

    Written in the transaction of the form's effect, so one is never there without the other.
    """

    key = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    answer_url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["FormReceipt"].as_manager()

    class Meta(OwnedRow.Meta):
        constraints = [
            *OwnedRow.Meta.constraints,
            models.UniqueConstraint(fields=["owner", "key"], name="core_formreceipt_once"),
        ]

    def __str__(self) -> str:
        return self.answer_url


class Change(OwnedRow):
    """Something that can be put back: the rows as they were before (``core.undo``)."""

    label = models.CharField(max_length=300)
    # {"deleted": [a row as Django serializes it, …], "emptied": [{model, pk, field, value}, …]}
    before = models.JSONField(encoder=DjangoJSONEncoder)
    # The form that did it: put back, it may be sent again and counts again.
    form_key = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet["Change"].as_manager()

    class Meta(OwnedRow.Meta):
        indexes = [models.Index(fields=["owner", "-made_at"], name="core_change_owner_made")]

    def __str__(self) -> str:
        return self.label
