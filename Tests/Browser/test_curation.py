"""An archive is connected and read, its scenes are looked through, and what is proposed is decided about, applied and
taken back."""

import re
import unittest

import visitor
from household import EMAIL, PASSWORD, START_SECONDS, Household
from looks import PHONE
from playwright.sync_api import expect
from stash import KEY, Stash

PATIENCE = START_SECONDS * 1000
SCENES = 60


class Curation(visitor.Visit):
    room = "/archive"
    heading = "Archive"

    @classmethod
    def make_household(cls):
        cls.stash = Stash(SCENES)
        cls.addClassCleanup(cls.stash.close)
        return Household({
            "KINOTHEK_ADMIN_EMAIL": EMAIL, "KINOTHEK_ADMIN_PASSWORD": PASSWORD, "KINOTHEK_SYNC_INTERVAL_MINUTES": "0",
        })

    def finish(self, page, begun):
        """Waits until the page shows by itself that what was begun is not under way any more."""
        expect(page).to_have_url(re.compile(f"done={begun}"))
        page.wait_for_load_state()
        expect(page.get_by_role("heading", name="Under way")).to_be_hidden(timeout=PATIENCE)

    def plan(self, page, name):
        page.goto("/plans")
        page.get_by_role("link", name=re.compile(f"^(Decide|Look) about {name},")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)

    def look_through(self, page, name, *kinds):
        """Makes a plan about all scenes, of these kinds of changes alone."""
        page.goto("/archive")
        for kind in ["Performers", "Studios", "Tags", "Details"]:
            page.get_by_label(kind, exact=True).set_checked(kind in kinds)
        page.get_by_label("Name of the plan").fill(name)
        page.get_by_role("button", name=re.compile("^Look through all")).click()
        self.finish(page, "looking")
        self.plan(page, name)

    def test_1_before_there_is_an_archive(self):
        page = self.open("/archive")
        expect(page.get_by_role("heading", name="There is no archive yet.")).to_be_visible()
        self.assert_accessible_everywhere("/archive", "archive-empty")
        self.assert_accessible_everywhere("/plans", "plans-empty")
        page = self.open("/home", window=PHONE)
        page.locator(".menu summary").click()
        page.get_by_role("link", name="Plans", exact=True).click()
        page.get_by_role("link", name="Connect Stash").click()
        expect(page).to_have_url(re.compile("/archive$"))

    def test_2_connected_and_read(self):
        page = self.open("/archive")
        page.get_by_label("Address").fill("ftp://nowhere.example")
        page.get_by_role("button", name="Connect").click()
        expect(page.get_by_role("alert")).to_contain_text("That is no address of a server")
        page.get_by_label("Address").fill(self.stash.address)
        page.get_by_label("API key").fill(KEY)
        page.get_by_role("button", name="Connect").click()
        expect(page.get_by_role("status").first).to_contain_text("The address is kept.")
        self.assertNotIn(KEY, page.content())
        page.get_by_role("button", name="Read everything").click()
        self.finish(page, "reading")
        expect(page.get_by_role("status").filter(has_text=f"{SCENES} scenes")).to_be_visible()
        self.assert_accessible_everywhere("/archive", "archive")
        page.get_by_label("Words in title").fill("harbour 17")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="1 scene that the filters show")).to_be_visible()
        page.get_by_role("link", name="Harbour 17").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Harbour 17")

    def test_3_a_scene_is_changed_by_hand(self):
        self.assert_accessible_everywhere("/archive/scenes/17", "scene")
        page = self.open("/archive/scenes/17")
        page.get_by_text("Change title, details, date and more").click()
        self.assert_accessible(page, "scene-edit-desktop-dark", focus=False)
        page.get_by_label("Title").fill("The seventeenth harbour")
        page.get_by_label("Rating").fill("70")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").first).to_have_text("That is written to Stash.")
        self.assertEqual(self.stash.scenes["17"]["title"], "The seventeenth harbour")
        page.get_by_label("Another tag").fill("hd")
        page.get_by_role("button", name="Add the tag").click()
        expect(page.get_by_role("button", name="Take HD off")).to_be_visible()
        page.get_by_role("button", name="Take Outdoor off").click()
        expect(page.get_by_role("button", name="Take Outdoor off")).to_have_count(0)
        self.assertEqual(self.stash.tags_of("17"), ["HD"])
        self.stash.edit("17", title="Harbour 17")
        page.get_by_role("button", name="Read it anew from Stash").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Harbour 17")

    def test_4_decided_with_the_keyboard(self):
        page = self.open("/archive")
        self.look_through(page, "Names and texts", "Performers", "Studios", "Tags", "Details")
        address = page.url
        changes = page.locator("[data-change]")
        expect(changes.first).to_have_attribute("data-current", "")
        self.assertGreater(changes.count(), 50)
        self.assert_accessible_everywhere(address, "plan")
        words = changes.first.locator("[data-status-words]")
        page.keyboard.press("a")
        expect(words).to_have_text("Accepted")
        expect(changes.nth(1)).to_be_focused()
        page.keyboard.press("r")
        expect(changes.nth(1).locator("[data-status-words]")).to_have_text("Rejected")
        expect(page.locator("[data-standing]")).to_contain_text("1 accepted, 1 rejected")
        page.keyboard.press("k")
        page.keyboard.press("k")
        expect(changes.first).to_be_focused()
        page.keyboard.press("u")
        expect(words).to_have_text("Open")
        expect(changes.first).to_be_focused()
        page.keyboard.press("j")
        expect(changes.nth(1)).to_be_focused()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Apply the plan")
        expect(dialog).to_be_visible()
        self.assert_accessible(page, "plan-apply-desktop-dark", focus=False)
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(changes.nth(1)).to_be_focused()
        self.decide_at_once(page, address)

    def decide_at_once(self, page, address):
        least = page.get_by_label("At least so sure")
        least.focus()
        for _ in range(20):
            least.press("ArrowRight")
        expect(page).to_have_url(re.compile("least=100"))
        expect(least).to_be_focused()
        everything = page.get_by_role("button", name=re.compile("^Accept everything at 100 % or above"))
        everything.click()
        expect(page.get_by_role("status").first).to_contain_text("accepted. Nothing is written before you apply.")
        page.goto(address)
        page.get_by_label("Which").select_option("Rejected")
        expect(page.locator("[data-change]")).to_have_count(1)
        page.goto(address)
        page.get_by_role("button", name=re.compile("^Reject all for Harbour 1, number 1$")).click()
        expect(page.get_by_role("status").first).to_contain_text("rejected.")

    def test_5_applied_and_taken_back(self):
        before = self.stash.content()
        page = self.open("/archive")
        self.look_through(page, "Tags alone", "Tags")
        address = page.url
        self.stash.go_on.clear()
        page.locator("[data-apply] summary").click()
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^Apply all")).click()
        expect(page.get_by_role("heading", name="Under way")).to_be_visible()
        self.assert_accessible(page, "plan-applying-desktop-dark", focus=False)
        self.stash.go_on.set()
        self.finish(page, "applying")
        expect(page.locator("main")).to_contain_text(re.compile("Applying a plan, .*: \\d+ applied"))
        self.assertIn("Fireworks", self.stash.tags_of("1"))
        self.assert_accessible_everywhere(address, "plan-applied")
        page.get_by_text("Take the plan back").click()
        expect(page.locator("main")).to_contain_text("What somebody edited since stays as it is")
        page.get_by_role("button", name="Take it back").click()
        self.finish(page, "undoing")
        expect(page.locator("main")).to_contain_text("taken back")
        self.assertEqual(self.stash.content(), before)

    def test_6_an_edit_in_between_is_named(self):
        page = self.open("/archive")
        self.look_through(page, "Texts alone", "Details")
        address = page.url
        self.stash.edit("3", details="Written by hand meanwhile.")
        page.locator("[data-apply] summary").click()
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^Apply all")).click()
        self.finish(page, "applying")
        self.assertEqual(self.stash.scenes["3"]["details"], "Written by hand meanwhile.")
        self.assertEqual(self.stash.scenes["1"]["details"], "Boats & gulls, take 1.")
        expect(page.locator("main")).to_contain_text("1 change could not be written.")
        page.get_by_role("link", name="Show them").click()
        expect(page.locator("[data-change]")).to_have_count(1)
        expect(page.locator("[data-change]")).to_contain_text("reject this to keep what is there now")
        self.assert_accessible_everywhere(f"{address}?show=stuck", "plan-conflict")
        self.stash.edit("1", details="Edited after it was applied.")
        page.get_by_text("Take the plan back").click()
        page.get_by_role("button", name="Take it back").click()
        self.finish(page, "undoing")
        expect(page.locator("main")).to_contain_text("1 left alone, as somebody edited them since")
        expect(page.locator("main")).to_contain_text("Scene 1, details: ")
        self.assertEqual(self.stash.scenes["1"]["details"], "Edited after it was applied.")
        self.assertEqual(self.stash.scenes["5"]["details"], "<p>Boats &amp; <b>gulls</b>, take 5.</p>")

    def test_7_without_scripts(self):
        page = self.open("/plans", java_script_enabled=False)
        page.get_by_role("link", name=re.compile("^(Decide|Look) about Names and texts,")).click()
        first = page.locator("[data-change]").first
        first.get_by_role("button", name=re.compile("^Accept")).click()
        expect(page.locator("[data-change]").first.locator("[data-status-words]")).to_have_text("Accepted")
        page.get_by_label("Which").select_option("Accepted")
        page.get_by_role("button", name="Show", exact=True).click()
        page.get_by_text("Apply the plan", exact=True).click()
        page.get_by_role("button", name=re.compile("^Apply the .* accepted change")).click()
        expect(page.locator("main")).to_contain_text(re.compile("The plan is being applied|Applying a plan"))
        while page.get_by_role("heading", name="Under way").count():
            page.get_by_role("link", name=re.compile("^Look again")).click()
        expect(page.locator("main")).to_contain_text(re.compile("Applying a plan, .*: \\d+ applied"))

    def test_8_a_proposal_is_edited(self):
        page = self.open("/archive")
        self.look_through(page, "Edited by hand", "Tags")
        address = f"{page.url}?subject=10"
        page.goto(address)
        number = page.locator("[data-change]").filter(has_text="Fireworks").get_attribute("id")
        self.edit_without_scripts(address, number)
        page.goto(address)
        change = page.locator(f"#{number}")
        field = change.get_by_label("Tags to add, one a line")
        save = change.get_by_role("button", name=re.compile("^Save"))
        change.focus()
        page.keyboard.press("e")
        expect(field).to_be_focused()
        expect(field).to_have_value("Rockets")
        self.assert_accessible(page, "plan-edit-desktop-dark", focus=False)
        page.keyboard.press("Escape")
        expect(field).to_be_hidden()
        expect(change).to_be_focused()
        page.keyboard.press("e")
        field.fill("")
        save.click()
        expect(change.get_by_role("alert")).to_have_text("That must not hold a blank name.")
        expect(field).to_be_focused()
        self.assert_accessible(page, "plan-edit-refused-desktop-dark", focus=False)
        field.fill("Sparklers\nHD")
        save.click()
        expect(page).to_have_url(re.compile(f"subject=10&done=edited#{number}$"))
        expect(change).to_be_focused()
        expect(change).to_contain_text("Edited by a person")
        expect(change.locator("ins")).to_have_text(["HD", "Sparklers"])
        self.assert_accessible_everywhere(address, "plan-edited")
        page.keyboard.press("r")
        expect(change.locator("[data-status-words]")).to_have_text("Rejected")
        expect(change.locator("[data-edit]")).to_be_hidden()
        change.focus()
        page.keyboard.press("u")
        expect(change.locator("[data-edit]")).to_be_visible()
        page.locator("[data-apply] summary").click()
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^Apply all")).click()
        self.finish(page, "applying")
        tags = self.stash.tags_of("10")
        self.assertTrue({"Outdoor", "HD", "Sparklers"} <= set(tags) and "Fireworks" not in tags, tags)
        page.goto(address)
        expect(change).to_contain_text("Edited by a person")
        expect(change.locator("[data-edit]")).to_have_count(0)

    def edit_without_scripts(self, address, number):
        page = self.open(address, java_script_enabled=False)
        change = page.locator(f"#{number}")
        field = change.get_by_label("Tags to add, one a line")
        for value, button, kept in [("Nothing", "Cancel", "Fireworks"), ("Rockets", "Save", "Rockets")]:
            change.locator("summary").click()
            field.fill(value)
            change.get_by_role("button", name=re.compile(f"^{button}")).click()
            expect(page).to_have_url(re.compile(f"subject=10.*#{number}$"))
            expect(field).to_be_hidden()
            expect(field).to_have_value(kept)
        expect(change).to_contain_text("Edited by a person")


if __name__ == "__main__":
    unittest.main()
