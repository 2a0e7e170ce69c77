"""Picks with their reasons and their mark, a taste and what is left out of it, and an evening for several people."""

import json
import re
import shutil
import time
import unittest
import urllib.request

import visitor
from household import EMAIL, SAMPLE, START_SECONDS
from looks import PHONE
from playwright.sync_api import expect
from theatre import Theatre

# The recommender is measured on what somebody liked, of which some has to be left to choose from.
LIKED = [json.loads(line)["imdb_id"] for line in SAMPLE.read_text().splitlines()[:9]]


@unittest.skipUnless(shutil.which("ffmpeg"), "there is no ffmpeg")
class Picks(visitor.Visit):
    room = "/picks"
    heading = "Picked for you"

    @classmethod
    def make_household(cls):
        return Theatre()

    def rate(self, page, hearts):
        """Gives hearts on the page of what is like a film, with the keyboard."""
        page.locator(".hearts input").first.focus()
        for _ in range(hearts - 1):
            page.keyboard.press("ArrowRight")
        if hearts == 1:
            page.keyboard.press(" ")
        page.get_by_role("button", name=re.compile("^Save")).click()
        expect(page.get_by_text(f"You gave it {hearts} of 10")).to_be_visible()

    def watch(self, page, film):
        """Says that a film was seen to its end, as the player does. Returns its name."""
        page.goto("/films")
        link = page.get_by_role("link", name=re.compile(f"^{film}")).last
        path = link.get_attribute("href")
        token = page.locator("input[name=csrf]").first.input_value()
        origin = {"Origin": self.household.address}
        for action, seconds in [("progress", "149"), ("leave", "149")]:
            answer = page.request.post(
                path.replace("/films/", "/watch/") + "/" + action, form={"csrf": token, "time": seconds}, headers=origin)
            self.assertTrue(answer.ok, answer.text())

    def test_1_before_the_first_choice(self):
        self.assert_accessible_everywhere("/picks", "picks-empty")
        page = self.open("/picks")
        expect(page.get_by_role("heading", name="Nothing has been picked for you yet.")).to_be_visible()
        expect(page.get_by_text(re.compile("measured next on .* at 04:30"))).to_be_visible()
        expect(page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Tonight")).to_be_visible()
        page = self.open("/home", window=PHONE)
        rooms = page.get_by_role("navigation", name="Rooms").get_by_role("link").locator("visible=true")
        self.assertEqual(rooms.all_inner_texts(), ["Home", "Search", "Films", "Picks", "Devices"])

    def test_2_hearts_make_picks(self):
        page = self.open("/search")
        for number, film in enumerate(LIKED):
            page.goto(f"/search?like={film}")
            self.rate(page, 8 + number % 2)
        self.assert_accessible(page, "hearts-desktop-dark")
        page.goto("/picks")
        page.get_by_role("button", name="Choose now").click()
        first = page.locator(".pick").first
        expect(first).to_be_visible(timeout=START_SECONDS * 1000)
        expect(first.locator(".why")).not_to_be_empty()
        expect(first.locator(".reasons cite")).not_to_have_count(0)
        self.assertEqual(
            first.locator(".bars dt").all_inner_texts(),
            ["Close to your taste", "New to you", "Rated by others", "Unlike the other picks"])
        for words in first.locator(".bars dd span").all_inner_texts():
            self.assertRegex(words, r"^\d+ %$")
        page.goto("/home")
        rail = page.get_by_role("region", name="Picked for you")
        expect(rail.locator(".film")).to_have_count(12)
        rail.get_by_role("link", name="All picks, with reasons").click()
        expect(page).to_have_url(re.compile("/picks$"))

    def test_3_what_is_not_for_me_goes(self):
        page = self.open("/picks")
        name = page.locator(".pick .film-title").first.inner_text()
        page.locator(".pick").first.get_by_role("button", name=re.compile("^Not for me")).click()
        expect(page.locator(".pick").first).to_contain_text("You gave it 2 of 10")
        page.get_by_role("button", name="Choose anew").click()
        expect(page.get_by_role("status")).to_contain_text("That is chosen anew.", timeout=START_SECONDS * 1000)
        self.assertNotIn(name, page.locator(".pick .film-title").all_inner_texts())

    def test_4_the_mark_of_the_recommender(self):
        key = self.household.run("user", "key", EMAIL, "--label", "Measuring").strip()

        def ask(method, path):
            request = urllib.request.Request(
                self.household.address + path, b"{}" if method == "POST" else None,
                {"X-API-Key": key, "Content-Type": "application/json"}, method=method)
            with urllib.request.urlopen(request, timeout=START_SECONDS) as answer:
                return json.load(answer)

        ask("POST", "/api/jobs/evaluate-recommendations/run")
        page = self.open("/picks")
        figure = page.get_by_role("img", name=re.compile("^How often picks were right"))
        deadline = time.monotonic() + START_SECONDS
        while figure.count() == 0 and time.monotonic() < deadline:
            time.sleep(0.5)
            page.reload()
        expect(figure).to_be_visible()
        page.get_by_text("Show as table").click()
        expect(page.get_by_role("columnheader", name="Picked for each person")).to_be_visible()
        expect(page.get_by_text(re.compile("^Measured .* with 1 person"))).to_be_visible()
        self.assert_accessible_everywhere("/picks", "picks")

    def test_5_a_taste_and_what_is_left_out(self):
        page = self.open("/taste")
        expect(page.locator("main")).to_contain_text("There is nothing to tell yet.")
        self.watch(page, "Direct Film")
        self.watch(page, "Other Box")
        page.goto("/taste")
        expect(page.locator(".synopsis")).to_contain_text("You have watched 2 films")
        expect(page.get_by_role("heading", name="Directors")).to_be_visible()
        self.assert_accessible_everywhere("/taste", "taste")
        page.get_by_role("button", name="What would change without Direct Film").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Without Direct Film")
        self.assert_accessible(page, "taste-change-desktop-dark")
        page.get_by_role("button", name="Leave it out").click()
        expect(page.get_by_role("status")).to_contain_text("left out from now on")
        page.get_by_label("A genre").select_option("Drama")
        page.get_by_role("button", name="What would change without the genre").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Without everything that is Drama")
        self.assert_accessible(page, "taste-genre-desktop-dark")
        phone = self.open(page.url, window=PHONE)
        self.assert_accessible(phone, "taste-genre-phone-dark")
        page.get_by_role("link", name="Let it count").click()
        page.get_by_role("button", name=re.compile("^Let it count again ?: Direct Film$")).click()
        expect(page.locator("main")).to_contain_text("Everything counts.")

    def test_6_tonight_for_all_of_us(self):
        page = self.open("/tonight")
        expect(page.get_by_role("heading", name="There is nobody to choose with yet.")).to_be_visible()
        for name, pin, limit in [("Ben", "", ""), ("Kid", "4711", "PG")]:
            page.goto("/profiles")
            page.get_by_text("Add a profile").click()
            form = page.locator("form[action='/profiles/add']")
            form.get_by_label("Name").fill(name)
            form.get_by_label("PIN").fill(pin)
            if limit:
                form.get_by_label("Films up to this age").select_option(limit)
            form.get_by_role("button", name="Add").click()
            expect(page.get_by_role("status")).to_contain_text("you watch as it now")
        page.goto("/profiles")
        page.get_by_role("button", name=re.compile("^anna")).click()
        page.goto("/tonight")
        page.get_by_role("checkbox", name="Ben").check()
        page.get_by_label("Minutes at most").fill("110")
        page.get_by_role("button", name="Find a film").click()
        first = page.locator(".pick").first
        expect(first).to_be_visible()
        self.assertEqual(sorted(first.locator(".bars dt").all_inner_texts()), ["Ben", "anna"])
        expect(page.locator("main")).to_contain_text("Nobody has seen it")
        for length in page.locator(".pick-text > .soft").all_inner_texts():
            self.assertLessEqual(int(length.split()[0]), 110)
        self.assert_accessible_everywhere(page.url, "tonight")
        page.get_by_role("checkbox", name="Kid").check()
        page.get_by_role("button", name="Find a film").click()
        if page.get_by_label("PIN of Kid").count():
            page.get_by_label("PIN of Kid").fill("4711")
            page.get_by_role("button", name="Open").click()
        expect(page).to_have_url(re.compile("/tonight"))
        self.assertNotIn("Old Disc", page.locator("main").inner_text())

    def test_7_without_scripts(self):
        page = self.open("/picks", java_script_enabled=False)
        page.get_by_role("button", name="Choose anew").click()
        expect(page.locator(".pick").first).to_be_visible(timeout=START_SECONDS * 1000)
        page.locator(".pick").first.get_by_role("button", name=re.compile("^Not for me")).click()
        expect(page.locator(".pick").first).to_contain_text("You gave it 2 of 10")


if __name__ == "__main__":
    unittest.main()
