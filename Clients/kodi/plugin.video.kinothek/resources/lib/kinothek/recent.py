"""The latest searches, newest first."""
SEARCHES_MAX = 25


class RecentSearches:
    def __init__(self, file):
        self._file = file

    def all(self):
        kept = self._file.read()
        return [query for query in kept if isinstance(query, str)] if isinstance(kept, list) else []

    def add(self, query):
        others = [other for other in self.all() if other != query]
        self._file.write([query] + others[:SEARCHES_MAX - 1])

    def remove(self, query):
        self._file.write([other for other in self.all() if other != query])

    def clear(self):
        self._file.write([])
