"""Everything I have as one file. It comes back through the one way in."""

import io

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from transfer.archive import write


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """It is whole before its first byte leaves: half an archive would look like one.

    Costs the memory of what leaves, packed: some 5 MB for 50,000 people.
    """
    now = timezone.now()
    file = io.BytesIO()
    write(request.user, file, now)
    name = f"worthwhile-{timezone.localdate(now)}.zip"
    return HttpResponse(
        file.getvalue(),
        content_type="application/zip",
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )
