import Testing

@testable import LocalMedia

/// Which title a sidecar belongs to, and which picture is taken.
@Suite("Assignment of sidecars")
struct SidecarAssignmentTests {
    private func owners(_ names: [String]) -> StemOwners {
        var owners = StemOwners()
        for (index, name) in names.enumerated() { owners.add(NameKey(name), title: index, video: index) }
        return owners
    }

    @Test(arguments: [
        ("Rocky", 0, 5), ("Rocky.en", 0, 5), ("Rocky II", 1, 8), ("Rocky II.en", 1, 8), ("Rocky II-en.forced", 1, 8),
        ("Rocky_en", 0, 5), ("Rocky III", 0, 5), ("ROCKY.EN", 0, 5), ("Amélie.fr", 2, 7), ("Ame\u{301}lie.fr", 2, 7),
    ])
    func longestNameWins(_ name: String, _ title: Int, _ end: Int) throws {
        let found = try #require(owners(["Rocky", "Rocky II", "Amélie"]).longest(startOf: NameKey(name)))
        #expect(found.owner.title == title)
        #expect(found.end == end)
    }

    @Test(arguments: ["Rockys", "Rock", "", "Alien.en", "en.Rocky"])
    func otherNamesHaveNoOwner(_ name: String) {
        #expect(owners(["Rocky", "Rocky II"]).longest(startOf: NameKey(name)) == nil)
    }

    @Test func theOnlyTitleIsKnown() {
        #expect(owners([]).only == nil)
        #expect(owners(["A"]).only == 0)
        #expect(owners(["A", "B"]).only == nil)
        var owners = owners(["A"])
        owners.add(NameKey("A part"), title: 0, video: nil)
        #expect(owners.only == 0)
        // The first who claims a name keeps it.
        owners.add(NameKey("a"), title: 5, video: nil)
        #expect(owners.exact(NameKey("A"))?.title == 0)
    }

    private func art(_ names: [String], _ hits: [(ArtRole, rank: Int, number: Int)]) -> ArtworkReading {
        let files = names.map { ListedFile(path: $0, sizeBytes: 1) }
        let tree = LibraryTree(files, NameOptions(kind: .movies, currentYear: 2025))
        let hits = hits.enumerated().compactMap { index, hit -> ArtHit? in
            guard let file = tree.files.firstIndex(where: { $0.path == names[index] }) else { return nil }
            return ArtHit(role: hit.0, rank: hit.rank, number: hit.number, file: file)
        }
        return ArtworkReading(hits, tree)
    }

    @Test func lowestRankWins() {
        let reading = art(["b.jpg", "a.jpg"], [(.poster, rank: 1, number: 0), (.poster, rank: 2, number: 0)])
        #expect(reading.poster == "b.jpg")
    }

    @Test func endingDecidesBetweenEquals() {
        let names = ["a.tbn", "a.gif", "a.avif", "a.webp", "a.png", "a.jpeg", "a.jpg"]
        for count in 1...names.count {
            let some = Array(names.prefix(count))
            let reading = art(some, some.map { _ in (.poster, rank: 0, number: 0) })
            #expect(reading.poster == some.last)
        }
    }

    @Test(arguments: [
        ([0], [0]), ([1], [1]), ([3], [3]), ([4], []), ([0, 1, 2], [0, 1, 2]), ([0, 3], [0, 3]), ([0, 4], [0]),
        ([1, 4, 7], [1, 4, 7]), ([1, 5], [1]), ([2, 1, 0], [0, 1, 2]), ([1, 5, 6, 7], [1]), ([12], []),
    ])
    func backdropsEndAtAGap(_ numbers: [Int], _ kept: [Int]) {
        let reading = art(numbers.map { "f\($0).jpg" }, numbers.map { (.backdrop, rank: 0, number: $0) })
        #expect(reading.backdrops == kept.map { "f\($0).jpg" })
    }

    @Test func eachNameCountsItsOwnBackdrops() {
        let reading = art(
            ["a1.jpg", "a9.jpg", "b1.jpg", "x.jpg", "y.jpg"],
            [
                (.backdrop, rank: 0, number: 1), (.backdrop, rank: 0, number: 9), (.backdrop, rank: 1, number: 1),
                (.backdrop, rank: ArtRank.apart, number: 0), (.backdrop, rank: ArtRank.apart, number: 0),
            ])
        #expect(reading.backdrops == ["a1.jpg", "b1.jpg", "x.jpg", "y.jpg"])
    }

    @Test func noPicturesAreNone() {
        #expect(art([], []).isEmpty)
    }
}
