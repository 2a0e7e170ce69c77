import Activity
import Basics
import Domain
import Recommendations
import Storage
import Synchronization
import TestKit
import Testing

@Suite("Choosing titles while the catalogue changes")
struct OldCatalogueTests {
    /// Lets titles be read from the moment on at which a test opens it.
    private final class Gate: Sendable {
        private let isOpen = Mutex(false)

        func open() { isOpen.withLock { $0 = true } }

        func pass() async {
            while !isOpen.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(2)) }
        }
    }

    @Test("who waits gets the catalogue of a moment ago while that of now is made, and none that is older")
    func staleness() async throws {
        try await RunBench.with { bench in
            #expect(try await bench.reader.recentItems(.movie).traits.count == 25)
            let gate = Gate()
            bench.knobs.sources.beforeTraits = { await gate.pass() }
            _ = try await bench.stores.catalogue.merge([.film("New One", imdb: "tt0009002")], from: .load)
            bench.world.advance(seconds: RunLimits.catalogueStaleSeconds)
            for _ in 1...3 { #expect(try await bench.reader.recentItems(.movie).traits.count == 25) }
            gate.open()
            #expect(try await bench.reader.items(.movie).traits.count == 26)
            #expect(bench.knobs.sources.catalogueReads == 2, "the one that was begun for those who did not wait")
            _ = try await bench.stores.catalogue.merge([.film("Another", imdb: "tt0009003")], from: .load)
            bench.world.advance(seconds: RunLimits.catalogueStaleSeconds + 1)
            #expect(try await bench.reader.recentItems(.movie).traits.count == 27)
        }
    }

    @Test("what lists hide by now is in nobody's picks and nobody's evening", arguments: TestDriver.available)
    func hidden(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            let library = try await lend("Borrowed Orbit", to: bench)
            try await bench.watch("Far Orbit")
            let wish = try await pair(bench)
            let together = Together(
                accounts: bench.stores.accounts, titles: bench.stores.browse, profiles: bench.profiles,
                runner: bench.runner)
            func evening() async throws -> [String] {
                try await together.evening(wish, of: bench.anna, in: nil).films.map(\.title.metadata.title)
            }
            #expect(try await evening().contains("Borrowed Orbit"))
            let gate = Gate()
            bench.knobs.sources.beforeTraits = { await gate.pass() }
            _ = try await bench.stores.serverLibraries.setEnabled(false, library: library, at: bench.world.now)
            let names = try await evening()
            #expect(names.contains("Red Orbit") && !names.contains("Borrowed Orbit"))
            let run = try await bench.run()
            #expect(run.candidateCount == 25, "it was weighed")
            let titles = try await bench.stores.browse.titles(bench.selected(in: run).map(\.titleID))
            #expect(!titles.isEmpty && !titles.contains { $0.metadata.title == "Borrowed Orbit" })
            gate.open()
            #expect(try await bench.reader.items(.movie).traits.count == 25)
        }
    }

    /// A film that only a library of the household's media server has.
    private func lend(_ name: String, to bench: RunBench) async throws -> ServerLibraryID {
        let server = try #require(MediaServerKey("jellyfin:5d1b3c6f9e8a47b2a1c0d9e8f7a6b5c4"))
        let listed = MediaServerLibrary(id: try #require(MediaServerID("1")), name: "Films", kind: .films)
        let library = try #require(
            try await bench.stores.serverLibraries.takeOver(
                ToldLibraries([listed], of: server), .enabledWhenFirst, at: bench.world.now
            ).first
        ).id
        let film = TitleDraft.film(name, year: 1999, imdb: "tt0009004") { $0.genres = ["Science Fiction"] }
        let draft = ServerTitleDraft(itemID: try #require(MediaServerID("2")), draft: film, path: "/media/2.mkv")
        _ = try await bench.stores.serverTitles.save([draft], in: library)
        return library
    }

    /// Anna's profile and another one of hers, for as many films as there are.
    private func pair(_ bench: RunBench) async throws -> EveningWish {
        let first = try await bench.profiles.standard(of: bench.anna.id)
        let second = try await bench.stores.profiles.add(
            NewProfile(name: "Clara"), to: bench.anna.id, active: nil, max: 20, at: bench.world.now)
        return EveningWish(
            profiles: [first.id, second.id], users: [], minutesMax: nil, count: PickLimits.togetherMax)
    }
}
