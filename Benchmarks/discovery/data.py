"""The data that all servers get, always the same: a catalogue, a household, what it watched and what it thinks of it.

Usage: data.py TITLES FILE    writes the catalogue as JSON Lines
"""

import json
import random
import sys
from dataclasses import dataclass

USERS = 20
# The account whose statistics are asked for is the second one; the first is the administrator.
WATCHER = 1
PLAYS = 5_000
PLAYS_OF_OTHERS = 100
RATINGS_OF_EACH = 200
FAVOURITES = 60
# One title in so many is a series.
SERIES_EVERY = 20
# How far back the plays lie: some are older than the last twelve months.
PLAYED_DAYS = 540
GENRES = {"Drama": 24, "Comedy": 17, "Thriller": 11, "Romance": 9, "Action": 9, "Documentary": 8, "Horror": 7, "Crime": 6,
          "Adventure": 5, "Family": 5, "Science Fiction": 5, "Animation": 5, "Mystery": 4, "Fantasy": 4, "Music": 3,
          "History": 3, "War": 2, "Western": 1}
# Jobs that ran every day for a year.
JOBS = ["sync-movies", "sync-series", "sync-movie-watch-history", "sync-series-watch-history", "sync-trakt-ratings",
        "generate-movie-recommendations", "generate-series-recommendations", "refresh-top-picks"]
JOB_DAYS = 365
COMMON = "The A Of And In To".split()


def vocabulary():
    """Words of two to four syllables; the first ones are the most frequent."""
    chance = random.Random(11)
    syllables = [a + b + c for a in "b c d f g h l m n p r s t v w br ch st tr".split() for b in "aeiou"
                 for c in ["", "", "n", "r", "l"]]
    words = {}
    while len(words) < 2_000:
        words["".join(chance.choices(syllables, k=chance.choice([2, 2, 3, 3, 4])))] = True
    return list(words)


WORDS = vocabulary()
FREQUENCY = [1 / (rank + 25) for rank in range(len(WORDS))]


def people(count, letter):
    chance = random.Random(letter)
    names = {}
    while len(names) < count:
        names[f"{chance.choice(WORDS).title()} {chance.choice(WORDS).title()}"] = True
    return list(names)


def titles(count):
    """No two have the same name, so that one of a server's titles can be found in another server."""
    chance = random.Random(1)
    actors, directors = people(min(count, 20_000), "actors"), people(min(count, 4_000), "directors")
    studios = [f"{word.title()} Pictures" for word in WORDS[::4]]
    networks = [f"{word.title()} Television" for word in WORDS[1::40]]
    names = set()
    for number in range(count):
        is_series = number % SERIES_EVERY == 7
        name = new_name(chance, names)
        genres = list(dict.fromkeys(chance.choices(list(GENRES), list(GENRES.values()), k=chance.choice([1, 2, 2, 3]))))
        yield {
            "kind": "series" if is_series else "movie", "title": name, "imdb_id": f"tt{1_000_000 + number:07d}",
            "tmdb_id": number + 1, "year": 1930 + int(95 * chance.random() ** 0.5), "genres": genres,
            "overview": " ".join(chance.choices(WORDS, FREQUENCY, k=40)).capitalize() + ".",
            "tagline": " ".join(chance.choices(WORDS, FREQUENCY, k=6)).capitalize(),
            "runtime_minutes": 45 if is_series else 75 + number % 90, "vote_average": round(chance.uniform(3, 9.5), 1),
            "vote_count": number % 5000, "content_rating": chance.choice(["PG", "PG-13", "R", "NR"]),
            "poster_path": f"/{number:08x}poster.jpg", "directors": chance.sample(directors, 1),
            "cast": chance.sample(actors, 6), "studios": chance.sample(networks if is_series else studios, 1)}


def new_name(chance, names):
    while True:
        words = [word.title() for word in chance.choices(WORDS, FREQUENCY, k=chance.choice([2, 2, 3, 3, 4]))]
        if chance.random() < 0.25:
            words.insert(chance.randrange(len(words)), chance.choice(COMMON))
        name = " ".join(words)
        if name not in names:
            names.add(name)
            return name


@dataclass
class Episode:
    series: str
    season: int
    number: int
    title: str
    runtime: int

    @property
    def key(self):
        return (self.series, self.season, self.number)


def episodes(title):
    """Of a series: one to three seasons with two to four episodes each."""
    place = title["tmdb_id"] // SERIES_EVERY
    return [Episode(title["imdb_id"], season, number, f"Chapter {season}-{number}", 40 + (place + number) % 20)
            for season in range(1, 2 + place % 3) for number in range(1, 3 + place % 3)]


@dataclass
class Household:
    """Films are named by their IMDb id, episodes by that of the series, season and number; users by their place."""

    plays: list
    favourites: list
    ratings: list


def household(catalogue, now):
    """`now` is a second since 1970; viewings lie before it, no two of one person at the same moment."""
    chance = random.Random(2)
    films = [title["imdb_id"] for title in catalogue if title["kind"] == "movie"]
    series = [title for title in catalogue if title["kind"] == "series"]
    parts = [episode.key for title in series for episode in episodes(title)]
    plays = []
    for user in range(USERS):
        count = PLAYS if user == WATCHER else PLAYS_OF_OTHERS
        # Three fifths are films, of which some are watched again.
        seen = [*chance.choices(chance.sample(films, min(len(films), 2_600)), k=count * 3 // 5),
                *chance.choices(chance.sample(parts, min(len(parts), 1_800)), k=count - count * 3 // 5)]
        moments = chance.sample(range(PLAYED_DAYS * 86_400), count)
        plays += [(user, key, now - moment) for key, moment in zip(seen, moments)]
    favourites = [title["imdb_id"] for title in chance.sample(catalogue, FAVOURITES)]
    ratings = [(user, key, chance.randint(1, 10)) for user in range(USERS)
               for key in chance.sample(films, min(len(films), RATINGS_OF_EACH))]
    return Household(plays, favourites, ratings)


@dataclass
class Run:
    job: str
    # Seconds since 1970.
    started_at: int
    completed_at: int
    items: int
    error: str | None


def runs(now):
    """Ended runs of jobs, the oldest first."""
    chance = random.Random(4)
    for day in range(JOB_DAYS, 0, -1):
        for job in JOBS:
            start, items = now - day * 86_400, chance.randrange(1000)
            yield Run(job, start, start + 1 + items // 100, items, "it broke" if chance.random() < 0.05 else None)


def searches():
    """Words, beginnings and inner parts of words, with few and with many hits; so many that hardly one comes twice."""
    chance = random.Random(3)
    words = [word for word in WORDS if len(word) >= 5]
    chance.shuffle(words)
    return [word[:5] if place % 3 == 0 else word[1:6] if place % 3 == 1 else word for place, word in enumerate(words)]


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main():
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        for title in titles(int(sys.argv[1])):
            file.write(json.dumps(title) + "\n")


if __name__ == "__main__":
    main()
