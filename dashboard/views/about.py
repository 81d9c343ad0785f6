from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@transaction.non_atomic_requests  # like the first screen, it asks the database nothing
@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """About the method, for anybody."""
    return render(request, "dashboard/about.html")
