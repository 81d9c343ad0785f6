"""Everything I have as one file. It comes back through the one way in."""

from tempfile import SpooledTemporaryFile

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_safe

from transfer.archive import write

IN_MEMORY = 1 << 22  # bytes; what is longer goes through a file that has no name


@require_safe
def archive(request: HttpRequest) -> FileResponse:
    """It is whole before its first byte leaves: half an archive would look like one."""
    now = timezone.now()
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115, the answer closes it
    write(request.user, file, now)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"worthwhile-{timezone.localdate(now)}.zip",
        content_type="application/zip",
        headers={"Cache-Control": "private, no-store"},
    )
