"""How often something was done within the last hour: kept in this process only, forgotten with it."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from linli.kernel.errors import ErrorCode, TooMany

HOUR = timedelta(hours=1)
REMEMBERED = 50_000


class SlidingHour:
    """At most ``most`` acts an hour for each key: a public number, a client's address.

    The empty key is somebody unknown. Unknown ones are never counted: they are not one and the same. Of very many
    keys those whose last act is longest ago are forgotten. ``why`` is the code of the refusal; its data holds
    ``minutes`` and ``retry_after`` (seconds).
    """

    def __init__(self, most: int, why: ErrorCode) -> None:
        self.most, self.why = most, why
        self._lock = Lock()
        self._done: OrderedDict[str, list[datetime]] = OrderedDict()

    def refuse_if_used(self, key: str, at: datetime) -> None:
        """TooMany when the key has used up the hour before ``at``."""
        with self._lock:
            self._refuse(key, at)

    def note(self, key: str, at: datetime) -> None:
        """One more act of the key."""
        with self._lock:
            self._note(key, at)

    def use(self, key: str, at: datetime) -> None:
        """Refuse, else note, as one: of two at the same moment only one is the last."""
        with self._lock:
            self._refuse(key, at)
            self._note(key, at)

    def forget(self) -> None:
        """Forget everything (tests)."""
        with self._lock:
            self._done.clear()

    def _recent(self, key: str, at: datetime) -> list[datetime]:
        return [moment for moment in self._done.get(key, ()) if at - moment < HOUR]

    def _refuse(self, key: str, at: datetime) -> None:
        recent = self._recent(key, at)
        if len(recent) >= self.most:
            left = int((recent[-self.most] + HOUR - at).total_seconds())
            raise TooMany(self.why, {"minutes": max(1, -(-left // 60)), "retry_after": max(1, left)})

    def _note(self, key: str, at: datetime) -> None:
        if not key:
            return
        self._done[key] = [*self._recent(key, at), at]
        self._done.move_to_end(key)
        if len(self._done) > REMEMBERED:
            self._done.popitem(last=False)
