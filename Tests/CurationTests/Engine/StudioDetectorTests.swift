import Domain
import Testing

@testable import Curation

@Suite struct StudioDetectorTests {
    @Test func eachPlaceHasItsConfidence() {
        let bench = EngineBench(studios: ["Pier Pictures|PP Films", "Dockside"])
        #expect(bench.found(.studio, path: "/archive/Pier_Pictures/2023/x.mp4") == ["Pier Pictures 0.95"])
        #expect(bench.found(.studio, path: "/archive/pp.films/x.mp4") == ["Pier Pictures 0.95"])
        #expect(bench.found(.studio, path: "/archive/new/walk.pier-pictures.mp4") == ["Pier Pictures 0.85"])
        #expect(bench.found(.studio, path: "/archive/From Dockside 2023/x.mp4") == ["Dockside 0.75"])
        #expect(bench.found(.studio, path: "C:\\Videos\\Dockside\\x.mp4") == ["Dockside 0.95"])
    }

    @Test func theSurestPlaceDecidesAndTheNearestOfEqualOnes() {
        let bench = EngineBench(studios: ["Pier Pictures", "Dockside", "Harbour"])
        #expect(bench.found(.studio, path: "/Dockside/x pier pictures.mp4") == ["Dockside 0.95"])
        #expect(bench.found(.studio, path: "/Dockside/Harbour/x.mp4") == ["Harbour 0.95"])
    }

    @Test func aTitleAndPartsOfWordsNameNoStudio() {
        let bench = EngineBench(studios: ["Dock", "!Ignored"])
        #expect(bench.found(.studio, path: "/a/Dockside/docking.mp4", title: "Dock").isEmpty)
        #expect(bench.found(.studio, path: "/Ignored/x.mp4").isEmpty)
    }

    @Test func aSceneWithStudioKeepsIt() {
        let bench = EngineBench(studios: ["Dockside", "Harbour"])
        let found = bench.found(.studio, path: "/Dockside/x.mp4") { $0.studio = ArchiveName(id: "9", name: "Other") }
        #expect(found.isEmpty)
    }

    @Test func aLetterIsAStudioOnlyAsAWholeDirectory() {
        let bench = EngineBench(studios: ["X", "愛"])
        #expect(bench.found(.studio, path: "/archive/X/pier.mp4") == ["X 0.95"])
        #expect(bench.found(.studio, path: "/archive/x files/pier x.mp4").isEmpty)
        #expect(bench.found(.studio, path: "/archive/pier 愛.mp4") == ["愛 0.85"])
    }

    @Test func patternsNameStudios() {
        let patterns = [
            StudioPattern(pattern: "^pp_", studio: "pier pictures"), StudioPattern(pattern: "new", studio: "Nowhere"),
            StudioPattern(pattern: "(", studio: "Dockside"),
        ]
        let bench = EngineBench(studios: ["Pier Pictures", "Dockside"], patterns: patterns)
        #expect(bench.found(.studio, path: "/a/PP_walk.mp4") == ["Pier Pictures 0.9"])
        #expect(bench.found(.studio, path: "/pp_2023/walk.mp4") == ["Pier Pictures 0.85"])
        #expect(bench.found(.studio, path: "/a/new.mp4").isEmpty)
        let free = EngineBench(studios: ["Dockside"], patterns: patterns, createsMissing: true)
        #expect(free.found(.studio, path: "/a/new.mp4") == ["Nowhere 0.9"])
    }

    @Test func aPatternMayCountWithTheEndingOfAFilesName() {
        let patterns = [
            StudioPattern(pattern: #"_pp$"#, studio: "Pier Pictures"),
            StudioPattern(pattern: #"^dock.*\.mkv$"#, studio: "Dockside"),
        ]
        let bench = EngineBench(studios: ["Pier Pictures", "Dockside"], patterns: patterns)
        #expect(bench.found(.studio, path: "/a/walk_pp.mp4") == ["Pier Pictures 0.9"])
        #expect(bench.found(.studio, path: "/a/docks.mkv") == ["Dockside 0.9"])
        #expect(bench.found(.studio, path: "/a/docks.mp4").isEmpty)
    }

    @Test func theChangeSaysWhatItIs() throws {
        let bench = EngineBench(studios: ["Dockside"])
        let change = try #require(bench.changes(.test(path: "/Dockside/x.mp4")).first)
        #expect(change.action == .set && change.current == .null && change.proposed == .text("Dockside"))
        #expect(change.reason.contains("\"Dockside\""))
    }
}
