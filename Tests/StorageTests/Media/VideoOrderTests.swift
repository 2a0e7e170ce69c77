import Basics
import Domain
import Storage
import TestKit
import Testing

/// The orders of a list, and what a search finds where many titles have the same words, on both drivers.
@Suite struct VideoOrderTests {
    @Test(arguments: TestDriver.available)
    func `a list can be by title, year or arrival, and no page loses or repeats anything`(
        driver: TestDriver
    ) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("The Beta", year: 1990, .at("b.mkv")), .film("Gamma", .at("c.mkv")), at: 0)
            try await bench.save(.film("Alpha", year: 1990, .at("a.mkv")), at: 20)
            try await bench.save(.film("Delta", year: 2020, .at("d.mkv")), at: 10)
            let orders: [(VideoOrder, [String])] = [
                (.title, ["Alpha", "The Beta", "Delta", "Gamma"]), (.year, ["Delta", "Alpha", "The Beta", "Gamma"]),
                (.added, ["Alpha", "Delta", "Gamma", "The Beta"]),
            ]
            for (order, names) in orders {
                let filter = VideoFilter.all { $0.order = order }
                #expect(try await bench.names { $0.order = order } == names, "\(order)")
                #expect(try await bench.names { ($0.order, $0.text) = (order, "a") } == names, "\(order)")
                #expect(
                    try await bench.names { ($0.order, $0.text, $0.viewer) = (order, "a", .upTo(.eighteen)) } == names)
                var ids: [TitleID] = []
                for offset in 0..<5 {
                    let page = try await bench.videos.page(filter, offset: offset, limit: 1)
                    #expect(page.total == 4)
                    ids += page.ids
                }
                #expect(try await bench.names(ids) == names)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `titles come before people however many people have the word`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let people = (1...40).map { number in
                ScannedTitle.film("A\(number)", .at("a\(number).mkv")) {
                    $0.credits = [Credit(name: "Nora Night", role: .cast)]
                }
            }
            _ = try await bench.media.save(people, in: bench.folder, at: .test(0))
            try await bench.save(
                .film("Zulu Night", .at("z.mkv")), .film("Nightfall", .at("n.mkv")), .film("Midnights", .at("m.mkv")),
                .series("Ward", .test(1, 1, "First Night", .at("w.mkv"))),
                .film("Heat", .at("h.mkv")) { ($0.originalTitle, $0.credits) = ("By Day", [.night]) })
            let best = ["Nightfall", "Zulu Night", "Midnights", "Ward"]
            for limit in [1, 2, 3, 4] {
                let ids = try await bench.videos.named("night", .all(), limit: limit)
                #expect(try await bench.names(ids) == Array(best.prefix(limit)))
            }
            let all = try await bench.names(bench.videos.named("night", .all(), limit: 99))
            #expect(Array(all.prefix(4)) == best && all.count == 45 && all.last == "Heat")
            #expect(try await bench.names(bench.videos.named("heat day night", .all(), limit: 9)) == ["Heat"])
            #expect(try await bench.names(bench.videos.named("nora fall", .all(), limit: 9)).isEmpty)
            for (text, total) in [("night", 45), ("nora", 40), ("zzz", 0), ("", 45)] {
                let page = try await bench.videos.page(.all { $0.text = text }, offset: 40, limit: 9)
                #expect(page.total == total && page.ids.count == max(0, min(9, total - 40)), "\(text)")
            }
        }
    }

    /// Against what `NameMatch` says of every name, for words of few letters.
    @Test func `a search finds what is there, in the order of the best name`() async throws {
        try await MediaBench.with(.sqlite) { bench async throws in
            var random = SeededNumbers(state: 17)
            let words = ["ab", "ba", "abba", "b-a", "o", "té", "pe"]
            func name() -> String {
                (0...Int.random(in: 0...2, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
                    .joined(separator: " ")
            }
            var titles: [ScannedTitle] = []
            for number in 0..<60 {
                let (title, original) = ("\(name()) \(number)", Bool.random(using: &random) ? name() : nil)
                let person = Credit(name: name(), role: .cast)
                let episode = name()
                titles.append(
                    number.isMultiple(of: 4)
                        ? .series(title, .test(1, 1, episode, .at("\(number).mkv"))) {
                            ($0.originalTitle, $0.credits) = (original, [person])
                        }
                        : .film(title, .at("\(number).mkv")) { ($0.originalTitle, $0.credits) = (original, [person]) })
            }
            _ = try await bench.media.save(titles, in: bench.folder, at: .test(0))
            for text in ["ab", "a", "o", "te", "pe ab", "b-a", "-", "e", "ba 1", "t"] {
                let all = try await bench.videos.named(text, .all(), limit: 1000)
                let listed = try await bench.videos.page(.all { $0.text = text }, offset: 0, limit: 1000)
                #expect(Set(all) == Set(listed.ids) && all.count == listed.total, "\(text)")
                for limit in [1, 5, 20] {
                    #expect(try await bench.videos.named(text, .all(), limit: limit) == Array(all.prefix(limit)))
                }
                let strict = try await bench.videos.named(
                    text, .all { $0.viewer = .upTo(.restricted18, unratedAs: .universal) }, limit: 1000)
                #expect(strict == all, "\(text)")
            }
        }
    }
}

extension Credit {
    fileprivate static let night = Credit(name: "Nick Night", role: .director)
}
