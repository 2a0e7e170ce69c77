import Activity
import Basics
import Catalogue
import Domain
import Foundation
import HTTPTypes
import Imports
import Jobs
import Storage
import TestKit
import Testing

@testable import SurfaceWeb

/// How histories come in and go out in a household.
struct TestImportSettings: Sendable {
    /// Knows films; nil for a server that has its catalogue alone.
    var provider: (any TitleProvider)?
    var imports = ImportSettings()
}

extension ImportDesk {
    /// A desk over real stores, on which nobody pauses.
    static func test(
        _ settings: TestImportSettings, _ stores: Storage.Stores, _ profiles: Profiles, _ world: World
    ) -> ImportDesk {
        let queue = JobQueue(store: stores.jobs, world: world)
        let provider = settings.provider
        return ImportDesk(
            ImportDesk.Stores(
                imports: stores.imports, names: stores.filmNames, catalogue: stores.catalogue,
                audit: stores.audit),
            work: ImportDesk.Work(
                queue: queue,
                enrichment: Enrichment(
                    catalogue: stores.catalogue, store: stores.enrichment, queue: queue, world: world,
                    isConfigured: provider != nil)),
            matcher: FilmMatcher(
                names: stores.filmNames, provider: { provider },
                sleeper: Sleeper { _ in try Task.checkCancellation() }),
            profiles: profiles, settings: settings.imports, world: world)
    }
}

extension WebHousehold {
    /// With a place for histories. Its catalogue is `TestFilms`.
    static func withImports(
        _ change: (inout TestImportSettings) -> Void = { _ in },
        _ body: @escaping @Sendable (WebHousehold) async throws -> Void
    ) async throws {
        var imports = TestImportSettings()
        change(&imports)
        let settings = Settings { $0.imports = imports }
        try await with(settings, body)
    }

    /// Sends a file as the page's script does.
    func upload(_ text: String, _ query: String = "name=history.csv", as name: String = "member") async throws
        -> TestAnswer
    {
        var request = TestRequest(.post, "/import/upload?\(query)", as: .signedIn(name))
        request.body = Array(text.utf8)
        request.headers[.origin] = "http://films.example:5020"
        if let field = HTTPField.Name("X-CSRF-Token") { request.headers[field] = surface.formToken(of: name) }
        return try await surface.send(request)
    }

    /// Brings a file and does what the job does; returns the address of the import.
    func bring(_ text: String, _ query: String = "name=history.csv") async throws -> String {
        let answer = try await upload(text, query)
        #expect(answer.status == 201, "\(answer.text)")
        try await lookForFilms()
        guard case .text(let address)? = try answer.json["address"] else { throw Missing(what: answer.text) }
        return address
    }

    /// What the job does that looks for films.
    func lookForFilms() async throws {
        let desk = try #require(desk)
        for session in try await desk.sessions(of: people.member.id) where session.state == .matching {
            _ = try await desk.match(
                session, itemsMax: ImportsLimits.longItemsMax, rated: .takeNewViewings)
        }
    }

    /// The member's rating of a film that is known by its name, as hearts.
    func rating(of name: String) async throws -> Int? {
        try await stores.ratings.rating(of: title(name), by: people.member.id)?.value
    }

    /// When the member watched something, the latest first.
    func watched() async throws -> [String] {
        let profile = try await profiles.standard(of: people.member.id).id
        return try await stores.records.viewings(of: profile, after: nil, limit: 100).records
            .sorted { $0.watchedAt > $1.watchedAt }
            .map { "\($0.title.title) \($0.watchedAt.iso8601.prefix(10))" }
    }

    /// A decision as the page's script sends it.
    func decide(_ path: String, _ fields: [(String, String)] = []) async throws -> TestAnswer {
        let form = Self.form(path, as: .signedIn("member"), fields + [("csrf", surface.formToken(of: "member"))])
        return try await surface.send(form.with("Accept", "application/json").request)
    }
}

/// A file of each kind that people bring; all know the same two films.
enum TestHistories {
    static let prime = """
        "Date Watched","Type","Title","Episode Title"
        "2023-03-09 20:15:00.000","Movie","Inception",""
        "2023-03-08 20:15:00.000","Series","Night Train - Season 1","Episode 1"
        "2023-01-02 20:15:00.000","Movie","Godfather",""
        "2023-01-01 20:15:00.000","Movie","A film that nobody made",""
        "2022-05-05 20:15:00.000","Movie","Interstellar",""
        """
    static let imdb = """
        Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,\
        Runtime (mins),Year,Genres,Num Votes,Release Date,Directors
        tt1375666,9,2020-01-02,Inception,,Movie,8.8,148,,Action,1,2010-07-08,Christopher Nolan
        tt0816692,4,2020-01-03,Interstellar,,Movie,8.6,169,,Drama,1,2014-10-26,Christopher Nolan
        """
    static let keptFilms = """
        Record,Kind,Title,IMDb ID,Kept At
        kept,movie,Inception,tt1375666,2023-01-02T20:15:00Z
        kept,movie,Interstellar,tt0816692,2023-01-03T20:15:00Z
        """
    static let netflix = """
        Title,Date
        "Inception","3/9/23"
        "Dark: Season 1: Secrets","3/8/23"
        "Interstellar","3/7/23"
        """
    static let netflixHousehold = """
        Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,\
        Latest Bookmark,Country
        Ann,2023-03-09 20:15:00,01:40:00,,Inception,,TV,,,DE
        Ann,2023-03-08 20:15:00,01:40:00,,Interstellar,,TV,,,DE
        Ben,2023-03-08 20:15:00,01:40:00,,Interstellar,,TV,,,DE
        """
    static let letterboxd = """
        Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date
        2023-03-10,Inception,,https://boxd.it/1,4.5,,,2023-03-09
        2023-03-10,Interstellar,,https://boxd.it/2,,,,2023-03-08
        """
    static let trakt = """
        [{"plays":1,"last_watched_at":"2023-03-09T20:15:00.000Z","movie":{"title":"Inception","year":2010,\
        "ids":{"trakt":1,"imdb":"tt1375666","tmdb":null}}},{"plays":1,"last_watched_at":"2023-03-08T20:15:00.000Z",\
        "movie":{"title":"Interstellar","year":2014,"ids":{"trakt":2,"imdb":"tt0816692","tmdb":null}}}]
        """
    static let tmdb = """
        TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated
        ,tt1375666,movie,Inception,2010-07-15,,,8.3,9,2023-03-09T20:15:00Z
        ,tt0816692,movie,Interstellar,2014-11-05,,,8.4,4,2023-03-09T20:15:00Z
        """
    static let table = """
        film;seen on;my points
        Inception;09.03.2023;9
        Interstellar;08.03.2023;4
        """

    static let all: [(kind: String, text: String, query: String)] = [
        ("Amazon Prime Video", prime, "name=a.csv"), ("IMDb", imdb, "name=b.csv"), ("Netflix", netflix, "name=c.csv"),
        ("Netflix", netflixHousehold, "name=d.csv&profile=Ann"), ("Letterboxd", letterboxd, "name=diary.csv"),
        ("Trakt", trakt, "name=watched-movies.json"), ("The Movie Database", tmdb, "name=f.csv"),
        ("a table", table, "name=g.csv&title=0&date=1&rating=2&scale=10"),
    ]
}

/// Something that a test needs and that is not there.
struct Missing: Error {
    let what: String
}
