import Domain
import Jobs
import Recommendations
import Storage
import Synchronization
import TestKit
import Testing

@Suite("What is said of a taste, with a language model that takes its time")
struct SlowModelTests {
    @Test("nobody waits for a model that does not come to an end")
    func slow() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit")
            let waited = Mutex<[Double]>([])
            let sleeper = Sleeper { seconds in waited.withLock { $0.append(seconds) } }
            let model = ScriptedChat { _ in
                while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(2)) }
                return "You like what is far away."
            }
            let taste = TasteProfiles(
                store: bench.stores.tastes, source: bench.stores.tasteFacts, profiles: bench.profiles,
                model: { model }, world: bench.world.world, sleeper: sleeper)
            let portrait = try await taste.portrait(.movie, of: bench.anna.id)
            #expect(portrait.synopsis.model == nil && portrait.synopsis.text.hasPrefix("You have watched 1 film"))
            #expect(waited.withLock { $0 } == [45])
        }
    }

    @Test("what a model says of a taste that has changed meanwhile is not kept")
    func changed() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit", "Paid Debt")
            let model = ScriptedChat { _ in
                let genre = TasteOmission.genre("Science Fiction")
                _ = try? await bench.stores.tastes.omit(genre, of: bench.anna.id, at: bench.world.now)
                return "You like what is far away."
            }
            let taste = TasteProfiles(
                store: bench.stores.tastes, source: bench.stores.tasteFacts, profiles: bench.profiles,
                model: { model }, world: bench.world.world)
            let portrait = try await taste.portrait(.movie, of: bench.anna.id)
            #expect(portrait.synopsis.text == "You like what is far away.")
            #expect(try await bench.stores.tastes.synopsis(.movie, of: bench.anna.id) == nil)
            let next = try await taste.portrait(.movie, of: bench.anna.id)
            #expect(next.facts.titles == 1 && next.facts.genres.allSatisfy { $0.name != "Science Fiction" })
            #expect(try await bench.stores.tastes.synopsis(.movie, of: bench.anna.id) != nil)
        }
    }
}
