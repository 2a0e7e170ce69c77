import Catalogue
import Domain
import Foundation
import NIOPosix
import TestKit
import Testing

@Suite("Loading a catalogue file")
struct CatalogueLoadTests {
    let store = FakeCatalogueStore()

    private func load(_ bytes: [UInt8], name: String = "films.jsonl") async throws -> LoadReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: "load-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        return try await CatalogueLoad(store: store, threads: .singleton).load(path: file.path)
    }

    private func load(_ text: String) async throws -> LoadReport { try await load(Array(text.utf8)) }

    @Test func everyFieldArrives() async throws {
        let report = try await load(
            #"""
            {"kind":"series","title":" Dark ","original_title":"Dark","year":2017,"release_date":"2017-12-01",\#
            "imdb_id":"tt5753856","tmdb_id":70523,"genres":["Drama","drama","Mystery"],"keywords":["time travel"],\#
            "overview":"A town.","tagline":"When","runtime_minutes":53,"directors":["Baran bo Odar"],\#
            "cast":["Louis Hofmann"],"studios":["Wiedemann & Berg"],"countries":["DE"],"languages":["de"],\#
            "content_rating":"TV-MA","vote_average":8.4,"vote_count":100,"popularity":5.5,"poster_path":"/p.jpg",\#
            "facets":{"mood":"bleak"},"unknown":1}
            """#)
        #expect(report.outcome == UpsertOutcome(added: 1))
        #expect(report.skipped == 0)
        let draft = try #require(store.draft("tt5753856"))
        #expect(draft.kind == .series)
        #expect(draft.metadata.title == "Dark")
        #expect(draft.metadata.genres == ["Drama", "Mystery"])
        #expect(draft.metadata.directors == ["Baran bo Odar"])
        #expect(draft.metadata.cast == ["Louis Hofmann"])
        #expect(draft.facets == [.mood: "bleak"])
    }

    @Test func onlyTheTitleIsNeededAndNullsCountAsMissing() async throws {
        _ = try await load(#"{"title":"Bare","year":null,"genres":null,"imdb_id":""}"#)
        let draft = try #require(store.draft("Bare"))
        #expect(draft.kind == .movie)
        #expect(draft.metadata == TitleMetadata(title: "Bare"))
    }

    @Test(arguments: [
        (#"{"title":"#, "not valid JSON"),
        (#"[1]"#, "the line must be an object"),
        (#"{"year":1999}"#, "title is missing or blank"),
        (#"{"title":"  "}"#, "title is missing or blank"),
        (#"{"title":7}"#, "title must be a text"),
        (#"{"title":"A","year":"1999"}"#, "year must be a whole number"),
        (#"{"title":"A","year":12}"#, "year must be between 1870 and 2200"),
        (#"{"title":"A","imdb_id":"nm0000001"}"#, "imdb_id must be \"tt\" and 1 to 10 digits"),
        (#"{"title":"A","kind":"scene"}"#, "kind must be \"movie\" or \"series\""),
        (#"{"title":"A","release_date":"2001-02-30"}"#, "release_date must be a date as YYYY-MM-DD"),
        (#"{"title":"A","genres":"Drama"}"#, "genres must be a list of texts"),
        (#"{"title":"A","vote_average":11}"#, "vote_average must be between 0.0 and 10.0"),
    ])
    func aBadLineIsNamedAndSkipped(line: String, reason: String) async throws {
        let report = try await load("{\"title\":\"First\"}\n\(line)\n\n{\"title\":\"Last\"}\n")
        #expect(report.problems == [LineProblem(line: 2, reason: reason)])
        #expect(store.titles == ["First", "Last"])
    }

    @Test func bytesThatAreNoTextAreNamed() async throws {
        let report = try await load(Array(#"{"title":""#.utf8) + [0xe9] + Array("\"}\n{\"title\":\"Good\"}".utf8))
        #expect(report.problems == [LineProblem(line: 1, reason: "not UTF-8")])
        #expect(store.titles == ["Good"])
    }

    @Test func aByteOrderMarkAndCarriageReturnsAreTolerated() async throws {
        let report = try await load([0xef, 0xbb, 0xbf] + Array("{\"title\":\"A\"}\r\n\r\n{\"title\":\"B\"}\r\n".utf8))
        #expect(report.skipped == 0)
        #expect(store.titles == ["A", "B"])
    }

    @Test func anotherEncodingIsNamed() async throws {
        let report = try await load([0xff, 0xfe, 0x7b, 0x00])
        guard case .notUTF8(_, "UTF-16") = report.failure else {
            Issue.record("not recognised: \(String(describing: report.failure))")
            return
        }
    }

    @Test func aLineBeyondTheLimitIsSkippedWithoutBeingKept() async throws {
        let long = String(repeating: "x", count: CatalogueLimits.lineBytesMax)
        let report = try await load("{\"title\":\"\(long)\"}\n{\"title\":\"After\"}")
        #expect(report.problems == [LineProblem(line: 1, reason: "longer than 1 MiB")])
        #expect(store.titles == ["After"])
    }

    @Test func gzipIsRecognisedByItsContentAndMayHaveSeveralMembers() async throws {
        let report = try await load(Gzip.packed("{\"title\":\"A\"}\n") + Gzip.packed("{\"title\":\"B\"}\n"))
        #expect(report.failure == nil)
        #expect(store.titles == ["A", "B"])
    }

    @Test func aTruncatedArchiveKeepsWhatCameBefore() async throws {
        let lines = (0..<40_000).map { "{\"title\":\"Film \($0)\",\"overview\":\"\($0 &* 2_654_435_761)\"}\n" }.joined()
        let whole = Gzip.packed(lines)
        let report = try await load(Array(whole.dropLast(whole.count / 3)))
        guard case .truncatedGzip = report.failure else {
            Issue.record("not recognised: \(String(describing: report.failure))")
            return
        }
        #expect(report.outcome.added > 1000)
        #expect(report.skipped == 0)
    }

    @Test func aDamagedArchiveKeepsWhatCameBefore() async throws {
        var bytes = Gzip.packed((0..<20_000).map { "{\"title\":\"Film \($0)\"}\n" }.joined())
        for index in bytes.count / 2..<bytes.count / 2 + 64 { bytes[index] ^= 0xff }
        let report = try await load(bytes)
        #expect(report.failure != nil)
    }

    @Test func loadingTwiceChangesNothing() async throws {
        let text = (0..<1200).map { "{\"title\":\"Film \($0)\"}" }.joined(separator: "\n")
        #expect(try await load(text).outcome == UpsertOutcome(added: 1200))
        #expect(try await load(text).outcome == UpsertOutcome(unchanged: 1200))
    }

    @Test func aMissingFileAndAFolderAreNamed() async throws {
        let load = CatalogueLoad(store: store, threads: .singleton)
        await #expect(throws: LoadError.self) { _ = try await load.load(path: "/does/not/exist.jsonl") }
        await #expect(throws: LoadError.self) { _ = try await load.load(path: "/tmp") }
    }
}
