import Activity
import Domain
import Storage
import TestKit
import Testing

@testable import Recommendations

@Suite("Channels: what they are filled with")
struct GenerateTests {
    @Test("examples lead to films that are like them, without themselves")
    func examples() async throws {
        try await ChannelBench.with { bench in
            let channel = try await bench.channel { $0.examples = [try bench.id("Harbour")] }
            let count = try await bench.channels.generate(channel)
            let names = try await bench.names(in: channel)
            #expect(count == names.count && !names.contains("Harbour"))
            #expect(Set(names.prefix(2)) == ["Lighthouse", "Regatta"], "\(names)")
            let filled = try await bench.channels.channel(channel.id, for: bench.anna, .read)
            #expect(filled?.lastGeneratedAt == bench.world.now && filled?.playlistID == nil)
        }
    }

    @Test("a wish in words counts, and shares with the examples")
    func wish() async throws {
        try await ChannelBench.with { bench in
            let words = try await bench.channel { $0.wish = "storm keeper" }
            _ = try await bench.channels.generate(words)
            #expect(try await bench.names(in: words).first == "Lighthouse")
            let both = try await bench.channel {
                ($0.wish, $0.examples) = ("storm lighthouse", [try bench.id("Regatta")])
            }
            _ = try await bench.channels.generate(both)
            let names = try await bench.names(in: both)
            #expect(Set(names.prefix(2)) == ["Lighthouse", "Harbour"], "\(names)")
        }
    }

    @Test("without either, and without vectors, by rating", arguments: [true, false])
    func ratings(_ hasModel: Bool) async throws {
        try await ChannelBench.with(hasModel: hasModel) { bench in
            let channel = try await bench.channel {
                if !hasModel { ($0.wish, $0.examples) = ("storm", [try bench.id("Cake")]) }
            }
            _ = try await bench.channels.generate(channel)
            let best = ["Android", "Robots", "Lighthouse", "Harbour", "Regatta"]
            #expect(try await bench.names(in: channel) == best + (hasModel ? ["Cake"] : []))
        }
    }

    @Test("any of the genres, nothing that the owner watched, and nothing above their limit")
    func candidates() async throws {
        try await ChannelBench.with { bench in
            let genres = try await bench.channel { $0.genres = ["Comedy", "Mystery"] }
            _ = try await bench.channels.generate(genres)
            #expect(Set(try await bench.names(in: genres)) == ["Lighthouse", "Regatta", "Android", "Cake"])
            try await bench.watch("Cake", by: bench.anna)
            try await bench.watch("Regatta", by: bench.ben)
            _ = try await bench.channels.generate(genres)
            #expect(Set(try await bench.names(in: genres)) == ["Lighthouse", "Regatta", "Android"])
            let person = FollowedPerson(name: "Anna", parentalLimit: 12)
            try await bench.stores.stores.identities.follow(person, as: bench.anna.id, at: bench.world.now)
            _ = try await bench.channels.generate(genres)
            #expect(Set(try await bench.names(in: genres, for: bench.admin)) == ["Lighthouse", "Regatta"])
        }
    }

    @Test("nothing that the owner gave one to three hearts, whoever else likes it")
    func disliked() async throws {
        try await ChannelBench.with { bench in
            let channel = try await bench.channel { $0.genres = ["Comedy", "Mystery"] }
            let ratings = Ratings(store: bench.stores.stores.ratings, world: bench.world.world)
            for (name, value, user) in [
                ("Cake", 1, bench.anna), ("Regatta", 3, bench.anna), ("Lighthouse", 4, bench.anna),
                ("Android", 2, bench.ben),
            ] { _ = try await ratings.rate(bench.id(name), value, by: user.id) }
            _ = try await bench.channels.generate(channel)
            #expect(Set(try await bench.names(in: channel)) == ["Lighthouse", "Android"])
        }
    }

    @Test("nothing found is an empty channel that was filled")
    func nothing() async throws {
        try await ChannelBench.with { bench in
            let channel = try await bench.channel { $0.genres = ["Western"] }
            #expect(try await bench.channels.generate(channel) == 0)
            let filled = try await bench.channels.channel(channel.id, for: bench.anna, .read)
            #expect(filled?.lastGeneratedAt != nil)
        }
    }

    @Test("twenty of the best sixty, best first, others the next time, and the same with the same chances")
    func variety() async throws {
        nonisolated(unsafe) var runs: [[[String]]] = []
        for _ in 0..<2 {
            try await ChannelBench.with(films: ChannelFilms.many(100)) { bench in
                let channel = try await bench.channel()
                var names: [[String]] = []
                for _ in 0..<3 {
                    #expect(try await bench.channels.generate(channel) == ChannelLimits.drawnMax)
                    names.append(try await bench.names(in: channel))
                }
                runs.append(names)
            }
        }
        let places = runs[0].map { $0.compactMap { Int($0.split(separator: " ").last ?? "") } }
        for places in places {
            #expect(places.sorted() == places && Set(places).count == ChannelLimits.drawnMax)
            #expect(places.allSatisfy { $0 <= ChannelLimits.candidatesMax })
        }
        #expect(Set(places).count == 3)
        #expect(runs[0] == runs[1])
    }
}

@Suite("Channels: drawing")
struct ChannelDrawTests {
    /// A small generator whose numbers are the same in every run.
    private struct Steps: RandomNumberGenerator {
        var state: UInt64 = 42

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test("the chance grows with the square of the score, and nothing is without one")
    func chances() {
        var draw = ChannelDraw(Steps())
        let titles: [(id: TitleID, score: Double)] = [(TitleID(1), 0.8), (TitleID(2), 0.4), (TitleID(3), -0.5)]
        var counts: [TitleID: Int] = [:]
        for _ in 0..<20_000 { counts[draw.drawn(1, of: titles)[0].0, default: 0] += 1 }
        let total = 0.64 + 0.16 + 0.01
        for (id, share) in [(TitleID(1), 0.64), (TitleID(2), 0.16), (TitleID(3), 0.01)] {
            let found = Double(counts[id] ?? 0) / 20_000
            #expect(abs(found - share / total) < 0.01, "\(id): \(found)")
        }
    }

    @Test("all of a few, each once, best first")
    func few() {
        var draw = ChannelDraw(Steps())
        let drawn = draw.drawn(20, of: [(TitleID(3), 0.1), (TitleID(2), 0.9), (TitleID(1), 0.9)])
        #expect(drawn.map(\.0) == [TitleID(1), TitleID(2), TitleID(3)])
        #expect(draw.drawn(20, of: []).isEmpty)
    }
}
