"""Everything that names a text by its number names one that exists, and no text is left over."""
import re
import string
from xml.etree import ElementTree

from .fakekodi import ADDON, SETTINGS, strings
from .support import KodiTestCase
from resources.lib.kinothek import words


class TextTests(KodiTestCase):
    def used(self):
        named = [value for name, value in vars(words).items() if name.isupper()]
        settings = re.findall(r"\b30\d{3}\b", SETTINGS.read_text(encoding="utf-8"))
        return named + [int(number) for number in settings]

    def test_every_number_has_a_text_and_every_text_a_use(self):
        self.assertEqual(set(self.used()), set(strings()))

    def test_names_have_numbers_of_their_own(self):
        named = [value for name, value in vars(words).items() if name.isupper()]
        self.assertEqual(len(named), len(set(named)))

    def test_gaps_count_from_zero(self):
        for number, text in strings().items():
            gaps = sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
            self.assertEqual(gaps, [str(index) for index in range(len(gaps))], number)

    def test_settings_and_manifest_are_well_formed(self):
        for path in (SETTINGS, ADDON / "addon.xml"):
            ElementTree.parse(path)

    def test_actions_of_the_settings_lead_somewhere(self):
        from resources.lib.kinothek.plugin import routes
        for url in re.findall(r"RunPlugin\((.*?)\)", SETTINGS.read_text(encoding="utf-8")):
            self.assertIsNotNone(routes.find(url)[0], url)
