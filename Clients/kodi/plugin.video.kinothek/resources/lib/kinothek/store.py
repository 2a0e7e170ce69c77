"""Small JSON files in the add-on's profile folder. Nobody ever reads half of one, so there is no locking."""
import json
import os
import tempfile


class JSONFile:
    """One value in one file, written as a whole or not at all."""

    def __init__(self, path):
        self._path = path

    def read(self):
        """None when the file is missing or damaged: everything kept here can be made anew."""
        try:
            with open(self._path, encoding="utf-8") as file:
                return json.load(file)
        except (OSError, ValueError):
            return None

    def write(self, value):
        folder = os.path.dirname(self._path)
        os.makedirs(folder, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=folder, suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(value, file)
            os.replace(draft, self._path)
        except BaseException:
            os.unlink(draft)
            raise
