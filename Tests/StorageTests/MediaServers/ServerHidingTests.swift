import Basics
import Domain
import Storage
import TestKit
import Testing

/// What lists show of a media server's titles, and what goes when it is gone there, alike on both drivers.
@Suite struct ServerHidingTests {
    @Test(arguments: TestDriver.available)
    func `a title is shown in one wanted library at least, and own titles are always shown`(
        driver: TestDriver
    ) async throws {
        try await ServerBench.with(driver) { bench async throws in
            _ = try await bench.stores.catalogue.merge([.film("Sample", imdb: "tt1")], from: .load)
            _ = try await bench.save(.film(1, "Both", imdb: "tt2"))
            _ = try await bench.save(.film(2, "Both", imdb: "tt2"), in: bench.fourK)
            _ = try await bench.save(.film(3, "Large", imdb: "tt3"), in: bench.fourK)
            _ = try await bench.save(.film(4, "Sample", imdb: "tt1"), in: bench.fourK)
            #expect(try await bench.shown() == ["Both", "Large", "Sample"])
            _ = try await bench.libraries.setEnabled(false, library: bench.fourK, at: .test(1))
            #expect(try await bench.shown() == ["Both", "Sample"])
            #expect(try await bench.shown(all: true) == ["Both", "Large", "Sample"])
            let large = try await bench.title(.test(3))
            #expect(try await bench.stores.browse.title(large, .movie) != nil)
            #expect(try await bench.stores.browse.shown([large]).isEmpty)
            #expect(try await bench.stores.browse.titles([large]).count == 1)
            _ = try await bench.libraries.setEnabled(true, library: bench.fourK, at: .test(2))
            #expect(try await bench.shown() == ["Both", "Large", "Sample"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `genres are those of what lists show`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            _ = try await bench.save(.film(1, "A") { $0.genres = ["Western"] })
            _ = try await bench.save(.film(2, "B") { $0.genres = ["Noir"] }, in: bench.fourK)
            _ = try await bench.libraries.setEnabled(false, library: bench.fourK, at: .test(1))
            #expect(try await bench.stores.browse.genres(of: .movie) == ["Western"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a title with a file of this server is shown whatever the media server says`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            _ = try await bench.save(.film(1, "Film", year: 2000, imdb: "tt1"), in: bench.fourK)
            _ = try await bench.libraries.setEnabled(false, library: bench.fourK, at: .test(1))
            #expect(try await bench.shown().isEmpty)
            let media = try await bench.stores.media.addLibrary(
                name: "Own", kind: .movies, folders: ["/nowhere/films"], at: .test(2))
            let draft = TitleDraft.film("Film", year: 2000, imdb: "tt1")
            var scanned = ScannedTitle(known: nil, drafts: [SourcedDraft(source: .fileName, draft: draft)])
            scanned.files = [
                ScannedFile(
                    known: nil, path: FilePath("Film.mkv"),
                    facts: FileFacts(sizeBytes: 1, modifiedNanoseconds: 1, device: 1, inode: 1), digest: nil,
                    role: .feature(version: 0, label: nil, part: 0))
            ]
            _ = try await bench.stores.media.save([scanned], in: media.folders[0].id, at: .test(2))
            #expect(try await bench.shown() == ["Film"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is gone is removed unless somebody holds it, and comes back as it was`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let names = ["Left", "Played", "Rated", "Kept", "Liked", "Owned", "Sample"]
            _ = try await bench.stores.catalogue.merge([.film("Sample", imdb: "tt7")], from: .load)
            var ids: [String: TitleID] = [:]
            for (number, name) in names.enumerated() {
                ids[name] = try await bench.save(.film(number + 1, name, imdb: "tt\(number + 1)"))
            }
            func id(_ name: String) throws -> TitleID { try #require(ids[name]) }
            let (user, profile) = try await bench.person()
            let shelf = PlayShelf(profile: profile, source: .jellyfin)
            _ = try await bench.plays.put(
                [TitlePlays(titleID: id("Played"), count: 1, lastAt: .test(1))], .exact, of: shelf)
            _ = try await bench.stores.ratings.take(
                [Opinion(id("Rated"), 8, source: .manual, at: .test(1))], of: user, at: .test(1))
            _ = try await bench.stores.watching.addToList(id("Kept"), of: profile, at: .test(1))
            _ = try await bench.plays.addFavourites([id("Liked")], to: shelf, at: .test(1))
            try await bench.stores.owned.add([.tt(6)], to: user, etag: "e", at: .test(1))

            let items = (1...7).map { MediaServerID.test($0) }
            try await bench.titles.noteVanished(items, from: bench.films, at: .test(2))
            #expect(try await bench.shown() == ["Sample"])
            #expect(try await bench.titles.items(in: bench.films, after: nil, limit: 99).isEmpty)
            #expect(try await bench.titles.removeAbandoned(.movie, after: nil, limit: 99).removed == 1)
            #expect(try await bench.stores.catalogue.title(id: id("Left")) == nil)
            #expect(try await bench.shown(all: true) == ["Kept", "Liked", "Owned", "Played", "Rated", "Sample"])
            let writes = try await ServerBench.writes {
                _ = try await bench.titles.removeAbandoned(.movie, after: nil, limit: 99)
            }
            #expect(writes.isEmpty)

            #expect(try await bench.save(.film(2, "Played", imdb: "tt2")) == id("Played"))
            #expect(try await bench.shown() == ["Played", "Sample"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a series stays with all of its episodes as long as somebody watched one`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            for number in 1...2 {
                _ = try await bench.save(.series(number, "Series \(number)"), in: bench.series)
                _ = try await bench.titles.save(
                    [.test(10 * number + 1, of: number, 1, 1), .test(10 * number + 2, of: number, 1, 2)],
                    in: bench.series)
            }
            let (_, profile) = try await bench.person()
            _ = try await bench.plays.put(
                [TitlePlays(titleID: bench.title(.test(11)), count: 1, lastAt: nil)], .exact,
                of: PlayShelf(profile: profile, source: .jellyfin))
            let items = [1, 2, 11, 12, 21, 22].map { MediaServerID.test($0) }
            try await bench.titles.noteVanished(items, from: bench.series, at: .test(2))
            #expect(try await bench.titles.removeAbandoned(.series, after: nil, limit: 99).removed == 3)
            #expect(try await bench.shown(.series, all: true) == ["Series 1"])
            #expect(try await bench.titles.removeAbandoned(.episode, after: nil, limit: 99).removed == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `abandoned titles are looked at page by page`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let films = (1...5).map { ServerTitleDraft.film($0, "Film \($0)") }
            _ = try await bench.titles.save(films, in: bench.films)
            let third = try await bench.title(.test(3))
            _ = try await bench.stores.catalogue.setLocked(true, fields: [.title], of: third)
            try await bench.titles.noteVanished(films.map(\.itemID), from: bench.films, at: .test(2))
            var (removed, next): (Int, TitleID?) = (0, nil)
            for _ in 1...10 {
                let page = try await bench.titles.removeAbandoned(.movie, after: next, limit: 2)
                removed += page.removed
                next = page.next
                if next == nil { break }
            }
            #expect(removed == 4 && next == nil)
            #expect(try await bench.shown(all: true) == ["Film 3"], "somebody has had a hand in it")
        }
    }
}
