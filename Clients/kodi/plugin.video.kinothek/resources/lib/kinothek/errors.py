"""What can go wrong. `notices.explain` turns each of these into words for the person in front of the screen."""


class KinothekError(Exception):
    """The common root, so that callers can catch everything that is expected to happen."""


class NotPaired(KinothekError):
    """There is no server address or no key yet."""


class Unreachable(KinothekError):
    """No answer: no network, no such host, connection refused, timeout, bad certificate."""


class Moved(KinothekError):
    """The server redirected. The key is not carried to another address; a person has to enter that one."""

    def __init__(self, location):
        super().__init__(location)
        self.location = location


class NotUnderstood(KinothekError):
    """Something answered, but not in the form that a Kinothek server has."""


class Refused(KinothekError):
    """The server said no. `message` is its own text; `retry_after` the seconds that it asks to wait, or None."""

    def __init__(self, status, message, code=None, retry_after=None):
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.retry_after = retry_after


class KeyRejected(Refused):
    """The server does not know the key any more: the one answer after which the key is deleted."""


class Interrupted(KinothekError):
    """Kodi is closing, or a person stopped it."""


class LibraryUnreadable(KinothekError):
    """Kodi did not tell which films it has."""


class ServerTooOld(KinothekError):
    """The server does not know what this add-on asks for yet."""
