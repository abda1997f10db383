"""The days of the outreach system: one place for the figure and for the tool that works out dates."""

BACK = 2  # call back within so many days of meeting somebody
REMINDER = 3  # days before the meeting
AFTER = 2  # calls within so many days after it
ONE_CALL = 5  # who signs up so many days before the meeting, or later, gets one call
