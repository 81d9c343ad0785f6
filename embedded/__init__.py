"""A PostgreSQL of one's own: its binaries, its data folder and the care that keeps it running.

Knows nothing of the application. Start reading at ``cluster.py``.
"""

from embedded.cluster import Cluster
from embedded.errors import EmbeddedError
from embedded.temporary import temporary

__all__ = ["Cluster", "EmbeddedError", "temporary"]
