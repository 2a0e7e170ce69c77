import Domain
import Testing

@testable import Search

@Suite("Owned sets as lists of titles")
struct LiveIndexTests {
    private let index = LiveIndex(words: FakeWordIndex())

    private func entry(_ id: Int32, _ imdb: String?) -> WordEntry {
        WordEntry(
            titleID: TitleID(id), imdbID: imdb.flatMap { IMDbID($0) }, title: "Film \(id)", originalTitle: "",
            voteCount: 0)
    }

    private func put(_ entries: [WordEntry], remove: [Int32] = []) {
        index.put(entries, remove: remove.map { TitleID($0) }, revision: 1)
    }

    @Test("Unknown ids are passed over, and the list is upwards whatever the order of addition")
    func unknownIDs() {
        put([entry(1, "tt10"), entry(2, "tt20"), entry(3, nil), entry(4, "tt40")])
        #expect(index.titleIDs(of: .test(["tt40", "tt99", "tt10"])) == [1, 4])
        #expect(index.titleIDs(of: .test([], etag: "e2")) == [])
    }

    @Test("An id of an entry that was given up means the title that stays, until the entry is back")
    func otherIDs() {
        let kept = WordEntry(
            titleID: TitleID(1), imdbID: IMDbID("tt10"), title: "Film 1", originalTitle: "", voteCount: 0,
            otherIMDbIDs: [IMDbID("tt11")].compactMap(\.self))
        put([kept, entry(2, "tt20")])
        #expect(index.titleIDs(of: .test(["tt11"])) == [1])
        #expect(index.titleIDs(of: .test(["tt10", "tt11", "tt20"], etag: "e2")) == [1, 2])
        put([entry(3, "tt11"), entry(1, "tt10")])
        #expect(index.titleIDs(of: .test(["tt11"])) == [3])
    }

    @Test("A new etag is a new set")
    func etagChange() {
        put([entry(1, "tt10"), entry(2, "tt20")])
        #expect(index.titleIDs(of: .test(["tt10"], etag: "e1")) == [1])
        #expect(index.titleIDs(of: .test(["tt10", "tt20"], etag: "e2")) == [1, 2])
        #expect(index.titleIDs(of: .test(["tt10"], etag: "e1")) == [1])
    }

    @Test("A title that the catalogue gets, loses or gives another id counts at once under the same etag")
    func catalogueChange() {
        let owned = OwnedSet.test(["tt10", "tt20"])
        put([entry(1, "tt10")])
        #expect(index.titleIDs(of: owned) == [1])
        put([entry(2, "tt20")])
        #expect(index.titleIDs(of: owned) == [1, 2])
        put([], remove: [1])
        #expect(index.titleIDs(of: owned) == [2])
        put([entry(2, "tt21"), entry(7, "tt10")])
        #expect(index.titleIDs(of: owned) == [7])
        index.replace([entry(8, "tt20")], revision: 2)
        #expect(index.titleIDs(of: owned) == [8])
    }

    @Test("More sets than are remembered are all answered rightly")
    func manySets() {
        put((1...200).map { entry($0, "tt\($0)") })
        for _ in 0..<2 {
            for id in 1...200 as ClosedRange<Int64> {
                #expect(index.titleIDs(of: .test(["tt\(id)"], etag: "e\(id)")) == [id])
            }
        }
    }

    @Test("Replacing leaves nothing of what was there, names included")
    func replacing() {
        put([entry(1, "tt10"), entry(2, "tt20")])
        index.replace([entry(2, "tt10")], revision: 9)
        #expect(index.titleCount == 1)
        #expect(index.titleRevision == 9)
        #expect(index.entries([TitleID(1), TitleID(2)]).map(\.?.imdbID?.rawValue) == [nil, "tt10"])
        #expect(index.titles(named: "film 1").isEmpty)
        #expect(index.titles(named: "film 2") == [TitleID(2)])
    }
}
