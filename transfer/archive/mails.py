"""A mail that comes out of an archive is on record here, and never sent by itself."""

from transfer.archive.contents import Row


def as_record(row: Row) -> Row:
    """With a key that says nothing of this installation, and not waiting to be sent.

    Keys hold ids and days (``letter-7``): another row's here, whose own mail would be kept back.
    One that waited there may have gone out from there: its person decides.
    """
    waits = row["claimed_at"] is None and row["failed_at"] is None
    claimed = row["created_at"] if waits else row["claimed_at"]
    return {**row, "key": f"restored-{row['uuid']}", "claimed_at": claimed}
