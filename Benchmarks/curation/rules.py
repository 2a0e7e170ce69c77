"""Finding names in the titles and paths of scenes, three ways in Python; prints a line of JSON.

Usage: rules.py SCENES SAMPLE HITS

The dictionary has all names and aliases by their words and looks up every run of words; the longest is meant. The
expression is one alternation of all names, and the search looks for each name by itself: both are slow, and get a
sample. `HITS` gets a line for each scene and performer that the dictionary finds, with a tab between them.
"""

import json
import re
import sys
import time

from archive import Archive

BORDERS = re.compile(r"[\s_.\-–+,()\[\]]+")
ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def texts(scene):
    """The title, the file's name and its directories."""
    *directories, file = scene["files"][0]["path"].strip("/").split("/")
    return [("file", ENDING.sub("", file)), ("title", scene["title"]), *(("directory", text) for text in directories)]


class Dictionary:
    def __init__(self, archive):
        self.names, self.longest = {}, {}
        for kind in ("studio", "performer", "tag"):
            for name in getattr(archive, kind + "s"):
                for text in (name.name, *name.aliases):
                    words = self.words(text)
                    self.names.setdefault(" ".join(words), (kind, name))
                    self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))

    @staticmethod
    def words(text):
        return [word for word in BORDERS.split(text.lower()) if word]

    def hits(self, text):
        words, place = self.words(text), 0
        while place < len(words):
            for count in range(min(self.longest.get(words[place], 0), len(words) - place), 0, -1):
                if found := self.names.get(" ".join(words[place:place + count])):
                    yield found
                    place += count - 1
                    break
            place += 1

    def proposals(self, scene):
        present = {kind: {name["id"] for name in scene[kind + "s"]} for kind in ("performer", "tag")}
        found = set()
        for where, text in texts(scene):
            for kind, name in self.hits(text):
                if kind == "studio":
                    if scene["studio"] is None:
                        found.add((kind, name.name))
                elif name.id not in present[kind] and (kind == "performer" or where != "directory"):
                    found.add((kind, name.name))
        return found


def by_dictionary(archive, scenes):
    start = time.process_time()
    dictionary = Dictionary(archive)
    found = [(scene["id"], dictionary.proposals(scene)) for scene in scenes]
    return time.process_time() - start, found


def all_names(archive):
    return [text.lower() for names in (archive.studios, archive.performers, archive.tags) for name in names
            for text in (name.name, *name.aliases)]


def by_expression(archive, scenes):
    names = sorted(all_names(archive), key=len, reverse=True)
    expression = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
    # Making the expression is left out: it would weigh more in a sample than in all.
    start = time.process_time()
    found = sum(len(expression.findall(" ".join(BORDERS.split(text.lower()))))
                for scene in scenes for _, text in texts(scene))
    return time.process_time() - start, found


def by_search(archive, scenes):
    names = all_names(archive)
    start, found = time.process_time(), 0
    for scene in scenes:
        for _, text in texts(scene):
            text = " ".join(BORDERS.split(text.lower()))
            found += sum(name in text for name in names)
    return time.process_time() - start, found


def main(count, sample, hits):
    archive = Archive()
    scenes = list(archive.scenes(int(count)))
    few = scenes[:int(sample)]
    seconds, found = by_dictionary(archive, scenes)
    with open(hits, "w", encoding="utf-8") as file:
        for scene, names in found:
            file.writelines(f"{scene}\t{name}\n" for kind, name in sorted(names) if kind == "performer")
    rates = {"dictionary": len(scenes) / seconds}
    for what, way in (("expression", by_expression), ("search", by_search)):
        rates[what] = len(few) / way(archive, few)[0]
    print(json.dumps(rates))


if __name__ == "__main__":
    main(*sys.argv[1:])
