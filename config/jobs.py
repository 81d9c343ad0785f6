"""Every periodic job, in one list."""
