import Testing

@testable import LocalMedia

/// The pieces that names of episodes are read with.
@Suite("Pieces of episodes' names")
struct EpisodePartsTests {
    @Test(arguments: [
        ("Season 1", 1, ""), ("season 01", 1, ""), ("S01", 1, ""), ("s1", 1, ""), ("1", 1, ""), ("01", 1, ""),
        ("2017", 2017, ""), ("Season 1954", 1954, ""), ("Specials", 0, ""), ("Season 0", 0, ""), ("Extras", 0, ""),
        ("Staffel 3", 3, ""), ("3. Staffel", 3, ""), ("2ème saison", 2, ""), ("1ª Temporada", 1, ""),
        ("Show - Season 2", 2, "Show"), ("Show.S02.1080p", 2, "Show"), ("Show Season 2 (2012)", 2, "Show"),
        ("第3期", 3, ""), ("名前 第2季", 2, "名前"), ("시즌 2", 2, ""), ("ΣΕΖΌΝ 2", 2, ""), ("Season Two", 2, ""),
        ("Season 2 {tvdb-5}", 2, ""), ("Musim 2", 2, ""), ("Mùa 2", 2, ""), ("עונה 2", 2, ""), ("الموسم 2", 2, ""),
    ])
    func seasonsAreFound(_ name: String, _ number: Int, _ front: String) throws {
        let season = try #require(SeasonFolder(name))
        #expect(season.number == number)
        #expect(season.front == front)
    }

    @Test(arguments: [
        "Film (2010)", "Four Seasons", "Season", "Show S01E02", "S01-S03", "123", "12345", "Season Finale", "Series",
        "S1m0ne", "", "Show 2", "Extra Large", "The Specials", "Season 12345", "Show S01 - E05",
    ])
    func otherFoldersAreNoSeasons(_ name: String) {
        #expect(SeasonFolder(name) == nil)
    }

    @Test func bareNumbersAndSpecialsAreNotExplicit() {
        for name in ["1", "Specials", "Extras", "2017"] { #expect(SeasonFolder(name)?.isExplicit == false) }
        for name in ["Season 1", "S01", "Staffel 1"] { #expect(SeasonFolder(name)?.isExplicit == true) }
    }

    @Test(arguments: [
        ("2017-04-20", "2017-04-20"), ("2017.4.2", "2017-04-02"), ("20.04.2017", "2017-04-20"),
        ("04-20-2017", "2017-04-20"), ("2016-02-29", "2016-02-29"), ("2000_02_29", "2000-02-29"),
    ])
    func daysAreFound(_ text: String, _ day: String) {
        #expect(AirDate.match(NameText(text).low, from: 0, lastYear: 2027)?.airDate == day)
    }

    @Test(arguments: [
        "2017-13-01", "2017-02-29", "1900-02-29", "2017-04.20", "2017-04-200", "12017-04-20", "2030-01-01",
        "1800-01-01",
        "20-04-17", "2017-04", "2017-0-1", "2017-1-0", "x2017-04-20", "2017-04-20x", "200-04-2017",
    ])
    func otherNumbersAreNoDays(_ text: String) {
        #expect(AirDate.match(NameText(text).low, from: 0, lastYear: 2027) == nil)
    }

    @Test(arguments: [
        ("Area 88", "Area 88 - 03", 7), ("Area 88", "area.88.03", 7), ("Area 88", "Area 8803", 0),
        ("Area 88", "Area 89", 0), ("Area 88", "Area 88", 7), ("24", "24x05", 0), ("", "Area", 0),
        ("Who's There", "Whos There 1", 10), ("七人", "七人 03", 6),
    ])
    func seriesNameIsSkipped(_ series: String, _ name: String, _ end: Int) {
        #expect(SeriesPrefix(series).end(in: NameText(name).low) == end)
    }

    @Test func hintsAreHeeded() {
        var hints = EpisodeHints(seriesTitle: "Show 2", folderSeason: 4, currentYear: 2025)
        #expect(EpisodeName("Show 2 - 05", hints).numbers == [5])
        #expect(EpisodeName("Show 2 - 05", hints).season == 4)
        #expect(!EpisodeName("Show 2 - 05", hints).isAbsolute)
        hints.folderSeason = nil
        #expect(EpisodeName("Show 2 - 05", hints).isAbsolute)
        #expect(EpisodeName("Show 2 - S03E05", hints).season == 3)
    }

    @Test func furtherFactsAreKept() {
        let hints = EpisodeHints(currentYear: 2025)
        let name = EpisodeName("Show (2010) S01E02 {edition-Uncut} {tvdb-7} 3D HSBS 1080p", hints)
        #expect(name.front == "Show")
        #expect(name.frontYear == 2010)
        #expect(name.edition == "Uncut")
        #expect(name.ids.tvdb == 7)
        #expect(name.resolution == "1080p")
        #expect(name.is3D)
        #expect(name.title == nil)
    }

    @Test func earlyRulesAreDecisive() {
        let decisive = EpisodeRule.allCases.filter(\.isDecisive)
        #expect(decisive == [.seasonEpisode, .severalEpisodes, .cross, .words])
    }
}
