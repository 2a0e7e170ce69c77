import Basics
import Domain
import Storage
import Synchronization
import TestKit
import Testing

/// What administrators do about a series.
@Suite struct SeriesEditTests {
    private func with(
        _ provider: (any TitleProvider)? = nil,
        _ body: @escaping @Sendable (PlaybackHousehold, Device, Int32) async throws -> Void
    ) async throws {
        try await PlaybackHousehold.with(PlaybackHousehold.Settings { $0.provider = provider }) { house in
            try await body(house, house.device("admin"), house.id("Signal House"))
        }
    }

    @Test func fieldsChangeForGood() async throws {
        try await with { house, admin, id in
            let form = """
                series_id=\(id)&title=Signal+Home&plot=Lights+blink.&genre=Drama,+Thriller&content_rating=15\
                &imdb_rating=8.25&release_year=2022&director=Ann+One,Bob+Two&writer=Cy+Three&language=en&country=GB\
                &imdb_id=tt0000042&awards=&poster_url=
                """
            let answer = try await admin.post("series_edit", form)
            let changed = [
                "title", "plot", "content_rating", "genre", "language", "country", "director", "writer", "release_year",
                "imdb_rating", "imdb_id",
            ]
            #expect(answer["changed"]?.list == changed.map { .text($0) } && answer["ignored"] == .list([]))
            let series = try #require(try await admin.get("series_details?id=\(id)")["series"])
            let wanted: [(String, JSONValue)] = [
                ("title", .text("Signal Home")), ("plot", .text("Lights blink.")), ("genre", .text("Drama, Thriller")),
                ("content_rating", .text("15")), ("rating", .text("8.3")), ("year", .int(2022)),
                ("director", .text("Ann One, Bob Two")), ("writer", .text("Cy Three")), ("language", .text("en")),
                ("country", .text("GB")), ("imdb_id", .text("tt0000042")),
            ]
            for (name, value) in wanted { #expect(series[name] == value, "\(name)") }
            // No file and no service changes them again.
            let draft = TitleDraft(
                kind: .series, imdbID: IMDbID("tt0000042"), tmdbID: nil,
                metadata: TitleDraft.film("Other") { ($0.overview, $0.tagline) = ("No.", "Yes.") }.metadata)
            _ = try await house.stores.stores.catalogue.merge([draft], from: .nfo)
            let stored = try #require(try await house.stores.stores.catalogue.title(id: TitleID(id)))
            #expect(stored.metadata.title == "Signal Home" && stored.metadata.overview == "Lights blink.")
            #expect(stored.metadata.tagline == "Yes." && stored.provenance.sources[.title] == .user)
            try await admin.post("series_edit", "series_id=\(id)&title=Signal+House")
            #expect(try await admin.get("series_details?id=\(id)")["series"]?["title"] == .text("Signal House"))
            #expect(try await admin.get("series_details?id=\(id)")["series"]?["director"] == .text("Ann One, Bob Two"))
        }
    }

    @Test func whatHasNoPlaceIsSaid() async throws {
        try await with { _, admin, id in
            let answer = try await admin.post(
                "series_edit",
                "series_id=\(id)&awards=Many&metascore=80&rotten_tomatoes=83%25&poster_url=http://x/y.jpg")
            let ignored = ["poster_url", "awards", "metascore", "rotten_tomatoes"]
            #expect(answer["ignored"]?.list == ignored.map { .text($0) } && answer["changed"] == .list([]))
        }
    }

    @Test(arguments: [
        "title=x", "series_id=x&title=x", "series_id=ID", "series_id=ID&title=", "series_id=ID&imdb_rating=11",
        "series_id=ID&imdb_rating=x", "series_id=ID&release_year=1200", "series_id=ID&release_year=2020.5",
        "series_id=ID&imdb_id=42", "series_id=ID&imdb_id=tt1254207",
    ])
    func badEditsChangeNothing(_ form: String) async throws {
        try await with { house, admin, id in
            let revision = try await house.stores.stores.catalogue.revision()
            try await admin.post("series_edit", form.replacing("ID", with: "\(id)"), .invalid)
            #expect(try await house.stores.stores.catalogue.revision() == revision)
        }
    }

    @Test func theyAreAdministratorsAffairAndOfSeriesOnly() async throws {
        try await with { house, admin, id in
            for action in ["series_edit", "series_rescan"] {
                try await house.phone.post(action, "series_id=\(id)&title=x", .forbidden)
                try await admin.post(action, "series_id=\(house.id("Big Buck Bunny"))&title=x", .missing)
                try await admin.post(action, "series_id=999999&title=x", .missing)
                try await admin.post(action, "series_id=", .invalid)
            }
        }
    }

    @Test func aRescanAsksTheProvider() async throws {
        let provider = OneSeries()
        try await with(provider) { house, admin, id in
            let alone = try await admin.post("series_rescan", "series_id=\(id)")
            #expect(alone["series_updated"] == .bool(true) && alone["episodes_updated"] == .int(0))
            #expect(provider.seasons == [])
            let series = try #require(try await admin.get("series_details?id=\(id)")["series"])
            #expect(series["plot"] == .text("A house that signals.") && series["title"] == .text("Signal House"))
            let whole = try await admin.post("series_rescan", "series_id=\(id)&cascade=1")
            #expect(whole["series_updated"] == .bool(true) && whole["episodes_updated"] == .int(2))
            #expect(provider.seasons == [0, 1, 2])
            let pilot = try await house.phone.details("Pilot")
            #expect(pilot["plot"] == .text("Part 1.") && pilot["title"] == .text("Pilot, the first"))
            let again = try await admin.post("series_rescan", "series_id=\(id)&cascade=1")
            #expect(again["episodes_updated"] == .int(0))
        }
    }

    @Test func aRescanWithoutAnAnswerSaysWhy() async throws {
        try await with { house, admin, id in
            let answer = try await admin.post("series_rescan", "series_id=\(id)&cascade=1")
            #expect(answer["series_updated"] == .bool(false) && answer["episodes_updated"] == .int(0))
            #expect(answer["message"]?.text?.contains("no key") == true)
            let jobs = try await admin.get("fetch_libraries")["active_jobs"]?.list
            #expect(jobs?.count == 1, "the folders are looked through nevertheless")
        }
        let stranger = OneSeries(name: "Other House")
        try await with(stranger) { _, admin, id in
            let answer = try await admin.post("series_rescan", "series_id=\(id)")
            #expect(answer["series_updated"] == .bool(false))
            #expect(answer["message"]?.text?.contains("Signal House (2021)") == true)
        }
    }
}

/// A provider that knows one series of two episodes.
private final class OneSeries: TitleProvider {
    let name = "one"
    let source = FieldSource.tmdb
    private let title: String
    private let asked = Mutex<[Int]>([])

    init(name: String = "Signal House") {
        title = name
    }

    var seasons: [Int] { asked.withLock { $0 } }

    private var metadata: TitleMetadata {
        TitleDraft.film(title, year: 2021) { $0.overview = "A house that signals." }.metadata
    }

    func lookUp(_ reference: TitleReference, _ urgency: RequestUrgency) async throws -> MetadataLookup {
        .found(TitleDraft(kind: .series, imdbID: IMDbID("tt77"), tmdbID: 77, metadata: metadata))
    }

    func find(_ query: TitleQuery, _ urgency: RequestUrgency) async throws -> [TitleCandidate] {
        [TitleCandidate(kind: .series, tmdbID: 77, metadata: metadata)]
    }

    func episodes(
        ofSeries id: Int, season: Int, _ urgency: RequestUrgency
    ) async throws -> [ProvidedEpisode] {
        asked.withLock { $0.append(season) }
        guard season == 1 else { return [] }
        return [(1, "Pilot, the first"), (2, "Static")].map { number, name in
            let metadata = TitleDraft.film(name) { $0.overview = "Part \(number)." }.metadata
            return ProvidedEpisode(
                season: 1, number: number,
                draft: TitleDraft(kind: .episode, imdbID: nil, tmdbID: 100 + number, metadata: metadata))
        }
    }
}
