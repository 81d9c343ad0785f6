"""How each language writes dates, times and numbers, where Django's own way is not ours.

Pages and Python name a format (``|date:"DAY_FORMAT"``, ``date_format(day, "DAY_FORMAT")``) and
never spell one out. Every language has every name; a bare ``|date`` is DATE_FORMAT.
"""
