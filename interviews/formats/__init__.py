"""Applications and invites as other tools write them. Pure: no request, no query.

The most particular come first; last the sheet that somebody keeps by hand.
"""

from core.files import TableFormat, WholeFormat
from interviews.formats.huntr import Huntr
from interviews.formats.invite import Invite
from interviews.formats.jobsync import JobSync
from interviews.formats.linkedin import LinkedInApplications, LinkedInSaved
from interviews.formats.sheet import HandKept
from interviews.formats.simplify import Simplify
from interviews.formats.teal import Teal

TABLES: tuple[TableFormat, ...] = (
    LinkedInApplications(),
    LinkedInSaved(),
    Huntr(),
    Simplify(),
    JobSync(),
    Teal(),
    HandKept(),
)
WHOLES: tuple[WholeFormat, ...] = (Invite(),)
