from django.urls import path

from transfer.sheets import SHEETS
from transfer.views import archive, feed, imports, out, rows

app_name = "transfer"

urlpatterns = [
    path("", out.index, name="index"),
    path("archive.zip", archive.archive, name="archive"),
    path("calendar/", feed.calendar, name="calendar"),
    path("import/", imports.imports, name="imports"),
    path("import/<int:pk>/", imports.import_page, name="import"),
    path("import/<int:pk>/answer/", imports.answer, name="answer"),
    path("import/<int:pk>/start/", imports.start, name="start"),
    path("import/<int:pk>/stop/", imports.stop, name="stop"),
    path("import/rows/<int:pk>/", rows.row, name="row"),
    path("record/", out.record, name="record"),
    path("sheets.zip", out.sheets, name="sheets"),
    *(
        path(f"sheets/{sheet.slug}.csv", out.sheet, {"sheet": sheet}, name=f"sheet_{sheet.slug}")
        for sheet in SHEETS
    ),
]
