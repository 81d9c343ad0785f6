"""Deutsch. Each on the 10th of March 2026, at two."""

DATE_FORMAT = "j. F Y"  # 10. März 2026
DATETIME_FORMAT = "j. F Y, H:i"  # 10. März 2026, 14:00
TIME_FORMAT = "H:i"  # 14:00
YEAR_MONTH_FORMAT = "F Y"  # März 2026
MONTH_DAY_FORMAT = "j. F"  # 10. März

LONG_DATE_FORMAT = "j. F Y"  # 10. März 2026
LONG_DATETIME_FORMAT = "l, j. F Y, H:i"  # Dienstag, 10. März 2026, 14:00
WEEKDAY_FORMAT = "l, j. F"  # Dienstag, 10. März
DAY_FORMAT = "D, j. M"  # Di, 10. Mär
DAY_TIME_FORMAT = "D, j. M, H:i"  # Di, 10. Mär, 14:00
DAY_YEAR_TIME_FORMAT = "D, j. M Y, H:i"  # Di, 10. Mär 2026, 14:00
SHORT_DAY_FORMAT = "j. M"  # 10. Mär
SHORT_DAY_TIME_FORMAT = "j. M, H:i"  # 10. Mär, 14:00
SHORT_MONTH_FORMAT = "M Y"  # Mär 2026
