"""One HTTP request to a Kinothek server and its answer, by the conventions of the contract."""
import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from email.utils import parsedate_to_datetime
from time import time

from .errors import KeyRejected, Moved, NotUnderstood, Refused, Unreachable

TIMEOUT_SECONDS = 30
# The longest list, 10,000 films with a word about each, is below 1 MB.
ANSWER_BYTES_MAX = 16 * 1024 * 1024


class Answer:
    """A 200, or a 304 with an empty `body`."""

    def __init__(self, status, body):
        self.status = status
        self.body = body


class Transport:
    """Sends requests to one server under one key."""

    def __init__(self, address, key="", agent="Kinothek-Kodi", timeout=TIMEOUT_SECONDS):
        self._address = address.rstrip("/")
        self._key = key
        self._agent = agent
        self._timeout = timeout
        self._opener = urllib.request.build_opener(_NoRedirects())

    def send(self, method, path, body=None, headers=None):
        """Returns an `Answer`, or raises one of `errors`."""
        try:
            request = self._request(method, path, body, headers or {})
            with self._opener.open(request, timeout=self._timeout) as response:
                status, data = response.status, response.read(ANSWER_BYTES_MAX)
        except urllib.error.HTTPError as error:
            with error:
                return _answer_to_error(error)
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise Unreachable(str(getattr(error, "reason", error))) from error
        if status != 200:
            raise NotUnderstood("status %d" % status)
        content = _json_object(data)
        if content is None:
            raise NotUnderstood("no JSON object")
        return Answer(status, content)

    def _request(self, method, path, body, headers):
        request = urllib.request.Request(self._address + path, method=method)
        request.add_header("User-Agent", self._agent)
        request.add_header("Accept", "application/json")
        if self._key:
            request.add_header("Authorization", "ApiKey " + self._key)
        if body is not None:
            request.data = json.dumps(body).encode("utf-8")
            request.add_header("Content-Type", "application/json")
        for name, value in headers.items():
            request.add_header(name, value)
        return request


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Following would hand the key to whatever address the redirect names."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        return None


def _answer_to_error(error):
    """What urllib calls an error: 304 is an answer, the rest is raised in the add-on's own terms."""
    if error.code == 304:
        return Answer(304, {})
    location = error.headers.get("Location")
    if 300 <= error.code < 400 and location:
        raise Moved(urllib.parse.urljoin(error.url, location))
    try:
        content = _json_object(error.read(ANSWER_BYTES_MAX)) or {}
    except (OSError, http.client.HTTPException):
        content = {}
    text = content.get("error")
    # A proxy's own 401 must not cost the key, so only a refusal in the server's form counts.
    kind = KeyRejected if error.code == 401 and isinstance(text, str) else Refused
    message = text if isinstance(text, str) and text else "%d %s" % (error.code, error.reason)
    raise kind(error.code, message, content.get("error_code"), _seconds(error.headers.get("Retry-After")))


def _json_object(data):
    try:
        content = json.loads(data.decode("utf-8"))
    except ValueError:
        return None
    return content if isinstance(content, dict) else None


def _seconds(retry_after):
    """The header's seconds; proxies may send a date instead."""
    if not retry_after:
        return None
    try:
        if retry_after.strip().isdigit():
            return int(retry_after)
        return max(0, round(parsedate_to_datetime(retry_after).timestamp() - time()))
    except (TypeError, ValueError, OverflowError):
        return None
