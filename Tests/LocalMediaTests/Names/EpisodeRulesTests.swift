import Testing

@testable import LocalMedia

/// Single rules, apart from the order in which they are tried.
@Suite("Rules for episodes")
struct EpisodeRulesTests {
    @Test(arguments: [
        ("s01e02", 1, [2]), ("S1E2", 1, [2]), ("s01.e02", 1, [2]), ("s01 - e02", 1, [2]), ("s01xe02", 1, [2]),
        ("s01ep02", 1, [2]), ("s01 episode 2", 1, [2]), ("s2017e1001", 2017, [1001]), ("s01e02e03", 1, [2, 3]),
        ("s01e02e03e05", 1, [2, 3, 5]), ("s01e02-e05", 1, [2, 3, 4, 5]), ("s01e02-05", 1, [2, 3, 4, 5]),
        ("s01e01-13", 1, Array(1...13)), ("s01e01-14", 1, [1]), ("s01e02-e02", 1, [2]), ("s01e05-02", 1, [5]),
        ("s01e02-s01e04", 1, [2, 3, 4]), ("s01e02-s02e04", 1, [2]), ("s01e02+03", 1, [2, 3]),
        ("s01e02&e03", 1, [2, 3]),
        ("1x02", 1, [2]), ("01x02", 1, [2]), ("1x2", 1, [2]), ("12x103", 12, [103]), ("2017x04", 2017, [4]),
        ("1x02x03", 1, [2, 3]), ("1x02-03", 1, [2, 3]), ("1x02-1x04", 1, [2, 3, 4]), ("1x02v2", 1, [2]),
        ("s01e02v2e03", 1, [2, 3]), ("name s01e02 1x03", 1, [2]), ("s02xe09-791", 2, [9]), ("s01e02-720p", 1, [2]),
        ("s01e02 - e3po", 1, [2]), ("s01e02 e03 title", 1, [2, 3]),
    ])
    func numbersAreFound(_ name: String, _ season: Int, _ numbers: [Int]) throws {
        let match = try #require(NumberedRules(NameText(name).low).match(from: 0))
        #expect(match.season == season)
        #expect(match.numbers == numbers)
        #expect((match.rule == .severalEpisodes) == (numbers.count > 1))
    }

    @Test(arguments: [
        "", "s01", "e02", "s01e", "se02", "1920x1080", "1280x720", "640x480", "x264", "5.1x264", "1x", "x02", "1x02abc",
        "s12345e01", "s01e12345", "123x04", "season 1 episode 2", "s 01 e 02", "2x265",
    ])
    func otherNamesHaveNone(_ name: String) {
        #expect(NumberedRules(NameText(name).low).match(from: 0) == nil)
    }

    @Test(arguments: [
        ("Season 1 Episode 2", 1, 2), ("season.1.ep.2", 1, 2), ("Series 1, Episode 02", 1, 2),
        ("Staffel 1 Folge 2", 1, 2),
        ("1. Staffel 2. Folge", 1, 2), ("Saison 3 Épisode 4", 3, 4), ("Temporada 3 Capítulo 4", 3, 4),
        ("Сезон 3 Серия 4", 3, 4), ("3 сезон 4 серия", 3, 4), ("3. Sezon 4. Bölüm", 3, 4), ("第3季 第4集", 3, 4),
        ("第3期第4話", 3, 4), ("3기 4화", 3, 4), ("시즌3 4화", 3, 4), ("シーズン3 第4話", 3, 4), ("Show 2 Season 3 Episode 4", 3, 4),
        ("2nd Season Episode 4", 2, 4), ("Σεζόν 3 Επεισόδιο 4", 3, 4),
    ])
    func wordsAreFound(_ name: String, _ season: Int, _ number: Int) throws {
        let match = try #require(WordRules(NameTokens(NameText(name))).both(from: 0))
        #expect(match.rule == .words)
        #expect(match.season == season)
        #expect(match.numbers == [number])
    }

    @Test(arguments: ["Season 1", "Episode 2", "Season Episode", "Season 1 and Episode 2", "Episode 2 Season 1", ""])
    func otherWordsHaveNone(_ name: String) {
        #expect(WordRules(NameTokens(NameText(name))).both(from: 0) == nil)
    }

    @Test(arguments: [
        ("E02", [2]), ("Ep 02", [2]), ("Ep.02", [2]), ("Episode 2", [2]), ("episode2", [2]), ("Folge 12", [12]),
        ("12. Folge", [12]), ("2 серия", [2]), ("第02話", [2]), ("2화", [2]), ("Part 2", [2]), ("Teil 3", [3]),
        ("E02-E04", [2, 3, 4]), ("Ep 02-03", [2, 3]), ("Ep02v2", [2]), ("Area 51 Episode 3", [3]), ("Episode 0", [0]),
    ])
    func episodesAloneAreFound(_ name: String, _ numbers: [Int]) throws {
        let found = try #require(WordRules(NameTokens(NameText(name))).episode(from: 0))
        #expect(found.match.rule == .episodeOnly)
        #expect(found.match.numbers == numbers)
    }

    @Test(arguments: ["Episode", "Ep", "E", "Part II", "Part One", "02", "Ep Two", "Episode 12345", ""])
    func otherNamesAreNoEpisodes(_ name: String) {
        #expect(WordRules(NameTokens(NameText(name))).episode(from: 0) == nil)
    }

    @Test(arguments: [
        ("Name S2 - 05", 2), ("Name Season 3 - 05", 3), ("Name 4th Season - 05", 4), ("Name 第5期 - 05", 5),
        ("Name S2 S3 - 05", 3), ("Name Season Two - 05", 2),
    ])
    func seasonsInFrontAreFound(_ name: String, _ season: Int) {
        let text = NameText(name)
        #expect(SeasonMark(NameTokens(text), before: text.count - 5)?.number == season)
    }

    @Test(arguments: ["Name - 05", "Name 2 - 05", "Seasons - 05", "S - 05"])
    func otherTextIsNoSeason(_ name: String) {
        let text = NameText(name)
        #expect(SeasonMark(NameTokens(text), before: text.count - 5) == nil)
    }

    @Test(arguments: [
        ("Name - 05", [5]), ("Name 05", [5]), ("05", [5]), ("05 - Title", [5]), ("05. Title", [5]),
        ("Name - 05v2", [5]),
        ("[Grp] Name - 05 [ABCD1234]", [5]), ("[Name][05]", [5]), ("Name - 05-06", [5, 6]), ("Name #05", [5]),
        ("Name 5 of 8", [5]), ("Name - 1071", [1071]), ("Name 2 - 05", [5]), ("Name (05)", [5]),
        ("Name.05.1080p", [5]), ("Name - 05 - 1080", [5]), ("Name – 05", [5]),
    ])
    func plainNumbersAreFound(_ name: String, _ numbers: [Int]) {
        let episode = EpisodeName(name, EpisodeHints(currentYear: 2025))
        #expect(episode.rule == .plainNumber)
        #expect(episode.numbers == numbers)
    }

    @Test(arguments: [
        "Name", "Name (2010)", "Name 2010", "Name 1080p", "Name 10bit", "Name 5.1", "Name [ABCD1234]",
        "Name [12345678]",
        "Name 12345", "Name OVA 1", "Name 3 Friends", "Name 1920x1080", "Name [2010]", "Name DD5.1",
    ])
    func otherNumbersAreNone(_ name: String) {
        let episode = EpisodeName(name, EpisodeHints(currentYear: 2025))
        #expect(episode.rule == .none, "\(episode.numbers)")
        #expect(episode.numbers == [])
    }
}
