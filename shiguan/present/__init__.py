"""What the record comes to, worked out as it grows and kept beside it: entities, tellings and events.

The ledger holds documents, claims, judgements and entries; everything here is made from these and can be made again.
``keep`` brings the present up to the record's newest entry; ``past`` makes it as it was at a moment. ``Resolved`` keeps the
names as they are compared, and judges those of new articles.
"""

from shiguan.present.keep import keep, past
from shiguan.present.resolved import Resolved

__all__ = ["Resolved", "keep", "past"]
