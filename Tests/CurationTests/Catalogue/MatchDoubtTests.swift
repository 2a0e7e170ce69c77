import Domain
import Testing

@testable import Curation

@Suite struct MatchDoubtTests {
    private static func doubt(_ checked: CheckedTitle) -> MatchDoubt? {
        FileName(of: checked, currentYear: 2026).flatMap { MatchDoubt(checked, $0) }
    }

    @Test func whatIsCalledLikeItsFilesIsNotDoubted() {
        #expect(Self.doubt(.test(1, "Heat", 1995).with(.at("Heat (1995)/heat.1995.1080p.mkv"))) == nil)
        #expect(Self.doubt(.test(1, "Amélie", 2001).with(.at("amelie (2001).mkv"))) == nil)
        let original = CheckedTitle.test(1, "Spirited Away", 2001) { $0.originalTitle = "Sen to Chihiro" }
        #expect(Self.doubt(original.with(.at("Sen to Chihiro (2001).mkv"))) == nil)
        #expect(Self.doubt(.test(1, "Heat", 1995).with(.at("Heat (1996).mkv"))) == nil)
        #expect(
            Self.doubt(.test(1, "Lost", 2004, kind: .series).with(.at("Lost (2004)/Season 1/S01E02.mkv"))) == nil)
        #expect(FileName(of: .test(1, "Heat"), currentYear: 2026) == nil)
    }

    @Test func anotherNameOrYearOfTheFilesIsDoubted() throws {
        let name = try #require(Self.doubt(.test(1, "Roadkill", 1998).with(.at("Ronin (1998).mkv"))))
        #expect(name.hasOtherName && !name.hasOtherYear && name.name == FileName(title: "Ronin", year: 1998))
        let year = try #require(Self.doubt(.test(1, "Heat", 1986).with(.at("Heat (1995).mkv"))))
        #expect(!year.hasOtherName && year.hasOtherYear)
        #expect(year.reason(.test(1, "Heat", 1986)) == "They say 1995, and it is of 1986.")
    }

    @Test(
        arguments: [
            (100.0, 100, false), (109, 100, false), (111, 100, false), (116, 100, true), (84, 100, true),
            (22, 10, true), (19, 10, false), (200, nil, false),
        ] as [(Double, Int?, Bool)])
    func aFilmMayBeALittleLongerOrShorter(_ minutes: Double, _ runtime: Int?, _ isDoubted: Bool) {
        let checked = CheckedTitle.test(1, "Heat", 1995) { $0.runtimeMinutes = runtime }
            .with(.at("Heat (1995).mkv", minutes: minutes))
        #expect((Self.doubt(checked)?.hasOtherLength ?? false) == isDoubted)
    }

    @Test func partsAreOneLengthAndOneFittingVersionIsEnough() {
        let film = CheckedTitle.test(1, "Heat", 1995) { $0.runtimeMinutes = 170 }
        #expect(film.with(.at("a-cd1.avi", minutes: 85), .at("a-cd2.avi", minutes: 86)).isAboutAsLong(as: 170))
        #expect(!film.with(.at("a-cd1.avi", minutes: 85)).isAboutAsLong(as: 170))
        #expect(
            film.with(.at("a.avi", minutes: 90), .at("b.avi", minutes: 171, version: 1)).isAboutAsLong(as: 170))
        #expect(film.with(.at("a-cd1.avi", minutes: 85), .at("a-cd2.avi")).isAboutAsLong(as: 170))
    }
}
