import Domain
import Storage
import TestKit
import Testing

/// Names that films share, and texts as people and files really have them.
@Suite struct CatalogueTextTests {
    @Test(arguments: TestDriver.available)
    func `films share people, genres, keywords and studios, spelled as they came first`(
        driver: TestDriver
    ) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let first = TitleDraft.film("Heat", imdb: "tt1") { metadata in
                metadata.genres = ["Crime", "crime", "Science Fiction"]
                metadata.keywords = ["Crime", "ÉTÉ"]
                metadata.studios = ["Warner Bros."]
                metadata.credits = [Credit(name: "Michael Mann", role: .director)]
            }
            let second = TitleDraft.film("Ali", imdb: "tt2") { metadata in
                metadata.genres = ["SCIENCE  FICTION", "", " \n"]
                metadata.keywords = ["e\u{301}te\u{301}"]
                metadata.studios = ["warner bros."]
                metadata.credits = [
                    Credit(name: "MICHAEL MANN", role: .director), Credit(name: "Michael Mann", role: .cast),
                    Credit(name: "michael mann", role: .director), Credit(name: "Will Smith", role: .cast),
                ]
            }
            _ = try await store.merge([first], from: .load)
            _ = try await store.merge([second], from: .load)
            let ali = try await store.only(second).metadata
            #expect(ali.genres == ["Science Fiction"] && ali.keywords == ["ÉTÉ"] && ali.studios == ["Warner Bros."])
            let mann = [Credit(name: "Michael Mann", role: .director), Credit(name: "Michael Mann", role: .cast)]
            #expect(ali.credits == mann + [Credit(name: "Will Smith", role: .cast)])
            #expect(try await store.only(first).metadata.genres == ["Crime", "Science Fiction"])
            let rows = [try await test.count("term"), try await test.count("person"), try await test.count("studio")]
            #expect(rows == [4, 2, 1])
            #expect(try await store.merge([first, second], from: .load) == UpsertOutcome(unchanged: 2))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a new list takes the place of the old one, in its order`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            var draft = TitleDraft.complete
            _ = try await store.merge([draft], from: .load)
            draft.metadata.genres = ["Drama", "Thriller", "Crime"]
            draft.metadata.studios = ["Columbia"]
            draft.metadata.credits = [Credit(name: "Jean Reno", role: .cast)]
            draft.metadata.countries = ["US"]
            _ = try await store.merge([draft], from: .load)
            #expect(try await store.only(draft).metadata == draft.metadata)
        }
    }

    private static let oddTexts = [
        "emoji 🎬👩‍👩‍👧", "accents e\u{301}\u{302}\u{303}", "電影 Фильм فيلم", "\u{202E}turned", "quotes ' \" \\ % _ $1 ?",
        "control \u{1}\u{7}\u{1F}\u{7F}", "line\nbreak\ttab", "ﬀ ß İ ı", "\u{FEFF}\u{200B}x", "[]{}, null",
        String(repeating: "long ", count: 20_000), String(repeating: "é", count: 50_000),
        "z" + String(repeating: "\u{301}", count: 50_000), String(repeating: "🎬", count: 25_000),
    ]

    @Test(arguments: TestDriver.available)
    func `odd texts are kept as they are`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            for (number, text) in Self.oddTexts.enumerated() {
                let draft = TitleDraft.film("Film", imdb: "tt\(100 + number)") { metadata in
                    metadata.overview = text
                    metadata.tagline = text
                    metadata.countries = [text]
                }
                #expect(try await store.merge([draft], from: .load) == UpsertOutcome(added: 1))
                #expect(try await store.only(draft).metadata == draft.metadata)
                #expect(try await store.merge([draft], from: .load) == UpsertOutcome(unchanged: 1))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `odd names are stored once, cut where an index ends`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let drafts = Self.oddTexts.enumerated().map { number, text in
                TitleDraft.film(text, imdb: "tt\(100 + number)") { metadata in
                    metadata.originalTitle = text
                    metadata.genres = [text]
                    metadata.keywords = [text]
                    metadata.studios = [text]
                    metadata.credits = [Credit(name: text, role: .cast)]
                }
            }
            #expect(try await store.merge(drafts, from: .load).added == drafts.count)
            #expect(try await store.merge(drafts, from: .load) == UpsertOutcome(unchanged: drafts.count))
            for draft in drafts {
                let metadata = try await store.only(draft).metadata
                #expect(metadata.originalTitle == draft.metadata.originalTitle)
                let name = try #require(metadata.genres.first)
                #expect(name.utf8.count <= StorageLimits.keyBytesMax && !name.isEmpty)
                #expect(metadata.keywords == [name] && metadata.studios == [name])
                #expect(metadata.credits == [Credit(name: name, role: .cast)])
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `characters that no database holds are left out`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.catalogue
            let draft = TitleDraft.film("\0He\0at ", imdb: "tt1") { metadata in
                metadata.overview = "a\0b\r\nc"
                metadata.tagline = "\0"
                metadata.genres = ["Cri\0me", "\0"]
                metadata.countries = ["U\0S"]
                metadata.credits = [Credit(name: "Al\0 Pacino", role: .cast)]
            }
            _ = try await store.merge([draft], from: .load)
            let metadata = try await store.only(draft).metadata
            #expect(metadata.overview == "ab\r\nc" && metadata.tagline == nil && metadata.countries == ["US"])
            #expect(!metadata.title.utf8.contains(0) && metadata.genres.count == 1)
            #expect(metadata.credits.map(\.name) == ["Al Pacino"])
            #expect(try await store.merge([draft], from: .load) == UpsertOutcome(unchanged: 1))
        }
    }
}
