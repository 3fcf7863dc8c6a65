"""Token buckets by key, in the memory of one process: so many requests a minute, a sixth of them at once."""

import threading
from collections import OrderedDict

REMEMBERED = 20_000


class Buckets:
    """A bucket for each key; the least recently used are forgotten."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, moment: float, per_minute: int = 0) -> float:
        """Take a token; 0 when there was one, else the seconds until the next. The empty key is never counted.

        ``per_minute`` is the key's own rate, 0 the rate of all.
        """
        if not key:
            return 0.0
        rate = (per_minute or self.per_minute) / 60
        size = max(rate * 10, 1.0)
        with self._lock:
            tokens, seen = self._kept.pop(key, (size, moment))
            tokens = min(size, tokens + (moment - seen) * rate)
            wait = 0.0 if tokens >= 1 else (1 - tokens) / rate
            self._kept[key] = (tokens - 1 if wait == 0 else tokens, moment)
            if len(self._kept) > REMEMBERED:
                self._kept.popitem(last=False)
        return wait
