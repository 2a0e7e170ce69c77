import Domain
import SQL
import Storage
import TestKit
import Testing

/// The whole catalogue page by page, alike on both drivers.
@Suite struct BrowseStoreTests {
    /// A question, and the names that answer it.
    struct Question: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let names: [String]
        var filter = BrowseFilter(.movie)

        init(_ name: String, _ names: [String], _ change: (inout BrowseFilter) -> Void) {
            testDescription = name
            self.names = names
            change(&filter)
        }
    }

    private static let questions = [
        Question("everything", ["Alien", "alien", "Été 85", "M*A*S*H", "Zodiac"]) { _ in },
        Question("a part of a name", ["Alien", "alien"]) { $0.text = "LIE" },
        Question("without accents", ["Été 85"]) { $0.text = "ete 8" },
        Question("with accents that nothing has", ["Zodiac"]) { $0.text = "Zödiac" },
        Question("signs", ["M*A*S*H"]) { $0.text = "a*s" },
        Question("a sign for anything", []) { $0.text = "%" },
        Question("nothing across two names", []) { $0.text = "n a" },
        Question("blanks around", ["Zodiac"]) { $0.text = "  zod " },
        Question("a line end", ["Zodiac"]) { $0.text = "\nzod" },
        Question("a genre", ["Alien", "Zodiac"]) { $0.genre = "Thriller" },
        Question("a genre in another case", []) { $0.genre = "thriller" },
        Question("a keyword is no genre", []) { $0.genre = "space" },
        Question("a genre and a part of a name", ["Zodiac"]) { ($0.genre, $0.text) = ("Thriller", "od") },
        Question("a studio", ["Alien"]) { $0.studio = "Brandywine" },
        Question("a studio in another case", []) { $0.studio = "brandywine" },
        Question("a studio with a part of a name", []) { ($0.studio, $0.text) = ("Brandywine", "zod") },
        Question("a name with a NUL", []) { $0.genre = "Thriller\0" },
        Question("series", ["Alien Worlds"]) { $0 = BrowseFilter(.series) },
        Question("episodes are in no list", []) { $0 = BrowseFilter(.episode) },
    ]

    private static let drafts: [TitleDraft] = [
        .film("Zodiac", year: 2007) { $0.genres = ["Crime", "Thriller"] },
        .film("alien", year: 1999),
        .film("Alien", year: 1979) { metadata in
            (metadata.genres, metadata.keywords, metadata.studios) = (["Thriller"], ["space"], ["Brandywine"])
        },
        .film("M*A*S*H"), .film("Été 85"),
        TitleDraft(kind: .series, imdbID: nil, tmdbID: nil, metadata: TitleMetadata(title: "Alien Worlds")),
    ]

    @Test(arguments: TestDriver.available, questions)
    func `lists hold what is asked for, by name, year and id`(driver: TestDriver, question: Question) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.merge(Self.drafts, from: .load)
            _ = try await test.stores.catalogue.addStubs([try #require(IMDbID("tt99"))])
            #expect(try await test.names(question.filter) == question.names)
        }
    }

    @Test(arguments: TestDriver.available)
    func `pages are cut out of the list, and all know how long it is`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let drafts = (10..<40).map { number in
                TitleDraft.film("Film \(number)") { $0.genres = number % 3 == 0 ? ["Third"] : [] }
            }
            _ = try await test.stores.catalogue.merge(drafts, from: .load)
            var third = BrowseFilter(.movie)
            third.genre = "Third"
            for (filter, total) in [(BrowseFilter(.movie), 30), (third, 10)] {
                let all = try await test.names(filter)
                for (offset, limit) in [(0, 7), (7, 7), (28, 7), (30, 7), (900, 7), (-3, 4), (2, 0), (3, -1)] {
                    let page = try await test.stores.browse.page(filter, offset: offset, limit: limit)
                    let expected = all.dropFirst(max(0, offset)).prefix(max(0, limit))
                    #expect(page.titles.map(\.metadata.title) == Array(expected) && page.total == total)
                }
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a listed title has what lists show`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.merge([.complete], from: .load)
            let listed = try #require(
                try await test.stores.browse.page(BrowseFilter(.movie), offset: 0, limit: 1).titles.first)
            let title = try #require(try await test.stores.browse.title(listed.id, .movie))
            var shown = title.metadata
            (shown.keywords, shown.studios, shown.credits, shown.countries, shown.languages) = ([], [], [], [], [])
            (shown.releaseDate, shown.tagline, shown.contentRating) = (nil, nil, nil)
            (shown.voteCount, shown.popularity) = (nil, nil)
            #expect(listed.metadata == shown && !shown.genres.isEmpty && shown.overview != nil)
            let surroundings = try await test.stores.browse.surroundings(of: [listed.id])
            #expect(listed.moments == surroundings.moments[listed.id])
            let detail = try #require(try await test.stores.browse.detail(of: listed.id, .movie))
            #expect(detail.listed.metadata == title.metadata && detail.listed.moments == listed.moments)
            #expect(detail.imdbID == title.imdbID && detail.tmdbID == title.tmdbID && detail.imdbID != nil)
            #expect(try await test.stores.browse.detail(of: listed.id, .series) == nil)
            #expect(try await test.stores.browse.detail(of: TitleID(9_999), .movie) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a page takes as many statements as one title, and the next page no look at the catalogue`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            _ = try await test.stores.catalogue.merge((1...150).map { .film("Film \($0)") }, from: .load)
            let (browse, all) = (test.stores.browse, BrowseFilter(.movie))
            _ = try await browse.page(all, offset: 0, limit: 1)
            for (filter, limit) in [(all, 1), (all, 100), (all, 100)] {
                let (page, counter) = try await StatementCounter.counting {
                    try await browse.page(filter, offset: 0, limit: limit)
                }
                #expect(page.titles.count == limit && counter.count == 5, "\(counter.statements)")
            }
        }
    }
}

extension TestStores {
    func names(_ filter: BrowseFilter) async throws -> [String] {
        let page = try await stores.browse.page(filter, offset: 0, limit: 1_000)
        #expect(page.total == page.titles.count)
        return page.titles.map(\.metadata.title)
    }
}
