import Domain

/// Why TMDB gave no answer. Nothing in it was in a URL, because a key may be there.
enum TMDBFailure: Error, Equatable, Sendable {
    /// The key is wrong or has no rights; the number is TMDB's own.
    case keyRefused(code: Int?)
    case notFound
    case tooManyRequests
    /// TMDB does not like the request.
    case rejected(status: Int, code: Int?)
    case unavailable(status: Int)
    case unreachable
    case timedOut
    case tooLarge
    /// No JSON, damaged, or not the object that was asked for.
    case unreadable

    init(status: Int, body: [UInt8]) {
        let code = JSONNode(object: body)?["status_code"].int
        switch status {
        case 401: self = .keyRefused(code: code)
        case 404: self = .notFound
        case 429: self = .tooManyRequests
        case 500...599: self = .unavailable(status: status)
        default: self = .rejected(status: status, code: code)
        }
    }
}

extension TMDBFailure {
    /// In the words of the product.
    var asMetadataFailure: MetadataFailure {
        MetadataFailure(text, concernsService: concernsService, kind: kind)
    }

    private var concernsService: Bool {
        switch self {
        case .keyRefused, .tooManyRequests, .unavailable, .unreachable, .timedOut, .unreadable: true
        case .notFound, .rejected, .tooLarge: false
        }
    }

    private var kind: MetadataFailure.Kind {
        switch self {
        case .tooManyRequests: .tooFast
        case .unreachable, .timedOut: .unreachable
        default: .other
        }
    }

    private var text: String {
        switch self {
        case .keyRefused(let code):
            "TMDB refuses the key\(Self.suffix(code)); check the setting tmdb.api_key"
        case .notFound: "TMDB does not know the id"
        case .tooManyRequests: "TMDB says that requests come too fast"
        case .rejected(let status, let code): "TMDB answered with status \(status)\(Self.suffix(code))"
        case .unavailable(let status): "TMDB is out of order, status \(status)"
        case .unreachable: "TMDB cannot be reached"
        case .timedOut: "TMDB did not answer in time"
        case .tooLarge: "TMDB's answer is too large"
        case .unreadable: "TMDB's answer cannot be read"
        }
    }

    private static func suffix(_ code: Int?) -> String { code.map { " (code \($0))" } ?? "" }
}
