"""A made-up archive of scenes, the same for the same numbers: what a Stash answers, and what its names are.

Scenes are one long sequence, so a smaller archive is the beginning of a larger one.
"""

import random
from dataclasses import dataclass, field

FIRST = """Ada Alva Amara Anton Astrid Bela Bodil Carla Cyril Dagny Delia Edda Elias Elin Emil Enno Esra Fabia Fenja
Finn Gerda Greta Gunnar Hanna Hedda Henrik Hilda Ida Ilse Ingmar Iris Ivo Jarle Jasper Jonna Jorun Kaja Karla Kasimir
Klara Konrad Laila Lasse Lena Levin Liv Ludmila Magda Maja Malte Marit Mika Mila Nadia Nele Nils Nora Odila Olaf Otto
Pelle Petra Quirin Ragna Rasmus Rina Rolf Ronja Runa Saskia Selma Signe Sina Sofus Stina Sven Tilda Timo Tove Ulla
Umberto Vera Viggo Wanda Wiebke Xenia Ylva Yngve Zelda Zora""".split()
HEADS = """Berg Bryn Dal Eik Fal Gran Hag Jor Kal Lind Mar Nor Ost Pil Rav Sand Tor Ul Vest Wik Aren Brom Drak Elv
Frost Grim Holm Kvist Lund Myr""".split()
TAILS = """aker bakken by dahl eby feld gaard heim hus kamp land mark nes ovist quist rud sen sjö stad strand sund
thal um vang vik wald ydal zen ström holt""".split()
ADJECTIVES = """amber ancient autumn blue bright calm cold copper coral crimson dusty early empty foggy frozen gentle
golden green hidden hollow indigo ivory late little lonely lunar misty narrow northern old open pale quiet rainy red
rusty salty silent silver slow soft southern steep stormy sunlit tall velvet violet warm white wild windy
winter""".split()
NOUNS = """alley attic balcony barn bay beach boat bridge cabin canal castle cellar cliff coast corridor court dune
farm ferry field forest garden gate greenhouse harbour hill island kitchen lake lighthouse market meadow mill mirror
orchard pier pond porch quarry railway river roof shore stairs station tower tunnel valley veranda village wharf
window yard""".split()
HOUSES = "Pictures Films Studio Media Works Productions House Visuals Archive Collective".split()
PLAIN = """after again along another around before between beyond evening every first from home inside journey
letters meeting morning never night notes once return second somewhere story together tomorrow under waiting weekend
while without yesterday""".split()
TECHNICAL = ["4K", "1080p", "720p", "60fps", "short", "medium length", "standard length", "long", "feature length"]
PICTURES = [(3840, 2160), (2560, 1440), (1920, 1080), (1920, 1080), (1920, 1080), (1280, 720), (854, 480)]
STUDIOS, PERFORMERS, TAGS = 500, 5_000, 2_000


@dataclass
class Name:
    id: str
    name: str
    aliases: list = field(default_factory=list)

    @property
    def reference(self):
        return {"id": self.id, "name": self.name}


class Archive:
    def __init__(self):
        chance = random.Random(11)
        houses = [f"{adjective} {noun} {house}".title() for house in HOUSES for adjective in ADJECTIVES[::7]
                  for noun in NOUNS[::4]]
        self.studios = self.made(chance.sample(houses, STUDIOS))
        lasts = [head + tail for head in HEADS for tail in TAILS]
        people = [f"{first} {last}" for first in FIRST for last in lasts]
        chosen = chance.sample(people, PERFORMERS + PERFORMERS // 12)
        self.performers = self.made(chosen[:PERFORMERS])
        for place, alias in enumerate(chosen[PERFORMERS:]):
            self.performers[place * 12 % PERFORMERS].aliases.append(alias)
        words = [f"{adjective} {noun}" for adjective in ADJECTIVES for noun in NOUNS]
        self.tags = self.made(TECHNICAL + chance.sample(words, TAGS - len(TECHNICAL)))

    @staticmethod
    def made(names):
        return [Name(str(place + 1), name) for place, name in enumerate(names)]

    def scenes(self, count):
        """Rows as Stash answers them, by id."""
        chance = random.Random(13)
        return (self.scene(number, chance) for number in range(1, count + 1))

    def scene(self, number, chance):
        studio = chance.choice(self.studios)
        seen = chance.sample(self.performers, chance.choice((0, 1, 1, 1, 2, 2, 3)))
        day = f"20{chance.randint(8, 25):02}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        title = self.title(chance)
        path = self.path(number, chance, studio, seen, day, title)
        # What is in the path is not always told, which is what an analysis is for.
        told = seen if chance.random() < .6 else []
        carried = chance.sample(self.tags, chance.randint(2, 9))
        moment = f"{chance.randint(2019, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        changed = f"{chance.randint(8, 22):02}:{chance.randint(0, 59):02}:{chance.randint(0, 59):02}+01:00"
        return {
            "id": str(number), "title": title if chance.random() < .95 else "", "code": f"K-{number:06}",
            "details": self.details(chance), "director": "", "date": day if chance.random() < .9 else None,
            "urls": [f"https://example.org/scene/{number}"],
            "rating100": chance.randint(1, 100) if chance.random() < .3 else None, "organized": chance.random() < .4,
            "created_at": f"{moment}T06:00:00+01:00", "updated_at": f"{moment}T{changed}",
            "files": [self.file(number, chance, path)],
            "studio": studio.reference if chance.random() < .75 else None,
            "performers": [name.reference for name in told], "tags": [name.reference for name in carried]}

    def title(self, chance):
        words = chance.sample(PLAIN, chance.randint(1, 3))
        if chance.random() < .5:
            words += chance.choice(self.tags).name.split()
        return " ".join(words).capitalize()

    @staticmethod
    def path(number, chance, studio, seen, day, title):
        people = [name.aliases[0] if name.aliases and chance.random() < .5 else name.name for name in seen]
        shape = chance.randrange(5)
        if shape == 0:
            return f"/archive/{studio.name}/{day[:4]}/{' & '.join(people)} - {title} ({day[:4]}) [1080p].mkv"
        if shape == 1:
            words = ".".join([studio.name, day[2:], *people, title, "1080p.WEB-DL.H264-KNT"]).replace(" ", ".")
            return f"/archive/{studio.name}/{words.replace('-', '.', 2)}.mp4"
        if shape == 2:
            return "/archive/new/" + "_".join([*people, title, str(number), "2160p"]).lower().replace(" ", "_") + ".mp4"
        if shape == 3:
            return f"/archive/clips/{day[:7]}/IMG_{day.replace('-', '')}_{number:06}.mp4"
        return f"/archive/{studio.name}/{title} - {' and '.join(people)} - {number}.wmv"

    @staticmethod
    def details(chance):
        kind = chance.random()
        if kind < .3:
            return ""
        text = " ".join(chance.choices(PLAIN + NOUNS + ADJECTIVES, k=chance.randint(8, 40))).capitalize() + "."
        return f"<p>{text[:40]}<br>{text[40:]}</p> &amp; more" if kind < .4 else text

    @staticmethod
    def file(number, chance, path):
        width, height = chance.choice(PICTURES)
        return {
            "path": path, "size": chance.randint(20_000_000, 6_000_000_000),
            "duration": round(chance.uniform(60, 5_400), 2), "width": width, "height": height,
            "frame_rate": chance.choice((24, 25, 29.97, 30, 59.94)), "bit_rate": chance.randint(900_000, 20_000_000),
            "format": "mp4", "video_codec": "h264", "audio_codec": "aac",
            "fingerprints": [{"type": "oshash", "value": f"{number * 2654435761 % 2**64:016x}"}]}
