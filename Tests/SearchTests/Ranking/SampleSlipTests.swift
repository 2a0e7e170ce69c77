import Catalogue
import Domain
import Foundation
import Jobs
import Logging
import NIOPosix
import SampleCatalogue
import Storage
import TestKit
import Testing

@testable import Search

/// Names of the sample's films as people mistype them, through meaning, words and their fusion.
@Suite("Names with a slip")
struct SampleSlipTests {
    private struct Film: Decodable {
        let title: String
        let imdbId: String
    }

    /// One letter that the finger missed.
    private enum Slip: CaseIterable {
        case swapped
        case dropped
        case doubled
        case replaced

        private static let replacements = "etaoinshrdlq"

        /// The name with this slip at a letter that the numbers choose.
        func typed(_ name: String, _ numbers: inout SeededNumbers) -> String {
            var letters = Array(name)
            var places = letters.indices.filter { letters[$0].isLetter }
            if self == .swapped {
                let followed = Set(places.map { $0 - 1 })
                places = places.filter { place in
                    followed.contains(place) && letters[place].lowercased() != letters[place + 1].lowercased()
                }
            }
            guard let place = places.randomElement(using: &numbers) else { return name }
            switch self {
            case .swapped: letters.swapAt(place, place + 1)
            case .dropped: letters.remove(at: place)
            case .doubled: letters.insert(letters[place], at: place)
            case .replaced:
                let old = letters[place].lowercased()
                letters[place] = Self.replacements.filter { String($0) != old }.randomElement(using: &numbers) ?? "x"
            }
            return String(letters)
        }
    }

    private static let lettersMin = 4
    private static let shareMin = 0.95

    private static func films() throws -> [Film] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try SampleFilms.bytes.split(separator: UInt8(ascii: "\n")).map { line in
            try decoder.decode(Film.self, from: Data(line))
        }
    }

    /// A search over the whole sample, loaded and indexed as by the program.
    private func withSample(_ body: (TitleSearch) async throws -> Void) async throws {
        let name = "kinothek-search-\(UInt64.random(in: .min ... .max))"
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "sample.jsonl")
        try Data(SampleFilms.bytes).write(to: file)
        let embedder = FakeEmbedder(dimension: 256)
        try await TestStores.with(.sqlite) { test in
            let stores = test.stores
            _ = try await CatalogueLoad(store: stores.catalogue, threads: .singleton).load(path: file.path)
            let job = IndexTitles(
                store: stores.index, embedder: embedder, composer: FacetComposer(embedder: embedder))
            try await job.run(.init(), context: JobContext(id: JobID(1)) { _, _ in true })
            let index = LiveIndex(words: try await SQLWordIndex.open(path: folder.path + "/words.sqlite"))
            let follower = IndexFollower(
                index: index, stores: (stores.catalogue, stores.index), feed: stores.feed,
                snapshot: VectorSnapshot(embedder: embedder, path: folder.path + "/vectors", threads: .singleton),
                logger: Logger(label: "search-tests") { _ in SwiftLogNoOpLogHandler() })
            try await follower.catchUp()
            try await body(TitleSearch(index: index, embedder: embedder))
        }
    }

    @Test("Of all names, each with one slip, 95 of 100 have their film among the first three")
    func slips() async throws {
        let films = try Self.films().filter { $0.title.filter(\.isLetter).count >= Self.lettersMin }
        #expect(films.count >= 250)
        try await withSample { search in
            #expect(search.searchesMeaning)
            var numbers = SeededNumbers(seed: 2026)
            var missed: [String] = []
            for film in films {
                let slip = Slip.allCases.randomElement(using: &numbers) ?? .dropped
                let typed = slip.typed(film.title, &numbers)
                #expect(typed != film.title)
                let found = try await search.rank(typed, by: .hybrid, limit: 3)
                if !found.contains(where: { $0.imdbID?.rawValue == film.imdbId }) {
                    missed.append("\(typed) for \(film.title)")
                }
            }
            let share = 1 - Double(missed.count) / Double(films.count)
            #expect(share >= Self.shareMin, "not found: \(missed)")
        }
    }
}
