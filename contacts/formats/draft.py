"""A person in the making: what any format found of them, until it is a record.

Nothing that a format found is lost in silence: a second e-mail, what is longer than its place, and
what is no e-mail or link though it should be one stand in the notes under their label. Notes too
long to keep end with an ellipsis; only beyond all measure (``MANY``, ``LONGEST``) no word is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.details import LINKS_LENGTH, PHONE_LENGTH, is_email, is_web_address, tidy_links
from contacts.records import PersonRecord
from core.files import RowProblem
from core.files.tidy import in_a_line, in_lines
from core.text import in_a_row

# Looked up where they are needed: of most people nothing has to be noted, and a look takes time.
FORM_OF_ADDRESS, NAMED = gettext_lazy("Form of address"), gettext_lazy("Name")
COMPANY, TITLE = gettext_lazy("Company"), gettext_lazy("Title")
NAME, NOTES = 200, 10_000  # as columns keep them
LONGEST = 20_000  # characters of any value that are looked at
MANY = 200  # values of one kind: nobody has more

Labelled = tuple[str, str]  # the label that the file gives it, and the text


@dataclass
class Draft:
    name: str = ""  # as a whole, where the file has it so
    parts: list[str] = field(default_factory=list)  # else given, middle, family
    instead: list[str] = field(default_factory=list)  # what they go by where there is no name
    honours: list[str] = field(default_factory=list)  # Dr., Mag., PhD
    company: str = ""
    title: str = ""
    uid: str = ""
    emails: list[Labelled] = field(default_factory=list)
    phones: list[Labelled] = field(default_factory=list)
    links: list[Labelled] = field(default_factory=list)
    labelled: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def note(self, label: str | Promise, text: str) -> None:
        """What has no field here. Without a label it is free text."""
        text = in_lines(text[:LONGEST], NOTES) if text else ""
        if not text:
            return
        label = in_a_line(str(label), NAME)
        notes = self.labelled if label else self.texts
        line = _("%(label)s: %(text)s") % {"label": label, "text": text} if label else text
        if line not in notes[:MANY]:
            notes.append(line)

    def record(self) -> PersonRecord:
        """``RowProblem`` where nothing says who it is."""
        if self.honours:
            self.note(FORM_OF_ADDRESS, in_a_row(self.honours))
        company = self._fit(COMPANY, self.company)
        title = self._fit(TITLE, self.title)
        email = self._first_email()
        phone = self._first_phone()
        links = self._kept_links()
        return PersonRecord(
            name=self._known_by(email, company),
            company=company,
            title=title,
            email=email,
            phone=phone,
            links=links,
            notes=in_lines(
                "\n\n".join(filter(None, ["\n".join(self.labelled), *self.texts])), NOTES
            ),
            uid=self.uid[:NAME],
        )

    def _known_by(self, email: str, company: str) -> str:
        named = [self.name, " ".join(self.parts), *self.instead]
        for text in (*named, email, company):
            if name := self._fit(NAMED, text):
                return name
        raise RowProblem(_("Nothing here says who it is: it has no name and no e-mail."))

    def _fit(self, label: Promise, text: str) -> str:
        """As its column keeps it; what is longer is whole in the notes."""
        short = in_a_line(text, NAME)
        if len(text) > NAME and len(in_a_line(text, NOTES)) > NAME:
            self.note(label, text)
        return short

    def _first_email(self) -> str:
        first = ""
        for label, text in _each_once(self.emails):
            if not first and is_email(text):
                first = text
            elif text.lower() != first.lower():
                self.note(said_of(_("E-mail"), label), text)
        return first

    def _first_phone(self) -> str:
        first = ""
        for label, text in _each_once(self.phones):
            if not first and len(text) <= PHONE_LENGTH and any(map(str.isdecimal, text)):
                first = text
            elif text != first:
                self.note(said_of(_("Phone"), label), text)
        return first

    def _kept_links(self) -> tuple[str, ...]:
        kept: list[str] = []
        for label, text in _each_once(self.links):
            link = tidy_links(text)
            fits = len("\n".join([*kept, link])) <= LINKS_LENGTH
            if is_web_address(link) and fits:
                kept.append(link)
            else:
                self.note(said_of(_("Link"), label), text)
        return tuple(dict.fromkeys(kept))


def _each_once(values: Iterable[Labelled]) -> list[Labelled]:
    found: dict[str, str] = {}
    for label, text in values:
        if len(found) < MANY and (text := in_a_line(text[:LONGEST], LINKS_LENGTH)):
            found.setdefault(text, label)
    return [(label, text) for text, label in found.items()]


def said_of(what: str, label: str) -> str:
    label = in_a_line(label, NAME).strip("*:_ ")
    if not label:
        return what
    return _("%(what)s (%(label)s)") % {"what": what, "label": label.lower()}
