"""The pseudo-locale's formats: the German ones, with a decimal comma that would break a drawing."""

from config.formats.de.formats import *  # noqa: F403

DECIMAL_SEPARATOR = ","
