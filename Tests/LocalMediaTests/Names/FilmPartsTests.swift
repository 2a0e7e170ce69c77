import Testing

@testable import LocalMedia

/// The pieces that names of films are read with.
@Suite("Pieces of films' names")
struct FilmPartsTests {
    @Test(arguments: [
        ("Film-cd1", 1, "Film"), ("Film.cd2", 2, "Film"), ("Film_CD3", 3, "Film"), ("Film dvd1", 1, "Film"),
        ("Film - part 4", 4, "Film"), ("Film part a", 1, "Film"), ("Film - pt b", 2, "Film"),
        ("Film.disc.5", 5, "Film"),
        ("Film disk12", 12, "Film"), ("Film (2010)cd1", 1, "Film (2010)"), ("Film [x]part2", 2, "Film [x]"),
        ("Film part d", 4, "Film"), ("Film cda", 1, "Film"),
    ])
    func partsAreFound(_ name: String, _ number: Int, _ base: String) throws {
        let text = NameText(name)
        let marker = try #require(PartMarker(text))
        #expect(marker.number == number)
        #expect(String(decoding: text.without(marker).bytes, as: UTF8.self) == base)
    }

    @Test(arguments: [
        "Film", "Film Part II", "Film part", "cd1", "part 1", "Filmcd1", "Counterpart a", "Film part e", "Film part 0",
        "Film part 100", "Film 2", "Film (part 1)", "Record", "Film dvd", "",
    ])
    func otherNamesAreNoParts(_ name: String) {
        #expect(PartMarker(NameText(name)) == nil)
    }

    @Test(arguments: [("CD1", 1), ("cd 2", 2), ("Disc 3", 3), ("DVD1", 1), ("Part 2", 2), ("disk-4", 4)])
    func foldersOfPartsAreFound(_ name: String, _ number: Int) {
        #expect(PartMarker(folder: NameText(name))?.number == number)
    }

    @Test(arguments: ["Film CD1", "CD", "1", "Disc One", "Season 1", ""])
    func otherFoldersAreNone(_ name: String) {
        #expect(PartMarker(folder: NameText(name)) == nil)
    }

    @Test(arguments: [
        ("Film-trailer", ExtraKind.trailer, "Film"), ("Film.trailer", .trailer, "Film"),
        ("Film - Trailer", .trailer, "Film"), ("trailer", .trailer, ""), ("Film-scene", .scene, "Film"),
        ("Film-deletedscene", .deletedScene, "Film"), ("Film-deleted", .deletedScene, "Film"),
        ("Film-BehindTheScenes", .behindTheScenes, "Film"), ("Film-short", .short, "Film"),
    ])
    func extrasAreFound(_ name: String, _ kind: ExtraKind, _ base: String) throws {
        let extra = try #require(ExtraName(NameText(name)))
        #expect(extra.kind == kind)
        #expect(String(name.utf8.prefix(extra.baseEnd)) == base)
    }

    @Test(arguments: [
        "Film", "Trailerpark", "Film scene", "Film.short", "interview", "Deleted Scenes", "Film-trailers",
    ])
    func otherNamesAreNoExtras(_ name: String) {
        #expect(ExtraName(NameText(name)) == nil)
    }

    @Test(arguments: [
        ("1080p", "1080p"), ("Film 2160p", "2160p"), ("Film.4K", "2160p"), ("Film UHD 1080p", "1080p"),
        ("Film.8k", "4320p"), ("Film 1080i", "1080i"), ("Film.1080P.x264", "1080p"),
    ])
    func resolutionIsFound(_ name: String, _ resolution: String) {
        #expect(FilmName(name, currentYear: 2025).resolution == resolution)
    }

    @Test(arguments: ["Film", "Film 1080", "Film 4", "Film SD", "Film 12080p"])
    func otherNumbersAreNoResolution(_ name: String) {
        #expect(FilmName(name, currentYear: 2025).resolution == nil)
    }

    @Test(arguments: [
        ("Film.2010.1080p.BluRay.x264-GRP", ["1080p", "bluray", "x264"], 1080), ("Film 4K HDR", ["4k", "hdr"], 2160),
        ("Charlotte's Web", [], nil), ("Film.WEB.1080p", ["web", "1080p"], 1080), ("Film Extended", ["extended"], nil),
        ("Film.DTS-HD.5.1", ["dts", "hd", "5", "1"], nil), ("", [], nil),
    ])
    func wordsOfReleasesAreFound(_ name: String, _ words: [String], _ lines: Int?) {
        #expect(ReleaseWords(in: name).words == words)
        #expect(ReleaseWords(in: name).heightLines == lines)
    }

    @Test(arguments: [Int.min, -1, 0, 1879, 2025, 9999, Int.max])
    func anyYearOfTheCalendarIsTaken(_ year: Int) {
        #expect(FilmName("Film (1880)", currentYear: year).year == 1880)
        let options = NameOptions(kind: .mixed, currentYear: year)
        let files = [ListedFile(path: "Show/Show 2017-04-20.mkv", sizeBytes: 1)]
        #expect(LibraryNames(options).read(files).films.count == 1)
    }

    @Test func everyTokenOfTheContractIsKnown() {
        let list = """
            480i 480p 576p 720p 1080i 1080p 1440p 2160p 4320p 4k 8k uhd hdr hdr10 hdr10plus dv dovi sdr 3d
            hsbs htab fsbs ftab mvc bluray brrip bdrip bdremux remux web web-dl webrip hdtv pdtv dvd dvdrip
            dvdscr r5 cam ts telesync x264 x265 h264 h265 hevc avc av1 xvid divx aac ac3 eac3 ddp5.1 dts
            dts-hd truehd atmos flac opus 10bit 8bit proper repack rerip internal limited unrated extended
            uncut remastered multi dual subbed dubbed
            """
        for word in list.split(whereSeparator: \.isWhitespace) {
            let tokens = NameTokens(NameText("Film.\(word).1080p"))
            let release = ReleaseTokens(tokens)
            #expect(release.strengths.dropFirst().allSatisfy { $0 != .none }, "\(word)")
            #expect(FilmName("Film.2010.\(word)", currentYear: 2025).year == 2010, "\(word)")
            #expect(FilmName("Film.\(word).1080p", currentYear: 2025).title == "Film", "\(word)")
        }
    }

    @Test func wordsOfTablesFit() {
        // Longer words than a table can hold would be left out silently.
        #expect(ShortWord(String(repeating: "x", count: ShortWord.bytesMax)) != nil)
        #expect(ShortWord(String(repeating: "x", count: ShortWord.bytesMax + 1)) == nil)
        #expect(SeriesWords.episode.contains { $0 == ShortWord("επεισόδιο") })
        #expect(SeriesWords.season.contains { $0 == ShortWord("ฤดูกาล") })
        #expect(ShortWord("") == nil)
        #expect(ReleaseTable.words.count > 120)
    }
}
