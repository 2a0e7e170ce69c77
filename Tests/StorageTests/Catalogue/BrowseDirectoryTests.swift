import Domain
import TestKit
import Testing

@testable import Storage

/// The directory follows the catalogue: whatever happens, it is what reading everything anew gives.
@Suite struct BrowseDirectoryTests {
    @Test(arguments: TestDriver.available)
    func `what changes moves in the lists`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let (catalogue, films) = (test.stores.catalogue, BrowseFilter(.movie))
            #expect(try await test.names(films).isEmpty)
            _ = try await catalogue.merge(
                [.film("Beta", imdb: "tt2"), .film("Alpha", imdb: "tt1") { $0.genres = ["Drama"] }], from: .load)
            #expect(try await test.names(films) == ["Alpha", "Beta"])
            _ = try await catalogue.merge([.film("Zeta", imdb: "tt1") { $0.genres = ["Comedy"] }], from: .user)
            #expect(try await test.names(films) == ["Beta", "Zeta"])
            var genre = films
            genre.genre = "Drama"
            #expect(try await test.names(genre).isEmpty)
            genre.genre = "Comedy"
            #expect(try await test.names(genre) == ["Zeta"])
            #expect(try await test.stores.browse.genres(of: .movie) == ["Comedy"])
            let ids = try await catalogue.changes(since: 0, limit: 9).titles.map(\.id)
            _ = try await catalogue.remove(ids)
            #expect(try await test.names(films).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `another server sees what this one changed`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            try await test.reopened { other async throws in
                _ = try await test.stores.catalogue.merge([.film("One")], from: .load)
                #expect(try await other.names(BrowseFilter(.movie)) == ["One"])
                _ = try await test.stores.catalogue.merge([.film("Two")], from: .load)
                #expect(try await other.names(BrowseFilter(.movie)) == ["One", "Two"])
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `following many changes gives what reading everything gives`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            var chance = SeededNumbers(state: 7)
            for round in 0..<30 {
                try await test.change(round, &chance)
                for kind in [TitleKind.movie, .series] {
                    let followed = try await test.stores.browse.page(BrowseFilter(kind), offset: 0, limit: 500)
                    let fresh = SQLBrowseStore(database: test.database)
                    #expect(try await fresh.page(BrowseFilter(kind), offset: 0, limit: 500) == followed)
                }
            }
        }
    }

    private static let names = ["alpha", "alphabet", "beta", "", "été", "a\u{301}", "alpha beta"]

    @Test(arguments: ["alpha", "a", "ph", "bet", "t b", "\u{e9}", "x", "alphabetical"])
    func `a part of a name is found where it is`(part: String) {
        var text = NameText()
        for name in Self.names { text.append(name) }
        text.close()
        var places: [Int] = []
        text.forEachPlace(containing: part) { places.append($0) }
        let bytes = Array(part.utf8)
        let expected = Self.names.indices.filter { place in
            let name = Array(Self.names[place].utf8)
            return name.indices.contains { name[$0...].starts(with: bytes) }
        }
        #expect(places == expected)
    }

    @Test func `nothing is found in no names`() {
        var text = NameText()
        text.close()
        text.forEachPlace(containing: "a") { Issue.record("found at \($0)") }
    }

    @Test func `a set of titles has what was put into it`() {
        let bits = TitleBits([3, 64, 200])
        for id: TitleNumber in 0..<300 { #expect(bits.contains(id) == [3, 64, 200].contains(id)) }
        #expect(!bits.isEmpty && TitleBits().isEmpty)
    }
}

extension TestStores {
    /// Adds, renames or removes some titles.
    fileprivate func change(_ round: Int, _ chance: inout SeededNumbers) async throws {
        let known = try await stores.catalogue.changes(since: 0, limit: 500).titles.map(\.id)
        if round % 4 == 3 {
            _ = try await stores.catalogue.remove(known.filter { _ in Int.random(in: 0..<5, using: &chance) == 0 })
            return
        }
        var used: Set<Int> = []
        let drafts = (0..<Int.random(in: 1...12, using: &chance)).compactMap { _ -> TitleDraft? in
            let number = Int.random(in: 1...60, using: &chance)
            guard used.insert(number).inserted else { return nil }
            var metadata = TitleMetadata(title: "Title \(Int.random(in: 0..<8, using: &chance))")
            metadata.year = Bool.random(using: &chance) ? nil : 1990 + Int.random(in: 0..<4, using: &chance)
            metadata.genres = ["Drama", "Comedy", "Genre \(round)"].filter { _ in Bool.random(using: &chance) }
            return TitleDraft(
                kind: number % 4 == 0 ? .series : .movie, imdbID: IMDbID("tt\(number)"), tmdbID: nil,
                metadata: metadata)
        }
        _ = try await stores.catalogue.merge(drafts, from: .user)
    }
}
