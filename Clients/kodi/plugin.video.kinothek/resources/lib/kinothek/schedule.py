"""When to synchronise next."""

# Kodi tells of every film of a scan by itself, so wait for some quiet, but not for ever.
SETTLE_SECONDS = 10
SETTLE_SECONDS_MAX = 120
RETRY_SECONDS = 60


class Schedule:
    """A time for the next run, moved by what happens. `clock` is monotonic; the interval is 0 when switched off."""

    def __init__(self, clock, interval_seconds):
        self._clock = clock
        self._interval = interval_seconds
        self._due = clock() if interval_seconds else None
        self._first_event = None
        self._failures = 0

    def is_due(self):
        return self._due is not None and self._clock() >= self._due

    def set_interval(self, seconds):
        """A new interval counts from now; an unchanged one moves nothing."""
        if seconds != self._interval:
            self._interval = seconds
            self._due = self._clock() + seconds if seconds else None

    def request(self):
        """A person asked."""
        self._due = self._clock()

    def library_changed(self):
        now = self._clock()
        if self._first_event is None:
            self._first_event = now
        self._due = min(now + SETTLE_SECONDS, self._first_event + SETTLE_SECONDS_MAX)

    def started(self):
        """What happens from here on is a reason for one more run."""
        self._due = None
        self._first_event = None

    def succeeded(self):
        self._failures = 0
        self._next(self._interval)

    def failed(self, retry_after=None):
        """Comes back sooner than usual, but ever later while it goes on failing."""
        seconds = RETRY_SECONDS * 2 ** min(self._failures, 10)
        self._failures += 1
        if self._interval:
            seconds = min(seconds, self._interval)
        self._next(max(seconds, retry_after or 0))

    def pause(self):
        """There is no server or no key; somebody will ask when there is."""
        self._next(self._interval)

    def _next(self, seconds):
        if seconds and (self._due is None or self._clock() + seconds < self._due):
            self._due = self._clock() + seconds
