from django.http import Http404, HttpRequest, HttpResponse


def write(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows


def letter(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows


def skip(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows


def reopen(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows


def mail(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows


def delete(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows
