"""`make fuzz`: every reader of files, given what no person would write. No part of `make test`."""
