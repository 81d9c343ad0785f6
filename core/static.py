"""Our stylesheet is written in parts and served as one: each request costs a phone a round trip."""

import re
from collections.abc import Iterator
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/worthwhile.css"
_IMPORT = re.compile(r'@import url\("([\w-]+\.css)"\);')
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


class Storage(CompressedManifestStaticFilesStorage):
    """whitenoise's storage, which joins the parts when static files are collected."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if SHEET in paths and not dry_run:
            self._write(SHEET, _COMMENT.sub("", _IMPORT.sub(self._part, self._read(SHEET))))
            paths = {**paths, SHEET: (self, SHEET)}  # and not where it was collected from
        yield from super().post_process(paths, dry_run, **options)

    def _part(self, found: re.Match[str]) -> str:
        return self._read(f"css/{found[1]}")

    def _read(self, name: str) -> str:
        with self.open(name) as file:
            text: str = file.read().decode()
        return text

    def _write(self, name: str, text: str) -> None:
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
