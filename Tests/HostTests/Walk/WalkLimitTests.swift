import Host
import Testing

@Suite("The limits of a walk")
struct WalkLimitTests {
    private var fixture: WalkFixture

    init() throws {
        fixture = try WalkFixture()
    }

    @Test func tenThousandFilesAreFoundOnce() async throws {
        for number in 0..<10_000 { try fixture.files(HostPath("\(number % 100)/\(number).mkv")) }
        let answer = try await fixture.walk()
        #expect(Set(answer.files).count == 10_000)
        #expect(answer.summary.files == 10_000)
        #expect(answer.summary.folders == 101)
    }

    @Test func foldersAreEnteredToADepth() async throws {
        try fixture.files("1/2/3/4/deep", "1/2/near")
        var fixture = fixture
        fixture.options.depthMax = 3
        let answer = try await fixture.walk()
        #expect(answer.read == ["", "1", "1/2", "1/2/3"])
        #expect(answer.problems == ["1/2/3/4": .tooDeep])
        #expect(answer["1/2/3/4"]?.isComplete == false)
    }

    @Test func theUsualDepthIsSixtyFour() async throws {
        let path = HostPath(Array(repeating: "d", count: 70).joined(separator: "/"))
        try fixture.temporary.folder(HostPath("root").appending(path))
        let answer = try await fixture.walk()
        #expect(answer.summary.folders == 65)
        #expect(Array(answer.problems.values) == [.tooDeep])
    }

    @Test func aFolderWithTooManyEntriesIsToldInPart() async throws {
        for number in 0..<20 { try fixture.files(HostPath("many/\(number)")) }
        try fixture.files("z/film.mkv")
        var fixture = fixture
        fixture.options.folderEntriesMax = 10
        let answer = try await fixture.walk()
        let many = try #require(answer["many"])
        #expect(many.files.count == 10)
        #expect(!many.isComplete)
        #expect(many.digest == nil)
        #expect(many.problems == [WalkProblem(path: "many", reason: .tooManyEntries)])
        #expect(answer.files.last == "z/film.mkv")
        #expect(answer.summary.isComplete)
    }

    @Test func aTreeWithTooManyEntriesEndsEarly() async throws {
        for folder in 0..<5 {
            for number in 0..<10 { try fixture.files(HostPath("\(folder)/\(number)")) }
        }
        var fixture = fixture
        fixture.options.walkEntriesMax = 30
        let answer = try await fixture.walk()
        #expect(answer.files.count == 25)
        #expect(answer.folders.last?.isComplete == false)
        #expect(!answer.summary.isComplete)
    }

    @Test func exactlyAsManyEntriesAsAllowedIsComplete() async throws {
        try fixture.files("a/1", "a/2")
        var fixture = fixture
        fixture.options.walkEntriesMax = 3
        fixture.options.folderEntriesMax = 2
        let answer = try await fixture.walk()
        #expect(answer.files == ["a/1", "a/2"])
        #expect(answer.summary.isComplete)
    }
}
