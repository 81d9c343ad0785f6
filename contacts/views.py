from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def contact_list(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def new(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def contact(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def edit(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def archive(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def delete(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def company_list(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def new_company(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def company(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def edit_company(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)


def delete_company(request: HttpRequest, pk: int = 0) -> HttpResponse:
    return render(request, "404.html", status=404)
