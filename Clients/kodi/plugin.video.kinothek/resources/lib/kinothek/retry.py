"""Tries a call again while the reason for its failure may pass."""
import itertools
import random

from .errors import Interrupted, NotUnderstood, Refused, Unreachable

ATTEMPTS = 5
FIRST_WAIT_SECONDS = 1.0
# Somebody who is told to wait longer than this should come back another time instead.
WAIT_SECONDS_MAX = 120.0
PASSING_STATUSES = frozenset({429, 500, 502, 503, 504})


class Retry:
    """Exponential backoff with jitter. A `Retry-After` of the server counts more than the own reckoning.

    `wait(seconds)` returns True when the wait was cut short because everything is to end.
    """

    def __init__(self, wait, attempts=ATTEMPTS, jitter=random.random):
        self._wait = wait
        self._attempts = attempts
        self._jitter = jitter

    def call(self, action):
        for attempt in itertools.count(1):
            try:
                return action()
            except (Unreachable, NotUnderstood, Refused) as error:
                seconds = self._pause(error, attempt)
                if attempt >= self._attempts or seconds is None:
                    raise
                if self._wait(seconds):
                    raise Interrupted() from error

    def _pause(self, error, attempt):
        """Seconds until the next attempt; None when another one would be in vain."""
        if isinstance(error, Refused):
            if error.status not in PASSING_STATUSES:
                return None
            if error.retry_after is not None:
                return float(error.retry_after) if error.retry_after <= WAIT_SECONDS_MAX else None
        return FIRST_WAIT_SECONDS * 2 ** (attempt - 1) * (0.75 + 0.5 * self._jitter())


class PatientTransport:
    """A transport whose requests are tried again. Only for requests that may safely be sent twice."""

    def __init__(self, transport, retry):
        self._transport = transport
        self._retry = retry

    def send(self, method, path, body=None, headers=None):
        return self._retry.call(lambda: self._transport.send(method, path, body, headers))
