"""Pictures as files: to keep, and to show to others."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.text import in_a_row
from dashboard.pictures import ink
from dashboard.pictures.flow import Flow
from dashboard.pictures.picture import Picture
from dashboard.pictures.sheet import sheet
from dashboard.views.dashboard import read


@require_safe
def picture(request: HttpRequest, picture: Picture) -> HttpResponse:
    """One picture on paper. ``anonymous``: the flow to be shared, with nobody's name in it, which
    leaves out the words of the filters.
    """
    form, chosen = read(request)
    drawing = picture.draw(chosen)
    title, sentence = picture.title, drawing.sentence if drawing else picture.empty
    said = [date_format(timezone.localdate(), "LONG_DATE_FORMAT"), form.names()]
    if isinstance(drawing, Flow) and "anonymous" in request.GET:
        title, sentence, said = _("One search for work"), drawing.shared_sentence, said[:1]
    context = {
        "picture": picture,
        "drawing": drawing,
        "title": title,
        "sentence": sentence,
        "page": sheet(str(sentence), drawing, in_a_row(said)),
        "pens": ink.PENS,
        "ink": ink,
    }
    answer = render(request, "dashboard/pictures/file.svg", context, content_type="image/svg+xml")
    if "download" in request.GET:
        answer["Content-Disposition"] = f'attachment; filename="worthwhile-{picture.slug}.svg"'
    return answer
