"""Whether servers give the same answers: a comparison of different answers is worth nothing.

Answers must have the same members of the same kinds, and the same values but for what each server names by itself: ids,
addresses of pictures, moments of storing.
"""

import json
import sys
import urllib.error
import urllib.request

OWN = {"id", "poster_url", "backdrop_url", "created_at", "updated_at", "startedAt", "completedAt"}
# Lists of the most frequent, where names as frequent as the last one may be others.
RANKED = {"topActors", "topDirectors", "topStudios", "topNetworks", "genreDistribution", "seriesGenreDistribution"}


def get(server, path, key):
    request = urllib.request.Request(server.url + path, headers={"Authorization": f"ApiKey {key}"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        sys.exit(f"{server.name} answers {path} with {error.code}: {error.read()[:300]!r}")


def comparable(value, name=None):
    """A value in which what may differ is replaced by its kind."""
    if name in OWN and value is not None:
        return type(value).__name__
    if isinstance(value, dict):
        return {key: comparable(value[key], key) for key in sorted(value)}
    if name in RANKED:
        return ranked(value)
    if isinstance(value, list):
        return [comparable(element) for element in value]
    # 7.0 and 7 are one number.
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def ranked(rows):
    counts = [row["count"] for row in rows]
    sure = sorted(str(sorted(row.items())) for row in rows if row["count"] > counts[-1])
    return {"members": sorted({key for row in rows for key in row}), "counts": counts, "sure": sure}


def difference(one, other, place=""):
    """The first place where two comparable values differ, in words; nil where they are equal."""
    if isinstance(one, dict) and isinstance(other, dict):
        if list(one) != list(other):
            return f"{place or 'the answer'} has the members {list(one)} and {list(other)}"
        pairs = ((f"{place}.{key}", one[key], other[key]) for key in one)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = ((f"{place}[{number}]", left, right) for number, (left, right) in enumerate(zip(one, other)))
    else:
        return None if one == other else f"{place} is {str(one)[:200]} and {str(other)[:200]}"
    return next((found for found in (difference(left, right, name) for name, left, right in pairs) if found), None)


def check(servers, questions):
    """`questions` gives for a server the paths with their keys, in one order for all."""
    ours, *others = servers
    asked = questions(ours)
    for other in others:
        for (path, key), (path_there, key_there) in zip(asked, questions(other), strict=True):
            found = difference(comparable(get(ours, path, key)), comparable(get(other, path_there, key_there)))
            if found:
                sys.exit(f"{ours.name} and {other.name} disagree about {path} and {path_there}: {found}")
    return len(asked)
