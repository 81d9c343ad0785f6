"""The frame: settings, the site map, the two commands."""
