"""What a picture is: words, and a drawing made of what was chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dashboard.histories import Chosen
from dashboard.pictures.canvas import Table, Tone


class Drawing(Protocol):
    """What every drawing has besides its own shapes."""

    @property
    def sentence(self) -> str: ...
    @property
    def note(self) -> str: ...  # what is not in it, or nothing
    @property
    def height(self) -> str: ...
    @property
    def table(self) -> Table: ...
    @property
    def key(self) -> Sequence[Tone]: ...


@dataclass(frozen=True)
class Picture:
    """``draw`` gives None where there is nothing to draw yet; ``empty`` says what would be."""

    slug: str
    title: Any
    definition: Any
    empty: Any
    draw: Callable[[Chosen], Drawing | None]
    table: str = "dashboard/pictures/table.html"

    @property
    def template(self) -> str:
        return f"dashboard/pictures/{self.slug}.svg"

    @property
    def url_name(self) -> str:
        return f"dashboard:picture_{self.slug}"
