import unittest

from .fakekodi import movie
from resources.lib.kinothek.contract import ServerFilm
from resources.lib.kinothek.owned import OwnedFilms


def on_server(title, year=None, **ids):
    return ServerFilm(
        "1", title, ids.get("original"), year, ids.get("imdb"), ids.get("tmdb"), None, [], [], None, None, 0, None,
        None, 0, False)


class OwnedFilmsTests(unittest.TestCase):
    def owns(self, films, film):
        return film in OwnedFilms(films)

    def test_one_id_in_common_is_enough(self):
        known = movie(1, "tt0000001", "Salt", uniqueid={"imdb": "tt0000001", "tmdb": "77"})
        self.assertTrue(self.owns([known], on_server("Sel", 2001, imdb="tt0000001", tmdb=5)))
        self.assertTrue(self.owns([known], on_server("Sel", 2001, tmdb=77)))
        self.assertFalse(self.owns([known], on_server("Sel", 2001, imdb="tt0000002", tmdb=5)))

    def test_ids_that_differ_count_more_than_a_title(self):
        self.assertFalse(self.owns([movie(1, "tt0000001", "Salt")], on_server("Salt", 1990, imdb="tt0000002")))
        self.assertFalse(self.owns([movie(7, None, "Salt")], on_server("Salt", 1990, tmdb=8)))

    def test_title_and_year_decide_without_an_id_in_common(self):
        known = [movie(1, "tt0000001", "Salt")]
        self.assertTrue(self.owns(known, on_server("Salt", 1990)))
        self.assertTrue(self.owns(known, on_server("Salt", 1990, tmdb=8)))
        self.assertFalse(self.owns(known, on_server("Salt", 1991)))
        self.assertFalse(self.owns(known, on_server("Pepper", 1990)))

    def test_a_title_without_a_year_is_not_enough(self):
        self.assertFalse(self.owns([movie(1, None, "Salt", year=0)], on_server("Salt")))

    def test_titles_are_compared_without_accents_case_and_punctuation(self):
        known = [movie(1, "tt0000001", "Amélie: The Movie", originaltitle="Le Fabuleux Destin d'Amélie Poulain")]
        self.assertTrue(self.owns(known, on_server("AMELIE - the movie", 1990)))
        self.assertTrue(self.owns(known, on_server("?", 1990, original="Le fabuleux destin d’Amelie Poulain")))
        self.assertFalse(self.owns([movie(1, None, "…")], on_server("?!", 1990)))

    def test_films_without_ids_do_not_match_each_other_by_that(self):
        self.assertFalse(self.owns([movie(1, None, "Salt", uniqueid={})], on_server("Pepper", 1990)))
