import Domain
import Testing

@testable import Curation

@Suite struct PerformerDetectorTests {
    @Test func namesAndAliasesAreFoundInPathAndTitle() {
        let bench = EngineBench(performers: ["Ada North|Lady Lake", "Ben South"])
        #expect(bench.found(.performers, path: "/a/ada.north_walk.mp4") == ["Ada North 1.0"])
        #expect(bench.found(.performers, path: "/Ben South/2023/x.mp4") == ["Ben South 1.0"])
        #expect(bench.found(.performers, title: "Walk with ADA NORTH!") == ["Ada North 1.0"])
        #expect(bench.found(.performers, title: "Lady-Lake") == ["Ada North 0.95"])
        #expect(
            bench.found(.performers, path: "/Ben South/x.mp4", title: "Lady Lake") == [
                "Ben South 1.0", "Ada North 0.95",
            ])
        #expect(bench.found(.performers, path: "/a/ada.1080p.north.mp4").contains("Ada North 1.0") == false)
    }

    @Test func theLongestNameIsMeant() {
        let bench = EngineBench(
            studios: ["Ada North Films"], tags: ["Ada"], performers: ["Ada", "Ada North", "North Ada Lake"])
        #expect(bench.found(.performers, title: "ada north").first == "Ada North 1.0")
        #expect(!bench.found(.performers, title: "ada north").contains { $0.hasPrefix("Ada 1") })
        #expect(bench.found(.tags, title: "ada north").isEmpty)
        #expect(!bench.found(.performers, path: "/Ada North Films/x.mp4").contains { $0.hasPrefix("Ada North ") })
        #expect(bench.found(.performers, title: "ada at the pier") == ["Ada 1.0"])
    }

    @Test func aPerformerMayBeCalledAsAStudio() {
        let bench = EngineBench(studios: ["Ada North"], performers: ["Ada North"])
        #expect(bench.found(.performers, path: "/Ada North/x.mp4") == ["Ada North 1.0"])
        #expect(bench.found(.studio, path: "/Ada North/x.mp4") == ["Ada North 0.95"])
    }

    @Test func aNameOfSeveralPeopleNamesNone() {
        let bench = EngineBench(performers: ["Ada North", "Ada North", "Ben South|Cap", "Carl East|Cap", "Cap"])
        #expect(bench.found(.performers, title: "ada north").isEmpty)
        #expect(bench.found(.performers, title: "cap") == ["Cap 1.0"])
    }

    @Test func whatTheSceneHasIsNotProposedAlsoByAnAlias() {
        let bench = EngineBench(performers: ["Ada North|Lady Lake", "!Ben South"])
        let found = bench.found(.performers, title: "Lady Lake and Ben South") {
            $0.performers = [ArchiveName(id: "performer1", name: "Renamed")]
        }
        #expect(found.isEmpty)
    }

    @Test func misspeltNamesAreFoundWordByWord() {
        let bench = EngineBench(performers: ["Jane Smithe", "Karl Müller", "Summer", "Anna Li"])
        #expect(bench.found(.performers, title: "Jame Smith") == ["Jane Smithe 0.8"])
        #expect(bench.found(.performers, title: "Jaen Smithe").first == "Jane Smithe 0.8")
        #expect(bench.found(.performers, title: "Karl Mullr").first == "Karl Müller 0.8")
        #expect(bench.found(.performers, title: "Simmer").isEmpty)
        #expect(!bench.found(.performers, title: "Anna Lu").contains("Anna Li 0.8"))
        #expect(!bench.found(.performers, title: "Jime Smyth").contains("Jane Smithe 0.8"))
    }

    @Test func ofEquallyNearNamesNoneIsMeant() {
        let bench = EngineBench(performers: ["Jane Smith", "Jana Smith"])
        #expect(bench.found(.performers, title: "Jann Smith").isEmpty)
        #expect(bench.found(.performers, title: "Jana Smith") == ["Jana Smith 1.0"])
    }

    @Test func partsOfNamesCountWhereNobodyElseHasThem() {
        let bench = EngineBench(performers: ["Ada North", "Ada Lake", "Ben South", "Cy B"])
        #expect(bench.found(.performers, title: "north wind") == ["Ada North 0.6"])
        #expect(bench.found(.performers, title: "ben swims") == ["Ben South 0.5"])
        #expect(bench.found(.performers, title: "ada swims").isEmpty)
        #expect(bench.found(.performers, title: "plan b").isEmpty)
        #expect(bench.changes(.test(title: "north wind"), above: 0.7).isEmpty)
    }

    @Test func accentsAreLookedPastOnlyWhereNothingIsExact() {
        let bench = EngineBench(performers: ["José Lake", "Zoë Hill", "Zoe Hill"])
        #expect(bench.found(.performers, title: "Jose Lake") == ["José Lake 1.0"])
        #expect(bench.found(.performers, title: "Zoë Hill") == ["Zoë Hill 1.0"])
        #expect(bench.found(.performers, title: "Zoe Hill") == ["Zoe Hill 1.0"])
    }

    @Test func namesWithoutBlanksAreWholeWordsToo() {
        let bench = EngineBench(performers: ["田中海", "._-", ""])
        #expect(bench.found(.performers, title: "海辺【田中海】夏") == ["田中海 1.0"])
        #expect(bench.found(.performers, title: "田中海辺").isEmpty)
        #expect(bench.found(.performers, path: "/a/._-.mp4", title: "_").isEmpty)
    }

    @Test func eachNameIsAChangeOfItsOwn() {
        let bench = EngineBench(performers: ["Ada North", "Ben South"])
        let changes = bench.changes(
            .test(title: "Ada North, Ben South") { $0.performers = [ArchiveName(id: "7", name: "Zoe")] })
        #expect(changes.map(\.proposed) == [.names(["Zoe", "Ada North"]), .names(["Zoe", "Ben South"])])
        #expect(changes.allSatisfy { $0.current == .names(["Zoe"]) && $0.action == .add })
    }
}
