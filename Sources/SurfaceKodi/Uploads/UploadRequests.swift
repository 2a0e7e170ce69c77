import Domain
import Library
import SurfaceKit

/// The body of `POST /library/batch/start`.
struct StartRequest: Decodable {
    let mode: Field<String>
    let totalCount: Field<Int>
    let source: Field<String>

    enum CodingKeys: String, CodingKey {
        case mode, source
        case totalCount = "total_count"
    }

    /// Throws `KodiError.badRequest`.
    func checked() throws -> (mode: UploadMode, totalCount: Int, source: String) {
        guard let count = totalCount.value, count >= 0 else {
            throw KodiError.badRequest(
                "total_count must be a whole number from 0 to \(LibraryLimits.filmsMax)")
        }
        return (try checkedMode(), count, try checkedSource())
    }

    private func checkedMode() throws -> UploadMode {
        if case .missing = mode { return .merge }
        guard let mode = mode.value.flatMap({ UploadMode(rawValue: $0) }) else {
            throw KodiError.badRequest("mode must be \"merge\" or \"replace\"")
        }
        return mode
    }

    private func checkedSource() throws -> String {
        if case .missing = source { return "kodi" }
        guard let source = source.value, source.unicodeScalars.count <= KodiLimits.sourceCharactersMax else {
            throw KodiError.badRequest(
                "source must be text of at most \(KodiLimits.sourceCharactersMax) characters")
        }
        return source.filter { $0 != "\0" }
    }
}

/// The body of `PUT /library/batch/{upload_id}/chunk`.
struct ChunkRequest {
    let index: Int
    /// The id of each item as it was sent: anything may stand there, and only an object with a text in it has one.
    let items: [String?]

    /// Throws `KodiError.badRequest`.
    init(_ body: JSONTree) throws {
        guard let index = body["chunk_index"]?.int, index >= 0 else {
            throw KodiError.badRequest("chunk_index must be a whole number of at least 0")
        }
        guard let items = body["items"]?.list else { throw KodiError.badRequest("items must be a list") }
        self.index = index
        self.items = items.map { $0["imdb_id"]?.text }
    }
}
