import Testing

@testable import LocalMedia

/// The order of versions, and labels.
@Suite("Versions of a title")
struct VersionsTests {
    private func ordered(_ labels: [String?]) -> [String?] {
        FilmVersions.ordered(
            labels.enumerated().map { VersionReading(label: $1, parts: ["\($0)"]) }
        ).map(\.label)
    }

    @Test(arguments: [
        (["720p", "2160p", "1080p"], ["2160p", "1080p", "720p"]),
        (["Extended", "1080p", "Directors Cut"], ["1080p", "Directors Cut", "Extended"]),
        (["Extended 720p", "Extended 1080p", "Extended"], ["Extended 1080p", "Extended 720p", "Extended"]),
        (["1080i", "1080p"], ["1080i", "1080p"]),
        (["b", "B", "a"], ["a", "b", "B"]),
        (["p", "12p", "99999p"], ["12p", "99999p", "p"]),
    ])
    func heightsComeFirst(_ labels: [String], _ expected: [String]) {
        #expect(ordered(labels) == expected)
    }

    @Test func theVersionWithoutALabelStandsBehindHeights() {
        #expect(ordered(["Final Cut", nil, "1080p"]) == ["1080p", nil, "Final Cut"])
    }

    @Test func discsComeLast() {
        let disc = VersionReading(label: "2160p", parts: ["a.iso"], isDisc: true)
        let file = VersionReading(label: nil, parts: ["b.mkv"])
        #expect(FilmVersions.ordered([disc, file]) == [file, disc])
    }

    @Test func equalLabelsKeepTheOrderOfPaths() {
        let one = VersionReading(label: "1080p", parts: ["a.mkv"])
        let two = VersionReading(label: "1080p", parts: ["b.mkv"])
        #expect(FilmVersions.ordered([two, one]) == [one, two])
    }

    @Test(arguments: [
        ("Film (2010) - Final Cut", "Final Cut"), ("Film (2010) - [Final Cut]", "Final Cut"),
        ("Film (2010) - 1080p HDR", "1080p HDR"), ("Film (2010) Final Cut", "Final Cut"),
        ("Film (2010) (Final Cut)", "Final Cut"), ("Film (2010) Final Cut [1080p]", "Final Cut"),
        ("Film.2010.Final.Cut.1080p", "Final Cut"), ("Film.2010.UNCUT.1080p.x264-GRP", "UNCUT"),
        ("Film.2010.1080p.UNCUT.x264-GRP", "UNCUT"), ("Film (2010) [Uncut]", "Uncut"),
        ("Film.UNCUT.2010.1080p", "UNCUT"),
        ("Film.Extended.Cut.2010.1080p", "Extended Cut"), ("Film (2010)-Extended", "Extended"),
        ("Film (2010) – Langfassung", "Langfassung"),
    ])
    func labelsAreFound(_ name: String, _ label: String) {
        let film = FilmName(name, currentYear: 2025)
        #expect(film.label == label)
        #expect(film.title == "Film")
        #expect(film.year == 2010)
    }

    @Test(arguments: [
        "Film (2010)", "Film.2010.1080p.BluRay.x264-GRP", "Film (2010)-GRP", "Film (2010) [1080p] [YTS.AM]",
        "Film.2010.German.DL.1080p", "Film (2010) 1080p", "Film (2010) - ", "Film (2010) [Grp]", "Film.2010.v2.1080p",
        "Film (2010) 3D HSBS", "Final Cut", "Film - Final Cut",
    ])
    func otherNamesHaveNoLabel(_ name: String) {
        #expect(FilmName(name, currentYear: 2025).label == nil)
    }

    @Test func labelsAreTold() {
        for label in ["1080p", "Director's Cut", "TV Version", "Extended", "Special Edition", "BluRay"] {
            #expect(FilmLabel.isLabel(label))
        }
        for label in ["A New Hope", "Part", "The Making"] { #expect(!FilmLabel.isLabel(label)) }
    }
}
