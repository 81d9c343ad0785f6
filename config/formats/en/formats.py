"""English as in Britain. Each on the 10th of March 2026, at two."""

DATE_FORMAT = "j M Y"  # 10 Mar 2026
DATETIME_FORMAT = "j M Y, H:i"  # 10 Mar 2026, 14:00
TIME_FORMAT = "H:i"  # 14:00
YEAR_MONTH_FORMAT = "F Y"  # March 2026
MONTH_DAY_FORMAT = "j F"  # 10 March

LONG_DATE_FORMAT = "j F Y"  # 10 March 2026
LONG_DATETIME_FORMAT = "l j F Y, H:i"  # Tuesday 10 March 2026, 14:00
WEEKDAY_FORMAT = "l j F"  # Tuesday 10 March
DAY_FORMAT = "D j M"  # Tue 10 Mar
DAY_TIME_FORMAT = "D j M, H:i"  # Tue 10 Mar, 14:00
DAY_YEAR_TIME_FORMAT = "D j M Y, H:i"  # Tue 10 Mar 2026, 14:00
SHORT_DAY_FORMAT = "j M"  # 10 Mar
SHORT_DAY_TIME_FORMAT = "j M, H:i"  # 10 Mar, 14:00
SHORT_MONTH_FORMAT = "M Y"  # Mar 2026
