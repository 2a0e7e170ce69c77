import CVectorKernels
import Foundation
import VectorIndex

/// An index under measurement: one built in memory and one mapped from its snapshot.
struct BenchmarkSession {
    /// What building took.
    struct Info: Encodable {
        var buildSeconds = 0.0
        var writeSeconds = 0.0
        var openSeconds = 0.0
        var bytes = 0
    }

    /// Times of single searches in milliseconds and the keys that each one found.
    struct Round: Encodable {
        var times: [Double] = []
        var keys: [[Int64]] = []
    }

    private let data: BenchmarkData
    private let index: FacetIndex
    private let mapped: FacetIndex
    private let owned: Bitmap
    private let plain: PlainRead
    private var info = Info()
    private let hitCount = 50
    private let reads = 100

    init(data: BenchmarkData) throws {
        self.data = data
        let built = try FacetIndex(dimension: data.dimension)
        info.buildSeconds = try seconds { try data.fill(built) }
        let path = data.folder + "/index.snapshot"
        info.writeSeconds = try seconds {
            try built.write(to: path, stamp: SnapshotStamp(model: "seeded", revision: 1))
        }
        let expectation = SnapshotExpectation(model: "seeded", dimension: data.dimension)
        let start = ContinuousClock.now
        mapped = try FacetIndex.open(path: path, expecting: expectation).index
        info.openSeconds = (ContinuousClock.now - start) / .seconds(1)
        try FileManager.default.removeItem(atPath: path)
        info.bytes = built.memory.heapBytes
        owned = built.bitmap(of: data.owned)
        plain = PlainRead(bytes: data.titles * ((data.dimension + 63) / 64 * 64))
        index = built
    }

    func answer(_ words: [String]) throws -> Data {
        let encoder = JSONEncoder()
        switch words.first ?? "" {
        case "info": return try encoder.encode(info)
        case "read": return try encoder.encode(Round(times: (0..<reads).map { _ in milliseconds(plain.run) }))
        default:
            let numbers = words.dropFirst().compactMap(Int.init)
            guard numbers.count == 2, let search = search(named: words[0]) else { throw UnknownCommand(words: words) }
            return try encoder.encode(try round(numbers[0], from: numbers[1], search))
        }
    }

    private func round(_ count: Int, from first: Int, _ search: (Int) throws -> [Hit]) throws -> Round {
        var round = Round()
        for number in first..<(first + count) {
            var hits: [Hit] = []
            round.times.append(try seconds { hits = try search(number % data.queries.count) } * 1000)
            round.keys.append(hits.map(\.key))
        }
        return round
    }

    /// The search of a name, by the number of its query; nil for an unknown name.
    private func search(named name: String) -> ((Int) throws -> [Hit])? {
        let queries = data.queries
        let of = { (number: Int) in Int64(number * 7 % data.titles) }
        return switch name {
        case "facets": { try index.search(queries[$0], count: hitCount) }
        case "facetsFiltered": { try index.search(queries[$0], count: hitCount, filter: owned) }
        case "facetsMapped": { try mapped.search(queries[$0], count: hitCount) }
        case "exhaustive": { try index.search(queries[$0], count: hitCount, exhaustive: true) }
        case "combined": { try index.searchCombined(queries[$0], count: hitCount) }
        case "combinedFiltered": { try index.searchCombined(queries[$0], count: hitCount, filter: owned) }
        case "similarOne": { try index.similar(to: of($0), facets: .mood, count: hitCount) ?? [] }
        case "similarAll": { try index.similar(to: of($0), facets: .all, count: hitCount) ?? [] }
        default: nil
        }
    }
}

struct UnknownCommand: Error {
    let words: [String]
}

/// As many bytes as the combined codes have, read once with the widest loads: the floor of a scan.
final class PlainRead {
    private let memory: UnsafeMutableRawPointer?
    private let bytes: Int

    init(bytes: Int) {
        self.bytes = bytes
        memory = cvk_memory_take(bytes)
        if let memory { memset(memory, 1, bytes) }
    }

    deinit { cvk_memory_release(memory, bytes) }

    func run() {
        // The sum decides something, so that the loop stays.
        if let memory, cvk_plain_read(memory, bytes) == 0 { exit(3) }
    }
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    try seconds(body) * 1000
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
}
