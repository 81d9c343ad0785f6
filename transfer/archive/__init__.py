"""The lossless archive: everything a person has as one file, which another installation restores.

``contents`` says what is in it, ``writing`` writes one, ``reading`` reads any (a hostile one too),
``settling`` finds out what of it is here already, ``restoring`` writes the rest, and ``copies``
keeps one of each day in a folder.
"""

from transfer.archive.reading import Archive, is_archive
from transfer.archive.restoring import Restored, restore
from transfer.archive.settling import Plan, Share, plan
from transfer.archive.writing import write

__all__ = ["Archive", "Plan", "Restored", "Share", "is_archive", "plan", "restore", "write"]
