import Activity
import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

@Suite("Exports of long and of locked histories")
struct ExportBoundTests {
    private static func films(_ count: Int, title: String = "Film") -> [RecordedRating] {
        (1...count).map { .of(.film("\(title) \($0)", 2000, tmdb: $0), $0 % 10 + 1) }
    }

    @Test("Long lists for Letterboxd come in parts of a thousand rows, each with its heading")
    func parts() async throws {
        try await DeskBench.with { bench async throws in
            let records = ListedRecords(ratings: Self.films(2_500))
            let export = HistoryExport(records: records, profiles: bench.profiles, world: bench.clock.world)
            let members = try await export.file(.letterboxdParts, of: bench.ann).members
            #expect(members.keys.sorted() == ["letterboxd-1.csv", "letterboxd-2.csv", "letterboxd-3.csv"])
            let counts = members.mapValues { $0.split(separator: "\r\n").count }
            #expect(counts["letterboxd-1.csv"] == 1_001)
            #expect(counts["letterboxd-3.csv"] == 501)
            #expect(members.values.allSatisfy { $0.hasPrefix("tmdbID,imdbID,Title,") })
            let first = try #require(members["letterboxd-2.csv"]).split(separator: "\r\n")[1]
            #expect(first.hasPrefix("1001,"))
        }
    }

    @Test("Parts stay below a megabyte")
    func size() async throws {
        try await DeskBench.with { bench async throws in
            let title = String(repeating: "A very long title ", count: 100)
            let records = ListedRecords(ratings: Self.films(900, title: title))
            let export = HistoryExport(records: records, profiles: bench.profiles, world: bench.clock.world)
            let members = try await export.file(.letterboxdParts, of: bench.ann).members
            #expect(members.count == 2)
            #expect(members.values.allSatisfy { $0.utf8.count <= 1_000_000 })
        }
    }

    @Test("However long a history is, it is made page by page", arguments: [ExportForm.csv, .everything])
    func bounded(_ form: ExportForm) async throws {
        try await DeskBench.with { bench async throws in
            let records = ListedRecords(ratings: Self.films(5_000))
            let export = HistoryExport(records: records, profiles: bench.profiles, world: bench.clock.world)
            var (sizes, readBefore) = ([Int](), [Int]())
            for try await piece in try await export.file(form, of: bench.ann) {
                sizes.append(piece.count)
                readBefore.append(records.limits.count)
            }
            #expect((sizes.max() ?? 0) < 500_000)
            #expect((records.limits.max() ?? 0) <= 1_000)
            #expect((readBefore.first ?? 99) <= 2, "The first piece is there before the second page was read")
        }
    }

    @Test("Two readings of one export are the same")
    func repeated() async throws {
        try await DeskBench.with { bench async throws in
            let records = ListedRecords(ratings: Self.films(1_500))
            let export = HistoryExport(records: records, profiles: bench.profiles, world: bench.clock.world)
            let pieces = try await export.file(.everything, of: bench.ann)
            let (first, second) = try await (pieces.whole, pieces.whole)
            #expect(first == second)
        }
    }

    @Test("The history of a profile that only its PIN lets in stays where it is, unless the PIN was entered")
    func locked() async throws {
        try await DeskBench.with { bench async throws in
            var locked = NewProfile(name: "Secret")
            locked.pinHash = "stored"
            let first = try await bench.profiles.standard(of: bench.ann.id)
            let secret = try await bench.stores.profiles.add(
                locked, to: bench.ann.id, active: nil, max: 20, at: bench.clock.now)
            for (profile, id) in [(first.id, 1), (secret.id, 2)] {
                let film = try await bench.film("Film \(id)", id)
                _ = try await bench.stores.watching.report(
                    WatchReport(at: bench.clock.now, position: 0, mark: .finished), of: film, by: profile,
                    source: .playback, device: nil)
            }
            let closed = try await bench.export.file(.everything, of: bench.ann).members
            #expect(closed["viewings.csv"]?.contains("Film 1") == true)
            #expect(closed["viewings.csv"]?.contains("Film 2") == false)
            #expect(closed["viewings.json"]?.contains("Film 2") == false)
            #expect(closed["account.json"]?.contains("Secret") == true)
            #expect(closed["account.json"]?.contains("stored") == false)
            let opened = try await bench.export.file(.everything, of: bench.ann, opened: [secret.id]).members
            #expect(opened["viewings.csv"]?.contains("Film 2") == true)
        }
    }

    @Test("The lists of several profiles are one list")
    func profiles() async throws {
        try await DeskBench.with { bench async throws in
            _ = try await bench.profiles.standard(of: bench.ann.id)
            _ = try await bench.stores.profiles.add(
                NewProfile(name: "Children"), to: bench.ann.id, active: nil, max: 20, at: bench.clock.now)
            let film = RecordedTitle.film("Solaris", 1972, tmdb: 593)
            let records = ListedRecords(
                viewings: [.of(film, .test(0)), .of(film, .test(1))],
                kept: [RecordedKept(title: film, addedAt: .test(0))])
            let export = HistoryExport(records: records, profiles: bench.profiles, world: bench.clock.world)
            let members = try await export.file(.everything, of: bench.ann).members
            let (viewings, kept) = (try Looked(members["viewings.json"]), try Looked(members["kept.json"]))
            #expect((0..<4).map { viewings[$0]["profile"].text } == ["ann", "ann", "Children", "Children"])
            #expect((0..<2).map { kept[$0]["profile"].text } == ["ann", "Children"])
        }
    }
}
