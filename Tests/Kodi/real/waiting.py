"""Waiting for a condition instead of for a time."""
import time

POLL_SECONDS = 0.1


class TimeIsUp(AssertionError):
    """The condition did not come true."""


def wait_until(what, condition, seconds=30, poll=POLL_SECONDS):
    """The first truthy value of `condition()`; fails, naming `what`, when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeIsUp("after %d s still not: %s" % (seconds, what))
        time.sleep(poll)
