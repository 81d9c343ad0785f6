from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def meet(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def plan(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def debrief(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def outcome(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)
