import Testing

@testable import LocalMedia

/// Options, and what tables of paths cannot state.
@Suite("Reading a library")
struct LibraryNamesTests {
    private func read(
        _ paths: [String], _ kind: LibraryKind = .movies, _ change: (inout NameOptions) -> Void = { _ in }
    ) -> LibraryReading {
        var options = NameOptions(kind: kind, currentYear: 2025)
        change(&options)
        return LibraryNames(options).read(paths.map { ListedFile(path: $0, sizeBytes: 1) })
    }

    @Test func nothingIsReadFromNothing() {
        for kind in LibraryKind.allCases { #expect(read([], kind) == LibraryReading()) }
    }

    @Test func emptyFilesAreSkipped() {
        let files = [ListedFile(path: "Up.mkv", sizeBytes: 0), ListedFile(path: "Coco.mkv", sizeBytes: 1)]
        let reading = LibraryNames(NameOptions(kind: .movies, currentYear: 2025)).read(files)
        #expect(reading.films.map(\.title) == ["Coco"])
        #expect(reading.skipped == [SkippedPath(path: "Up.mkv", reason: .empty)])
    }

    @Test func aMarkerOfNoBytesCounts() {
        let files = [ListedFile(path: "A/.nomedia", sizeBytes: 0), ListedFile(path: "A/Up.mkv", sizeBytes: 1)]
        let reading = LibraryNames(NameOptions(kind: .movies, currentYear: 2025)).read(files)
        #expect(reading.skipped.map(\.reason) == [.ignoredFolder, .ignoredFolder])
    }

    @Test func aMarkerAtTheRootIgnoresAll() {
        let reading = read([".ignore", "Up.mkv", "A/B/Coco.mkv"])
        #expect(reading.films == [])
        #expect(reading.skipped.allSatisfy { $0.reason == .ignoredFolder })
        #expect(reading.skipped.count == 3)
    }

    @Test func aMarkerOfADeeperFolderLeavesTheOthers() {
        let reading = read(["A/!b/.ignore", "A/!b/Up.mkv", "A/.ignore", "A/c/Heat.mkv", "B/Coco (2017).mkv"])
        #expect(reading.films.map(\.title) == ["Coco"])
    }

    @Test func pointersAreListedOnlyWhereWanted() {
        #expect(read(["Up (2009).strm"]).skipped.map(\.reason) == [.pointer])
        let reading = read(["Up (2009).strm"]) { $0.listsPointers = true }
        #expect(reading.films.map(\.title) == ["Up"])
        #expect(reading.skipped == [])
    }

    @Test func theLibrarysLanguageIsAssumedForSubtitles() throws {
        let reading = read(["Up.mkv", "Up.srt", "Up.forced.srt", "Up.en.srt"]) { $0.subtitleLanguage = "de" }
        let subtitles = try #require(reading.films.first).subtitles
        #expect(subtitles.map(\.language) == ["en", "de", "de"])
        #expect(subtitles.map(\.isLanguageGuessed) == [false, true, true])
    }

    @Test func compactNumbersAreSplitOnlyWhereWanted() throws {
        func number(_ path: String, _ isCompact: Bool) -> String? {
            let reading = read([path], .series) { $0.compactNumbers = isCompact }
            return reading.series.first?.episodes.first.map(Readings.number)
        }
        #expect(number("Show/Show 102.mkv", false) == "1x102 abs")
        #expect(number("Show/Show 102.mkv", true) == "1x2")
        #expect(number("Show/Show.215.hdtv.mkv", true) == "2x15")
        #expect(number("Show/Season 2/Show 215.mkv", true) == "2x15")
        #expect(number("Show/Season 1/Show 215.mkv", true) == "1x215")
        #expect(number("Show/Season 10/Show 1003.mkv", true) == "10x3")
        #expect(number("Show/Show 1071.mkv", true) == "1x1071 abs")
        #expect(number("Show/Show 100.mkv", true) == "1x100 abs")
        #expect(number("Show/Show 05.mkv", true) == "1x5 abs")
        #expect(number("Show/Show S01E02.mkv", true) == "1x2")
    }

    @Test func spellingsOfOneFolderAreOne() {
        let composed = "Am\u{E9}lie (2001)"
        let decomposed = "Ame\u{301}lie (2001)"
        let reading = read([
            "\(composed)/\(composed) - 1080p.mkv", "\(decomposed)/\(decomposed) - 720p.mkv",
            "\(decomposed)/\(decomposed) - 720p.en.srt", "\(composed)/\(decomposed) - 1080p.de.srt",
        ])
        #expect(reading.films.map(\.title) == ["Amélie"])
        #expect(reading.films.first?.versions.map(\.label) == ["1080p", "720p"])
        #expect(reading.films.first?.subtitles.count == 2)
        // The bytes stay as they were found.
        let paths = reading.films.flatMap(\.versions).flatMap(\.parts)
        #expect(paths.contains { $0.unicodeScalars.contains("\u{301}") })
    }

    @Test func caseDoesNotMatter() {
        let reading = read(["UP (2009)/up (2009).MKV", "UP (2009)/Up (2009).EN.SRT", "UP (2009)/POSTER.JPG"])
        #expect(reading.films.map(\.title) == ["UP"])
        #expect(reading.films.first?.subtitles.count == 1)
        #expect(reading.films.first?.artwork.poster == "UP (2009)/POSTER.JPG")
    }

    @Test func sharpSIsTwoLetters() {
        let reading = read(["Straße.mkv", "STRASSE.en.srt"])
        #expect(reading.films.first?.subtitles.map(\.language) == ["en"])
    }

    @Test func aPathThatIsListedTwiceIsOneFile() {
        #expect(read(["Up (2009).mkv", "Up (2009).mkv"]).films.first?.versions.count == 1)
    }

    @Test func oddPathsAreReported() {
        let reading = read(["", "/", "//Up (2009).mkv", "../Coco (2017).mkv", "./Heat (1995).mkv", "A//Dune.mkv"])
        #expect(reading.films.map(\.title).sorted() == ["Dune", "Up"])
        #expect(reading.skipped.map(\.reason) == [.otherKind, .hidden, .hidden, .otherKind])
    }

    @Test func deepFoldersAreReported() {
        let deep = Array(repeating: "a", count: NamesLimits.folderDepthMax + 1).joined(separator: "/")
        let reading = read(["\(deep)/Up.mkv", "\(deep)/\(deep)/Coco.mkv"])
        #expect(reading.films == [])
        #expect(reading.skipped.map(\.reason) == [.tooDeep, .tooDeep])
    }

    @Test func longNamesAreReported() {
        let long = String(repeating: "x", count: NamesLimits.nameBytesMax + 1)
        #expect(read(["\(long).mkv", "\(long)/Up.mkv"]).skipped.map(\.reason) == [.nameTooLong, .nameTooLong])
    }

    @Test func manyFilesInOneFolderAreRead() {
        #expect(read((0..<3000).map { "Film number \($0) (2001).mkv" }).films.count == 3000)
        let series = read((0..<3000).map { "Show S01E\($0).mkv" }, .series).series
        #expect(series.map(\.episodes.count) == [3000])
    }

    @Test func oneTopLevelFolderCanBeReadAlone() {
        let reading = read(["Show (2010)/Season 1/Show S01E01.mkv"], .mixed)
        #expect(reading.series.map(\.folder) == ["Show (2010)"])
    }
}
