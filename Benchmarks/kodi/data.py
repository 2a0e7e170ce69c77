"""The data that both servers get: a catalogue as JSON Lines, and the collections that are uploaded.

Usage: data.py TITLES FILE
"""

import json
import random
import sys

COLLECTION = 10_000
CHUNK = 1_000
# Ids of a collection that the catalogue does not know, as every real collection has some.
UNKNOWN = 100
GENRES = ["Action", "Comedy", "Crime", "Drama", "Fantasy", "Horror", "Mystery", "Romance", "Thriller", "War"]
WORDS = """a city winter night father daughter stolen letter long road war returns secret island river train last
summer detective forgotten village machine ghost promise music thief doctor sea""".split()


def imdb_id(number):
    return f"tt{1_000_000 + number:07d}"


def titles(count):
    """Some lack an overview or a date, so that the statistics have something to count."""
    chance = random.Random(1)
    for number in range(count):
        words = chance.choices(WORDS, k=24)
        title = {"title": f"{' '.join(words[:3]).title()} {number}", "imdb_id": imdb_id(number), "tmdb_id": number + 1,
                 "year": 1930 + number % 95, "genres": chance.sample(GENRES, 2), "runtime_minutes": 70 + number % 90,
                 "vote_average": number % 100 / 10, "vote_count": number % 5000}
        if number % 100:
            title["overview"] = " ".join(words[3:]).capitalize() + "."
        if number % 50:
            title["release_date"] = f"{title['year']}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        yield title


def collection(number, catalogue):
    """Films of the catalogue and a few unknown ones. Neighbouring numbers share nine tenths, as two uploads of one
    library do that was changed in between."""
    known = COLLECTION - UNKNOWN
    first = number * (known // 10)
    ids = [imdb_id((first + place) % catalogue) for place in range(known)]
    return ids + [f"tt{9_000_000 + place}" for place in range(UNKNOWN)]


def main():
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        for title in titles(int(sys.argv[1])):
            file.write(json.dumps(title) + "\n")


if __name__ == "__main__":
    main()
