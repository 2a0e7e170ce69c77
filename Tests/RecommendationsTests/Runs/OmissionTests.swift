import Activity
import Basics
import Domain
import Recommendations
import Storage
import TestKit
import Testing

@Suite("Choosing titles: what people take out of their taste")
struct OmissionTests {
    @Test("a title, a genre and a week are not counted, and still known", arguments: TestDriver.available)
    func omissions(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit", "Paid Debt")
            let guests = bench.world.now
            try await bench.watch("Spring Letter")
            let after = bench.world.now
            bench.world.advance(seconds: 86_400)
            try await bench.watch("Bone Harvest")
            let all: [TasteOmission] = [
                .title(try bench.id("Far Orbit")), .genre("HORROR"), .period(guests..<after),
            ]
            for omission in all {
                #expect(try await bench.stores.tastes.omit(omission, of: bench.anna.id, at: bench.world.now) != nil)
            }
            let profile = try await bench.profiles.standard(of: bench.anna.id).id
            let person = try await bench.reader.person(profile, user: bench.anna.id, .movie)
            #expect(try person.history.map(\.title) == [bench.id("Paid Debt")])
            #expect(person.entries.count == 4)
            let picks = Set(try await bench.picks())
            #expect(picks.isDisjoint(with: ["Far Orbit", "Paid Debt", "Spring Letter", "Bone Harvest"]))
            #expect(!picks.isEmpty)
        }
    }

    @Test("a rating of another week stays when the viewing is taken out")
    func ratingStays() async throws {
        try await RunBench.with { bench in
            let guests = bench.world.now
            try await bench.watch("Far Orbit", "Red Orbit")
            let after = bench.world.now
            try await bench.rate(["Far Orbit": 9])
            let week = TasteOmission.period(guests..<after)
            let profile = try await bench.profiles.standard(of: bench.anna.id).id
            let person = try await bench.reader.person(profile, user: bench.anna.id, .movie, omitting: [week])
            #expect(try person.history.map(\.title) == [bench.id("Far Orbit")])
            #expect(person.history.map(\.plays) == [0] && person.history.map(\.rating) == [9])
            let stored = try await bench.reader.person(profile, user: bench.anna.id, .movie)
            #expect(stored.history.count == 2, "what is only tried is not stored")
        }
    }

    @Test("what was watched before a week and again in it counts, once", arguments: TestDriver.available)
    func again(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit")
            bench.world.advance(seconds: 86_400)
            let guests = bench.world.now
            try await bench.watch("Far Orbit", "Spring Letter")
            let week = TasteOmission.period(guests..<bench.world.now)
            #expect(try await bench.stores.tastes.omit(week, of: bench.anna.id, at: bench.world.now) != nil)
            let profile = try await bench.profiles.standard(of: bench.anna.id).id
            let person = try await bench.reader.person(profile, user: bench.anna.id, .movie)
            #expect(try person.history.map(\.title) == [bench.id("Far Orbit")])
            #expect(person.history.map(\.plays) == [1])
            #expect(try await Set(bench.picks()).isDisjoint(with: ["Far Orbit", "Spring Letter"]))
        }
    }

    @Test("who takes everything out gets an empty run")
    func nothingLeft() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit")
            _ = try await bench.stores.tastes.omit(
                .genre("science fiction"), of: bench.anna.id, at: bench.world.now)
            #expect(try await bench.run().selectedCount == 0)
        }
    }
}
