"""Today. The one place that asks the computer's clock; everything else is handed the day."""

from __future__ import annotations

import os
from datetime import date, datetime, timezone


def today() -> date:
    """This day; SOURCE_DATE_EPOCH (seconds since 1970, UTC) stands for another one, so that work can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), timezone.utc).date() if epoch else date.today()
