from django.http import Http404, HttpRequest, HttpResponse


def script_list(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows


def new(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows


def shipped(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows


def edit(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows


def delete(request: HttpRequest, pk: int = 0) -> HttpResponse:
    raise Http404  # follows
