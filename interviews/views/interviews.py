from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def interview_list(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def new(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def interview(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def edit(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def cancel(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def delete(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)
