import Domain
import Foundation
import Recommendations

/// Times are in milliseconds, memory in MB.
enum Measurements {
    struct Picking: Encodable {
        let titles: Int
        let dimension: Int
        let buildMilliseconds: Double
        let p50: Double
        let p95: Double
        let megabytes: Double
    }

    /// Picks of several people one after the other, from one catalogue, on one thread.
    static func picking(titles: Int, dimension: Int, rounds: Int) throws -> Picking {
        let household = SeededHousehold(titles: titles, dimension: dimension, seed: 7)
        var build = 0.0
        var catalogue = ItemCatalogue([], kind: .movie)
        build = milliseconds { catalogue = ItemCatalogue(household.items, kind: .movie) }
        let model = ItemModel.learned(from: household.interactions(people: 600, each: 80, of: min(titles, 3000)))
        let recommender = Recommender(catalogue: catalogue, model: model)
        let times = try (0..<rounds).map { person in
            var request = PickRequest(settings: .movies, history: household.history(of: person, titles: 400))
            request.dislikes = person.isMultiple(of: 2) ? .exclude : .penalize
            return try milliseconds { _ = try recommender.picks(for: request) }
        }.sorted()
        return Picking(
            titles: titles, dimension: dimension, buildMilliseconds: build, p50: times[times.count / 2],
            p95: times[min(times.count * 95 / 100, times.count - 1)], megabytes: peakMegabytes())
    }

    struct Learning: Encodable {
        let items: Int
        let seconds: Double
        let megabytes: Double
        /// Weights of a few pairs, to compare with another implementation.
        let weights: [Float]
    }

    /// EASE from a file of pairs of 32-bit integers: person and item, both from 0.
    static func learning(pairs path: String, items: Int, threads: Int) throws -> Learning {
        let numbers = try Data(contentsOf: URL(filePath: path)).withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
        let interactions = stride(from: 0, to: numbers.count - 1, by: 2).map {
            Liking(user: UserID(numbers[$0] + 1), title: TitleID(numbers[$0 + 1] + 1))
        }
        var settings = ItemModelSettings()
        (settings.itemsMax, settings.threads, settings.ratersMin) = (items, threads, 1)
        var model: ItemModel?
        let time = milliseconds { model = ItemModel.learned(from: interactions, settings: settings) }
        let weights = (0..<50).map { place in
            let (a, b) = (TitleID(Int32(place * 7 % items + 1)), TitleID(Int32(place * 13 % items + 1)))
            return model?.weight(from: a, to: b) ?? .nan
        }
        return Learning(items: items, seconds: time / 1000, megabytes: peakMegabytes(), weights: weights)
    }

    struct Night: Encodable {
        let people: Int
        let titles: Int
        let seconds: Double
    }

    /// Picks of many people, one after the other on one thread.
    static func night(people: Int, titles: Int) throws -> Night {
        let household = SeededHousehold(titles: titles, dimension: 384, seed: 7)
        let catalogue = ItemCatalogue(household.items, kind: .movie)
        let interactions = household.interactions(people: people, each: 80, of: min(titles, 3000))
        let time = try milliseconds {
            let recommender = Recommender(catalogue: catalogue, model: ItemModel.learned(from: interactions))
            for person in 0..<people {
                let history = household.history(of: person, titles: 200)
                _ = try recommender.picks(for: PickRequest(settings: .movies, history: history))
            }
        }
        return Night(people: people, titles: titles, seconds: time / 1000)
    }

    private static func milliseconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return (ContinuousClock.now - start) / .milliseconds(1)
    }

    private static func peakMegabytes() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_maxrss) / 1000
    }
}
