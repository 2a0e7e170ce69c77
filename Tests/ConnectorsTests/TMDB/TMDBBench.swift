import AsyncHTTPClient
import Connectors
import Domain
import TestKit
import Testing

/// A running fake of TMDB and the product's connector to it, on a clock that moves only when somebody waits by it.
struct TMDBBench: Sendable {
    let fake: FakeTMDB
    let http: OutgoingHTTP
    let clock = MovedClock()
    let address: String

    /// Enough for an answer on this machine; only answers that never come use it up.
    static let patience = 300.0

    /// Runs a test against a server that knows these works.
    static func with(
        _ works: [FakeWork] = [.matrix, .breakingBad], _ test: @Sendable (TMDBBench) async throws -> Void
    ) async throws {
        let fake = FakeTMDB(works)
        let client = OutgoingHTTP.makeClient()
        let outcome = await Result {
            try await fake.serve { address in
                try await test(TMDBBench(fake: fake, http: OutgoingHTTP(client: client), address: address))
            }
        }
        try await client.shutdown()
        try outcome.get()
    }

    func tmdb(key: String = FakeTMDB.key, language: String = "en-US", region: String = "US") -> TMDB {
        let settings = TMDBSettings(
            key: key, baseURL: address + "/3/", language: language, region: region, timeoutSeconds: Self.patience)
        return TMDB(settings: settings, http: http, clock: OutgoingClock(now: clock.now, sleep: clock.sleep))
    }

    var pictures: TMDBPictures { TMDBPictures(baseURL: address + "/t/p", http: http) }
}

extension TMDB {
    /// Looks an IMDb id up, as enrichment does.
    func lookUp(_ id: String, _ urgency: RequestUrgency = .bulk) async throws -> MetadataLookup {
        try await lookUp(TitleReference(kind: .movie, imdbID: IMDbID(id)), urgency)
    }
}

extension MetadataLookup {
    var draft: TitleDraft? {
        if case .found(let draft) = self { draft } else { nil }
    }

    var failure: MetadataFailure? {
        if case .failed(let failure) = self { failure } else { nil }
    }
}
