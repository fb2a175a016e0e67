"""Months and weekdays, in full and short, and patterns of them."""

from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTHS: Final = tuple(name[:3].lower() for name in MONTHS)
SHORT_WEEKDAYS: Final = tuple(name[:3].lower() for name in WEEKDAYS)
CALENDAR_WORDS: Final = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))
"""Both in small letters."""
SHORT_WORDS: Final = frozenset((*SHORT_MONTHS, "sept", *SHORT_WEEKDAYS, "tues", "thur", "thurs"))
"""Short forms of both in small letters, all that are in use."""
MONTH: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
"""A pattern of a month in full or short, for patterns that ignore case."""
CAPITAL_MONTH: Final = rf"(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?"
"""The same where the capital counts: "may" and "march" are verbs."""
WEEKDAY: Final = rf"(?:{'|'.join(name.removesuffix('day') for name in WEEKDAYS)})day"
"""A pattern of a weekday in full."""
