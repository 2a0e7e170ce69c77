"""Films and a ranking that needs no model: the share of words that two texts have in common."""
import json
import re

FACETS = ("plot", "mood", "themes", "genre")
RESULTS_MAX = 100
SIMILAR_MAX = 50


class Catalogue:
    def __init__(self, films):
        self._texts = {film["imdb_id"]: _facet_texts(film) for film in films if film.get("imdb_id")}

    @classmethod
    def load(cls, path):
        with open(path, encoding="utf-8") as lines:
            return cls([json.loads(line) for line in lines if line.strip()])

    def __contains__(self, imdb_id):
        return imdb_id in self._texts

    def search(self, query, within, limit):
        wanted = _words(query)
        scores = {imdb_id: _likeness(wanted, set().union(*texts.values()))
                  for imdb_id, texts in self._texts.items() if within is None or imdb_id in within}
        return _best(scores, min(limit, RESULTS_MAX))

    def similar(self, reference, facets, within):
        own = self._texts[reference]
        scores = {imdb_id: sum(_likeness(own[facet], texts[facet]) for facet in facets) / len(facets)
                  for imdb_id, texts in self._texts.items()
                  if imdb_id != reference and (within is None or imdb_id in within)}
        return _best(scores, SIMILAR_MAX)


def _facet_texts(film):
    keywords, genres = " ".join(film.get("keywords", [])), " ".join(film.get("genres", []))
    plot = " ".join([film["title"], film.get("overview", "")])
    return {"plot": _words(plot), "mood": _words(keywords + " " + genres), "themes": _words(keywords),
            "genre": _words(genres + " " + keywords)}


def _words(text):
    return set(re.findall(r"[a-z]{3,}", text.lower()))


def _likeness(one, other):
    return len(one & other) / (len(one) * len(other)) ** 0.5 if one and other else 0.0


def _best(scores, count):
    ranked = sorted(scores.items(), key=lambda pair: (-round(pair[1], 3), pair[0]))
    return [{"imdb_id": imdb_id, "score": round(score, 3)} for imdb_id, score in ranked if round(score, 3) > 0][:count]
