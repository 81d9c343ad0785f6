from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def settings(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)
