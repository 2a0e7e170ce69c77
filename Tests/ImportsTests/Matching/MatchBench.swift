import AsyncHTTPClient
import Basics
import Connectors
import Domain
import Imports
import Jobs
import Synchronization
import TestKit

/// A running fake of TMDB and films that are looked for there, on a clock that nobody waits for.
struct MatchBench: Sendable {
    let fake: FakeTMDB
    let tmdb: TMDB
    let names = ListedFilms()
    /// The connector's own waits, and those of the matcher.
    let waits = Waits()
    let pauses = Waits()

    static func with(_ works: [FakeWork], _ test: @Sendable (MatchBench) async throws -> Void) async throws {
        let fake = FakeTMDB(works)
        let client = OutgoingHTTP.makeClient()
        let outcome: Result<Void, any Error>
        do {
            try await fake.serve { address in
                try await test(MatchBench(fake: fake, address: address, http: OutgoingHTTP(client: client)))
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    private init(fake: FakeTMDB, address: String, http: OutgoingHTTP) {
        self.fake = fake
        let settings = TMDBSettings(key: FakeTMDB.key, baseURL: address + "/3", timeoutSeconds: 300)
        // A clock that stands still would let the connector's own pace wait once a second is full of requests.
        let clock = OutgoingClock(now: { [waits] in waits.now }, sleep: { [waits] in waits.add($0) })
        tmdb = TMDB(settings: settings, http: http, clock: clock)
    }

    var matcher: FilmMatcher {
        FilmMatcher(names: names, provider: { [tmdb] in tmdb }, sleeper: pauses.sleeper)
    }

    func match(_ films: ImportedFilm...) async throws -> [ImportItem] { try await matcher.run().match(films) }
}

/// What was waited for, by whoever waits; time passes only so.
final class Waits: Sendable {
    private let state = Mutex<(now: ContinuousClock.Instant, seconds: [Double])>((.now, []))

    var seconds: [Double] { state.withLock { $0.seconds } }
    var now: ContinuousClock.Instant { state.withLock { $0.now } }

    func add(_ seconds: Double) {
        state.withLock { state in
            state.seconds.append(seconds)
            state.now += .seconds(seconds)
        }
    }

    var sleeper: Sleeper { Sleeper { self.add($0) } }
}

/// A catalogue of a few films, which counts how often it is asked.
final class ListedFilms: FilmNameStore {
    private let state = Mutex<(films: [ImportMatch], asked: [[FilmName]])>(([], []))

    /// The names of each question.
    var asked: [[FilmName]] { state.withLock { $0.asked } }

    func add(_ films: ImportMatch...) { state.withLock { $0.films += films } }

    func films(named names: [FilmName], limit: Int) async throws -> [[ImportMatch]] {
        state.withLock { state in
            state.asked.append(names)
            return names.map { name in
                let found = state.films.filter { film in
                    film.title.lowercased().contains(name.text.lowercased())
                        && (name.year == nil || film.year == name.year)
                }
                return Array(found.prefix(limit))
            }
        }
    }

    func films(imdbIDs: [IMDbID], tmdbIDs: [Int]) async throws -> [ImportMatch] {
        state.withLock { state in
            state.films.filter { film in
                film.imdbID.map(imdbIDs.contains) ?? false || film.tmdbID.map(tmdbIDs.contains) ?? false
            }
        }
    }
}

/// A provider that answers as a test says, and notes what it is asked.
final class ScriptedFilms: TitleProvider {
    let name = "scripted"
    let source = FieldSource.tmdb
    private let searches = Mutex<[TitleQuery]>([])
    private let lookUps = Mutex<[TitleReference]>([])
    private let search: @Sendable (_ number: Int, TitleQuery) throws -> [TitleCandidate]
    private let answer: @Sendable (TitleReference) -> MetadataLookup

    init(
        lookUp: @escaping @Sendable (TitleReference) -> MetadataLookup = { _ in .unknown },
        search: @escaping @Sendable (_ number: Int, TitleQuery) throws -> [TitleCandidate] = { _, _ in [] }
    ) {
        self.search = search
        answer = lookUp
    }

    var searched: [TitleQuery] { searches.withLock { $0 } }
    var lookedUp: [TitleReference] { lookUps.withLock { $0 } }

    func find(_ query: TitleQuery, _ urgency: RequestUrgency) async throws -> [TitleCandidate] {
        let number = searches.withLock { searches in
            searches.append(query)
            return searches.count
        }
        return try search(number, query)
    }

    func lookUp(_ reference: TitleReference, _ urgency: RequestUrgency) async throws -> MetadataLookup {
        lookUps.withLock { $0.append(reference) }
        return answer(reference)
    }

    func episodes(ofSeries id: Int, season: Int, _ urgency: RequestUrgency) async throws -> [ProvidedEpisode] { [] }
}

extension ImportedFilm {
    static func named(_ title: String, year: Int? = nil) -> ImportedFilm {
        var film = ImportedFilm(title: title, searchTitle: title)
        film.year = year
        return film
    }
}

extension ImportMatch {
    static func film(_ tmdbID: Int?, _ title: String, _ year: Int? = nil, imdb: String? = nil) -> ImportMatch {
        var match = ImportMatch(tmdbID: tmdbID, imdbID: imdb.flatMap { IMDbID($0) }, title: title)
        match.year = year
        return match
    }
}
