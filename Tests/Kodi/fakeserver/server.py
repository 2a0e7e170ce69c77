"""The server: routes, keys, and the conventions that all endpoints share."""
import json
import re
import secrets
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from .catalogue import FACETS, Catalogue
from .faults import Faults
from .films import ServerFilms
from .library import IMDB_ID, Library, Refusal

EMAIL = "anna@example.org"


class FakeServer:
    """Use it as a context manager; it listens on a free port of the loopback."""

    def __init__(self, catalogue=None, port=0):
        self.catalogue = catalogue or Catalogue([])
        self.library = Library()
        self.films = ServerFilms()
        self.faults = Faults()
        self.codes = {}
        self.keys = set()
        self.is_account_disabled = False
        # A folder as Scripts/kodi-addon.sh makes it, offered below /kodi/.
        self.addon_folder = None
        self.requests = []
        self.lock = threading.RLock()
        self._http = _Listener(("127.0.0.1", port), type("Handler", (_Handler,), {"fake": self}))
        self.address = "http://127.0.0.1:%d" % self._http.server_port
        self.public_url = self.address

    def __enter__(self):
        threading.Thread(target=self.serve, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._http.shutdown()
        self._http.server_close()

    def serve(self):
        self._http.serve_forever(poll_interval=0.05)

    def make_code(self):
        with self.lock:
            code = "%08d" % secrets.randbelow(10 ** 8)
            self.codes[code] = True
            return code

    def make_key(self):
        with self.lock:
            key = secrets.token_hex(32)
            self.keys.add(key)
            return key

    def paths(self, method=None):
        """Method and path of the requests so far, without their parameters."""
        return [path for made, path in self.requests if method in (None, made)]


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A player hangs up in the middle of a film, which is no error."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    fake = None
    protocol_version = "HTTP/1.1"

    def log_message(self, format, *args):
        """Tests look at `FakeServer.requests` instead."""

    def do_GET(self):
        self._serve("GET")

    def do_HEAD(self):
        self._serve("GET")

    def do_POST(self):
        self._serve("POST")

    def do_PUT(self):
        self._serve("PUT")

    def _serve(self, method):
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        fake = self.fake
        with fake.lock:
            fake.requests.append((method, url.path))
            fault = fake.faults.take(url.path)
            if fault and not fault.drops_answer:
                self._answer(fault.status, fault.body, fault.headers)
                return
            status, body, headers = self._act(method, url, data)
        if fault:
            self.close_connection = True
            return
        self._answer(status, body, headers)

    def _act(self, method, url, data):
        try:
            for wanted, pattern, needs_key, function in ROUTES:
                match = re.fullmatch(pattern, url.path)
                if match and wanted == method:
                    if needs_key:
                        self._check_key()
                    request = _Request(self, _object(data), parse_qs(url.query), match.groups())
                    return function(self.fake, request)
            raise Refusal(404, "Not found")
        except Refusal as refusal:
            body = {"success": False, "error": refusal.text}
            if refusal.code:
                body["error_code"] = refusal.code
            return refusal.status, body, {}

    def _check_key(self):
        scheme, _, key = (self.headers.get("Authorization") or "").partition(" ")
        if scheme.lower() not in ("apikey", "bearer") or key not in self.fake.keys:
            raise Refusal(401, "Invalid or missing API key")
        if self.fake.is_account_disabled:
            raise Refusal(403, "Account is disabled")

    def has_key(self):
        return (self.headers.get("Authorization") or "").partition(" ")[2] in self.fake.keys

    def _answer(self, status, body, headers):
        if isinstance(body, bytes):
            kind, data = "application/octet-stream", body
        elif isinstance(body, str):
            kind, data = "text/html", body.encode()
        else:
            kind, data = "application/json", b"" if status == 304 else json.dumps(body or {}).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


class _Request:
    """A request as the endpoints see it."""

    def __init__(self, handler, body, query, parts):
        self.handler, self.body, self.query, self.parts = handler, body, query, parts
        self.headers = handler.headers

    def object(self, error):
        if self.body is None:
            raise Refusal(400, error)
        return self.body

    def number(self, name, standard):
        text = self.query.get(name, [str(standard)])[0]
        if not text.isdigit() or int(text) < 1:
            raise Refusal(400, "%s must be a whole number of at least 1" % name)
        return int(text)


def _object(data):
    try:
        value = json.loads(data)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _connectivity(fake, request):
    return 200, {"success": True, "service": "kinothek"}, {}


def _exchange(fake, request):
    code = request.object("JSON data required").get("pairing_code")
    if code is None or code == "":
        raise Refusal(400, "Pairing code required")
    if code not in fake.codes:
        raise Refusal(400, "Invalid pairing code")
    if not fake.codes[code]:
        raise Refusal(400, "Pairing code has expired or been used")
    fake.codes[code] = False
    return 200, {
        "success": True, "api_key": fake.make_key(), "user_email": EMAIL, "server_url": fake.public_url,
        "message": "Pairing successful - your Kodi addon is now configured"}, {}


def _test(fake, request):
    return 200, {
        "status": "success", "message": "API key authentication successful",
        "user": {"email": EMAIL, "role": "user", "is_active": True}, "service": "search-api", "kodi_ready": True}, {}


def _version(fake, request):
    state = fake.library.state()
    headers = {"ETag": '"%s"' % state["etag"], "Cache-Control": "private, max-age=0"}
    if headers["ETag"] == request.headers.get("If-None-Match"):
        return 304, None, headers
    return 200, {**state, "last_modified": None}, headers


def _ids(fake, request):
    page = fake.library.page(request.number("page", 1), request.number("page_size", 500))
    return 200, page, {"ETag": '"%s"' % page["etag"], "Cache-Control": "private, max-age=0"}


def _add(fake, request):
    return _once(fake, request, "add", fake.library.add)


def _remove(fake, request):
    return _once(fake, request, "remove", fake.library.remove)


def _once(fake, request, scope, act):
    body = request.object("JSON data required")
    return 200, fake.library.once(scope, request.headers.get("Idempotency-Key"), body, lambda: act(body)), {}


def _start(fake, request):
    return 200, fake.library.start(request.object("JSON data required")), {}


def _chunk(fake, request):
    upload_id = request.parts[0]
    return _once(fake, request, upload_id, lambda body: fake.library.chunk(upload_id, body))


def _commit(fake, request):
    return 200, fake.library.commit(request.parts[0]), {}


def _status(fake, request):
    return 200, fake.library.upload_status(request.parts[0]), {}


def _search(fake, request):
    body = request.object("Search query required")
    query = body.get("query")
    if not isinstance(query, str) or not query.strip():
        raise Refusal(400, "Search query required")
    if body.get("mode", "hybrid") not in ("hybrid", "bm25"):
        raise Refusal(400, 'mode must be "bm25" or "hybrid"')
    hits = fake.catalogue.search(query, set(fake.library.ids) or None, body.get("limit", 20))
    return 200, {
        "success": True, "query": query, "total_results": len(hits),
        "max_score": hits[0]["score"] if hits else 0.0, "results": hits}, {}


def _similar(fake, request):
    body = request.object("reference_imdb_id is required")
    reference = body.get("reference_imdb_id")
    facets = [facet for facet in FACETS if body.get("include_" + facet) is True]
    if not reference:
        raise Refusal(400, "reference_imdb_id is required")
    if not IMDB_ID.fullmatch(reference):
        raise Refusal(400, "Invalid IMDb ID format")
    if not facets:
        raise Refusal(400, "At least one facet must be included")
    if reference not in fake.catalogue:
        raise Refusal(404, "Reference movie not found")
    is_scored = body.get("with_scores") is True and request.handler.has_key()
    hits = fake.catalogue.similar(reference, facets, set(fake.library.ids) or None if is_scored else None)
    return 200, {"success": True, "results": hits if is_scored else [hit["imdb_id"] for hit in hits]}, {}


def _server_films(fake, request):
    return 200, fake.films.page(request.number("limit", 200), request.query.get("cursor", [None])[0]), {}


def _play(fake, request):
    return 200, fake.films.play(request.parts[0], fake.address), {}


def _progress(fake, request):
    return 200, fake.films.progress(request.parts[0], request.object("JSON data required")), {}


def _stream(fake, request):
    return fake.films.stream(request.parts[0], request.headers.get("Range"))


def _addon_file(fake, request):
    file = fake.addon_folder / request.parts[0] if fake.addon_folder else None
    if file is None or ".." in file.parts or not file.is_file():
        raise Refusal(404, "Not found")
    return 200, file.read_bytes(), {}


ROUTES = [
    ("GET", "/", False, _connectivity),
    ("GET", "/kodi/((?:addon|repository)[.]zip|repository/.+)", False, _addon_file),
    ("POST", "/pairing-code/exchange", False, _exchange),
    ("GET", "/kodi/test", True, _test),
    ("GET", "/v1/library/version", True, _version),
    ("GET", "/v1/library/ids", True, _ids),
    ("POST", "/v1/library/add", True, _add),
    ("POST", "/v1/library/remove", True, _remove),
    ("POST", "/library/batch/start", True, _start),
    ("PUT", "/library/batch/([A-Za-z0-9_-]+)/chunk", True, _chunk),
    ("POST", "/library/batch/([A-Za-z0-9_-]+)/commit", True, _commit),
    ("GET", "/library/batch/([A-Za-z0-9_-]+)/status", True, _status),
    ("POST", "/kodi/search/movies", True, _search),
    ("POST", "/similar_to", False, _similar),
    ("GET", "/kodi/server/films", True, _server_films),
    ("POST", "/kodi/server/films/([0-9]+)/play", True, _play),
    ("POST", "/kodi/server/films/([0-9]+)/progress", True, _progress),
    ("GET", "/stream/([0-9a-f]+)/.+", False, _stream),
]
