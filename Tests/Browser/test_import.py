"""A history comes in as a file, is decided about with the keyboard, taken back, taken out and brought in again."""

import csv
import hashlib
import io
import json
import re
import unittest
import zipfile

import visitor
from household import EMAIL, PASSWORD, SAMPLE, START_SECONDS, Household
from looks import PHONE
from playwright.sync_api import expect

PATIENCE = START_SECONDS * 1000
FILMS = [json.loads(line) for line in SAMPLE.read_text().splitlines()]
# Titles that say exactly one film of the catalogue, and such that do not.
SURE = [film for film in FILMS if len(film["title"].split()) > 1 and "Godfather" not in film["title"]][:30]
DOUBTFUL = ["Godfather", "Hobbit", "Lord of Rings"]
UNKNOWN = "A film that nobody made"


def table(header, rows, delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([header, *rows])
    return out.getvalue().encode()


def prime():
    """As the exporter's script writes it: the newest first, films among episodes."""
    titles = DOUBTFUL + [UNKNOWN] + [film["title"] for film in SURE]
    rows = [[f"2023-{number % 12 + 1:02}-{number % 28 + 1:02} 20:15:00.000", "Movie", title, ""]
            for number, title in enumerate(titles)]
    rows += [["2022-02-02 20:15:00.000", "Series", "Night Train - Season 1", f"Episode {number}"] for number in range(5)]
    return table(["Date Watched", "Type", "Title", "Episode Title"], rows)


def archive(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in members.items():
            packed.writestr(name, body)
    return out.getvalue()


ALIEN = next(film for film in FILMS if film["title"] == "Alien")
TITANIC = next(film for film in FILMS if film["title"] == "Titanic")
DIARY = table(
    ["Date", "Name", "Year", "Letterboxd URI", "Rating", "Rewatch", "Tags", "Watched Date"],
    [["2024-03-10", "Alien", "1979", "https://boxd.it/1", "4.5", "", "", "2024-03-09"],
     ["2024-03-10", "Titanic", "1997", "https://boxd.it/2", "", "", "", "2024-03-08"]])
IMDB = ["Const", "Your Rating", "Date Rated", "Title", "Original Title", "URL", "Title Type", "IMDb Rating",
        "Runtime (mins)", "Year", "Genres", "Num Votes", "Release Date", "Directors"]
TRAKT = [{"plays": 1, "last_watched_at": "2024-03-09T20:15:00.000Z", "movie": {
    "title": film["title"], "year": film["year"], "ids": {"imdb": film["imdb_id"], "tmdb": film["tmdb_id"]}}}
    for film in [ALIEN, TITANIC]]
KINDS = {
    "Amazon Prime Video": [
        ("a.csv", table(["Date Watched", "Type", "Title"], [["2024-03-09", "Movie", "Alien"], ["", "Movie", "Titanic"]])),
        ("Viewing History.csv", table(
            ["Material Type Description", "Playback Start Datetime (UTC)", "Seconds Viewed", "Title"],
            [["Feature", "2024-03-09T20:15:00Z", "6000", "Alien"], ["Feature", "2024-03-08T20:15:00Z", "6000", "Titanic"]])),
    ],
    "Netflix": [("n.csv", table(["Title", "Date"], [["Alien", "3/9/24"], ["Titanic", "3/28/24"]]))],
    "Letterboxd": [("diary.csv", DIARY), ("letterboxd.zip", archive(**{"diary.csv": DIARY}))],
    "IMDb": [("ratings.csv", table(IMDB, [
        [film["imdb_id"], "8", "2024-03-09", film["title"], film["title"], "", "Movie", "8", "100", film["year"], "",
         "1", "", ""] for film in [ALIEN, TITANIC]]))],
    "Trakt": [("trakt.zip", archive(**{"watched-movies.json": json.dumps(TRAKT)}))],
    "The Movie Database": [("tmdb.csv", table(
        ["TMDb ID", "IMDb ID", "Type", "Name", "Release Date", "Season Number", "Episode Number", "Rating",
         "Your Rating", "Date Rated"],
        [[film["tmdb_id"], film["imdb_id"], "movie", film["title"], f"{film['year']}-01-01", "", "", "8", "9",
          "2024-03-09T20:15:00Z"] for film in [ALIEN, TITANIC]]))],
}


class Imports(visitor.Visit):
    room = "/import"
    heading = "Bring your history"

    @classmethod
    def make_household(cls):
        return Household({"KINOTHEK_ADMIN_EMAIL": EMAIL, "KINOTHEK_ADMIN_PASSWORD": PASSWORD})

    def choose(self, page, name, body):
        page.locator("[data-file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": body})

    def review(self, page, service):
        """Waits until the films of a file were looked for. Returns where they are."""
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Your films from {service}", timeout=PATIENCE)
        expect(page.get_by_role("heading", name="One by one")).to_be_visible(timeout=PATIENCE)
        return page.url

    def taken_out(self, page):
        """What is in the whole table of a history, without where it came from, in one order."""
        text = page.request.get("/import/export/kinothek.csv").text()
        kept = ["Record", "Kind", "Title", "Year", "IMDb ID", "TMDB ID", "Watched At", "Plays", "Rating", "Rated At"]
        return sorted(tuple(row[name] for name in kept) for row in csv.DictReader(io.StringIO(text)))

    def digest(self, rows):
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def test_1_before_the_first_file(self):
        self.assert_accessible_everywhere("/import", "import")
        page = self.open("/home", window=PHONE)
        page.locator(".menu summary").click()
        page.get_by_role("link", name="Import and export").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Bring your history")
        page = self.open("/home")
        page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Import").click()
        expect(page).to_have_url(re.compile("/import$"))

    def test_2_a_dropped_file_becomes_ratings(self):
        page = self.open("/import")
        page.evaluate("""(text) => {
          const data = new DataTransfer();
          data.items.add(new File([text], "watch-history-export.csv", { type: "text/csv" }));
          document.querySelector("[data-drop]").dispatchEvent(
            new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }""", prime().decode())
        address = self.review(page, "Amazon Prime Video")
        expect(page.locator("main")).to_contain_text("5 of series or anything else that is no film")
        expect(page.get_by_role("heading", name="Watched, by year")).to_be_visible()
        self.assert_accessible_everywhere(address, "import-review")
        self.assert_accessible_everywhere(f"{address}?show=sure", "import-sure")
        page.get_by_role("combobox", name=re.compile("^How")).select_option("4 stars for all")
        page.get_by_role("button", name=re.compile(r"^Add all \d+ sure ones$")).click()
        expect(page.get_by_role("status").first).to_contain_text("films are added")
        self.decide_with_the_keyboard(page)
        rows = self.taken_out(page)
        stars = {row[2]: row[8] for row in rows if row[0] == "rating"}
        self.assertEqual({stars[film["title"]] for film in SURE}, {"8"})
        self.assertEqual(stars["The Shining"], "10")

    def decide_with_the_keyboard(self, page):
        cards = page.locator("[data-card]")
        expect(cards).to_have_count(len(DOUBTFUL) + 1)
        first = cards.first
        expect(first).to_contain_text(DOUBTFUL[0])
        expect(first).to_have_attribute("data-current", "")
        page.keyboard.press("3")
        expect(first.locator("[data-outcome]")).to_have_text("Added with 3 stars.")
        expect(cards.nth(1)).to_be_focused()
        page.keyboard.press("u")
        expect(first.locator("[data-decision]")).to_be_visible()
        expect(first).to_be_focused()
        page.keyboard.press("w")
        expect(first.locator("[data-outcome]")).to_have_text("Added to what you watched.")
        page.keyboard.press("s")
        expect(cards.nth(1).locator("[data-outcome]")).to_have_text("Skipped.")
        page.keyboard.press("ArrowUp")
        expect(cards.nth(1)).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(cards.nth(3)).to_be_focused()
        expect(cards.nth(3)).to_contain_text(UNKNOWN)
        page.keyboard.press("5")
        expect(cards.nth(3).locator("[data-decision]")).to_be_visible()
        page.keyboard.press("/")
        expect(cards.nth(3).get_by_role("searchbox")).to_be_focused()
        page.keyboard.type("The Shining")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text(UNKNOWN)
        self.assert_accessible(page, "import-search-desktop-dark")
        page.get_by_role("button", name=re.compile(r"^It is this one ?: The Shining \(1980\)$")).click()
        expect(page.get_by_role("status").first).to_contain_text("is another film now")
        expect(page.locator("[data-card]").first).to_contain_text("The Shining (1980)")
        page.keyboard.press("5")
        expect(page.locator("[data-card]").first.locator("[data-outcome]")).to_have_text("Added with 5 stars.")
        expect(page.locator("[data-remaining]")).to_have_text("1 film is undecided.")
        self.assert_accessible(page, "import-decided-desktop-dark")

    def test_3_taken_back_and_brought_in_again(self):
        page = self.open("/import")
        before = self.taken_out(page)
        self.assertGreater(len(before), 2 * len(SURE))
        for name, start in [("everything.zip", b"PK"), ("letterboxd.csv", b"tmdbID"), ("trakt.zip", b"PK")]:
            with page.expect_download() as download:
                page.get_by_role("link", name=f"Download {name}").click()
            self.assertTrue(open(download.value.path(), "rb").read().lstrip(b"\xef\xbb\xbf").startswith(start), name)
        table_bytes = page.request.get("/import/export/kinothek.csv").body()

        page.get_by_text("Take back", exact=False).first.click()
        self.assert_accessible(page, "import-take-back-desktop-dark", focus=False)
        page.get_by_role("button", name=re.compile("^Take the import back")).click()
        expect(page.get_by_role("status").first).to_contain_text("The import is taken back")
        self.assertEqual(self.taken_out(page), [])

        self.choose(page, "kinothek.csv", table_bytes)
        self.review(page, "a table")
        page.get_by_role("combobox", name=re.compile("^How")).select_option("As the file has them")
        page.get_by_role("button", name=re.compile("^Add all")).click()
        expect(page.get_by_role("status").first).to_contain_text("films are added")
        self.assertEqual(self.digest(self.taken_out(page)), self.digest(before))
        page.goto("/import")
        self.assert_accessible_everywhere("/import", "import-list")

    def test_4_every_kind_of_file(self):
        page = self.open("/import")
        page.get_by_label("Only look").check()
        for service, files in KINDS.items():
            for name, body in files:
                with self.subTest(service=service, file=name):
                    page.evaluate("() => { document.querySelector('#found').textContent = ''; }")
                    self.choose(page, name, body)
                    expect(page.locator("#found")).to_have_text(f"{service}: 2 films", timeout=PATIENCE)
                    expect(page.locator("[data-preview]")).to_contain_text("Nothing was kept.")
        self.assert_accessible(page, "import-preview-desktop-dark", focus=False)

    def test_5_a_table_asks_what_its_columns_mean(self):
        body = table(["film", "seen on", "my points"], [["Alien", "09.03.2024", "9"], ["Titanic", "08.03.2024", "4"]], ";")
        for size, window in visitor.WINDOWS.items():
            page = self.open("/import", window=window)
            self.choose(page, "points.csv", body)
            expect(page.get_by_role("heading", name="Which column is what?")).to_be_focused()
            self.assert_accessible(page, f"import-columns-{size}-dark", focus=False)
        self.assertEqual(page.get_by_label("Title of the film").input_value(), "0")
        page.get_by_label("Date on which you watched it").select_option("seen on")
        page.get_by_label("Your rating").select_option("my points")
        page.get_by_role("button", name="Read it so").click()
        self.review(page, "a table")
        expect(page.locator("main")).to_contain_text("The file has ratings of 2 of them.")
        page.get_by_role("link", name=re.compile(r"^Sure \(2\)")).click()
        expect(page.locator("main")).to_contain_text("watched 9 March 2024")
        self.assert_accessible(page, "import-stars-narrowest-dark")

    def test_6_a_household_asks_whose_history_it_is(self):
        body = table(
            ["Profile Name", "Start Time", "Duration", "Attributes", "Title", "Supplemental Video Type", "Device Type",
             "Bookmark", "Latest Bookmark", "Country"],
            [["Anna", "2024-03-09 20:15:00", "01:40:00", "", "Alien", "", "TV", "", "", "DE"],
             ["Ben", "2024-03-08 20:15:00", "01:40:00", "", "Titanic", "", "TV", "", "", "DE"]])
        page = self.open("/import", window=PHONE)
        self.choose(page, "ViewingActivity.csv", body)
        expect(page.get_by_role("heading", name="Whose history is it?")).to_be_focused()
        self.assert_accessible(page, "import-profiles-phone-dark", focus=False)
        page.get_by_label("Profile").select_option("Ben")
        page.get_by_role("button", name="Read this one’s").click()
        self.review(page, "Netflix")
        expect(page.get_by_role("heading", name="1 film is sure")).to_be_visible()

    def test_7_what_is_no_history(self):
        page = self.open("/import")
        self.choose(page, "letter.txt", b"Dear Anna, how are you?")
        expect(page.get_by_role("alert")).to_contain_text("That is no list that can be read here.")
        self.choose(page, "large.csv", b"x" * (21 << 20))
        expect(page.get_by_role("alert")).to_contain_text("That file is too large.")
        self.assert_accessible(page, "import-problem-desktop-dark", focus=False)

    def test_8_without_scripts(self):
        page = self.open("/import", java_script_enabled=False)
        expect(page.locator("noscript code")).to_be_visible()
        page.get_by_role("link", name=re.compile("^Go on with Netflix")).click()
        page.get_by_role("link", name=re.compile(r"^Sure \(1\)")).click()
        page.get_by_role("button", name="2 stars for Titanic").click()
        expect(page.get_by_role("status").first).to_contain_text("“Titanic” is added.")
        page.get_by_role("button", name=re.compile("^Undo ?: Titanic$")).first.click()
        expect(page.get_by_role("status").first).to_contain_text("“Titanic” is undecided.")
        page.get_by_role("button", name="End the import").click()
        expect(page.get_by_role("status").first).to_contain_text("The import is ended.")


if __name__ == "__main__":
    unittest.main()
