import Basics
import Domain
import Foundation
import Imports
import Synchronization
import TestKit

/// Records of one person that a test lists, in pages; it counts the largest that was asked for.
final class ListedRecords: PersonalRecordStore {
    let ratings: [RecordedRating]
    let viewings: [RecordedViewing]
    let kept: [RecordedKept]
    private let asked = Mutex<[Int]>([])

    init(ratings: [RecordedRating] = [], viewings: [RecordedViewing] = [], kept: [RecordedKept] = []) {
        self.ratings = ratings
        self.viewings = viewings
        self.kept = kept
    }

    var limits: [Int] { asked.withLock { $0 } }

    func ratings(of user: UserID, after: Int64?, limit: Int) async throws -> RecordPage<RecordedRating> {
        page(ratings, after, limit)
    }

    func viewings(of profile: ProfileID, after: Int64?, limit: Int) async throws -> RecordPage<RecordedViewing> {
        page(viewings, after, limit)
    }

    func kept(of profile: ProfileID, after: Int64?, limit: Int) async throws -> RecordPage<RecordedKept> {
        page(kept, after, limit)
    }

    private func page<Record>(_ all: [Record], _ after: Int64?, _ limit: Int) -> RecordPage<Record> {
        asked.withLock { $0.append(limit) }
        let start = Int(after ?? 0)
        let end = min(start + limit, all.count)
        return RecordPage(records: Array(all[start..<end]), next: end < all.count ? Int64(end) : nil)
    }
}

extension RecordedTitle {
    static func film(_ title: String, _ year: Int? = nil, imdb: String? = nil, tmdb: Int? = nil) -> RecordedTitle {
        RecordedTitle(kind: .movie, title: title, year: year, imdbID: imdb.flatMap { IMDbID($0) }, tmdbID: tmdb)
    }

    static func episode(_ title: String, of series: String, _ season: Int, _ number: Int) -> RecordedTitle {
        var episode = RecordedTitle(kind: .episode, title: title, year: 2011, imdbID: nil, tmdbID: nil)
        episode.episode = RecordedEpisode(series: series, season: season, number: number)
        return episode
    }
}

extension RecordedRating {
    static func of(_ title: RecordedTitle, _ value: Int, _ moment: Instant = .test(0)) -> RecordedRating {
        RecordedRating(title: title, value: value, ratedAt: moment, source: .manual)
    }
}

extension RecordedViewing {
    static func of(_ title: RecordedTitle, _ moment: Instant, plays: Int = 1) -> RecordedViewing {
        RecordedViewing(title: title, watchedAt: moment, plays: plays, source: .playback, device: "TV, upstairs")
    }
}

extension ExportPieces {
    /// All of it in one piece.
    var whole: [UInt8] {
        get async throws {
            var bytes: [UInt8] = []
            for try await piece in self { bytes += piece }
            return bytes
        }
    }

    var text: String {
        get async throws { String(decoding: try await whole, as: UTF8.self) }
    }

    /// The files of an archive, by name.
    var members: [String: String] {
        get async throws {
            var archive = try ZIPArchive(try await whole)
            var members: [String: String] = [:]
            for entry in archive.entries {
                members[entry.name] = String(decoding: try archive.contents(of: entry), as: UTF8.self)
            }
            return members
        }
    }
}

/// JSON to look into; what is not there is nil all the way.
struct Looked {
    private let value: Any?

    /// Throws for text that is no JSON.
    init(_ text: String?) throws {
        value = try JSONSerialization.jsonObject(with: Data((text ?? "").utf8))
    }

    private init(value: Any?) {
        self.value = value
    }

    subscript(name: String) -> Looked { Looked(value: (value as? [String: Any])?[name]) }

    subscript(place: Int) -> Looked {
        let list = value as? [Any] ?? []
        return Looked(value: list.indices.contains(place) ? list[place] : nil)
    }

    var text: String? { value as? String }
    var int: Int? { value as? Int }
    var bool: Bool? { value as? Bool }
}
