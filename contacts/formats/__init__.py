"""The files that people come in by, and go out by."""
