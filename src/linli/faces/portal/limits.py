"""How often something may be done from one address: kept in this process only, forgotten with it."""

import threading
import time
from collections import OrderedDict

from linli.faces.portal.reasons import PortalCode
from linli.kernel.errors import TooMany

REMEMBERED = 20_000
HOUR = 3_600.0


class Quota:
    """At most ``most`` acts an hour and client."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._done: OrderedDict[str, list[float]] = OrderedDict()

    def refuse_if_used(self, client: str, moment: float | None = None) -> None:
        """TooMany when the client has used up the hour."""
        here = time.monotonic() if moment is None else moment
        with self._lock:
            recent = [then for then in self._done.get(client, ()) if here - then < HOUR]
        if len(recent) >= self.most:
            left = int(recent[0] + HOUR - here)
            raise TooMany(PortalCode.TOO_OFTEN, {"minutes": max(1, -(-left // 60)), "retry_after": max(1, left)})

    def note(self, client: str, moment: float | None = None) -> None:
        """One more act of the client."""
        here = time.monotonic() if moment is None else moment
        with self._lock:
            recent = [then for then in self._done.pop(client, ()) if here - then < HOUR]
            self._done[client] = [*recent, here]
            if len(self._done) > REMEMBERED:
                self._done.popitem(last=False)

    def use(self, client: str) -> None:
        """Refuse, else note."""
        self.refuse_if_used(client)
        self.note(client)

    def forget(self) -> None:
        """Forget everything (tests)."""
        with self._lock:
            self._done.clear()


drafts, nameless, codes, joins, tries, resumes = Quota(60), Quota(10), Quota(10), Quota(10), Quota(30), Quota(10)
QUOTAS = (drafts, nameless, codes, joins, tries, resumes)
