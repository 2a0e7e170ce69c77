import Basics
import Domain
import Storage
import TestKit
import Testing

extension EnrichmentBench {
    /// Stores what a scan found in the folder `/films`, and returns the film or series.
    func scan(_ title: ScannedTitle) async throws -> TitleID {
        let known = try await stores.media.library(named: "Films")
        var library = known
        if library == nil {
            library = try await stores.media.addLibrary(
                name: "Films", kind: .mixed, folders: ["/films"], at: clock.now)
        }
        let folder = try #require(library?.folders.first).id
        _ = try await stores.media.save([title], in: folder, at: clock.now)
        let path = try #require((title.files + title.episodes.flatMap(\.files)).first).path
        let file = try #require(try await stores.media.files(of: folder).first { $0.path == path })
        let id = try #require(file.titles.first)
        return try await stores.videos.series(of: id) ?? id
    }

    func stored(_ id: TitleID) async throws -> Title {
        try #require(try await stores.catalogue.title(id: id))
    }

    /// How many films and series are listed.
    func count() async throws -> Int {
        try await stores.videos.page(VideoFilter(viewer: .all), offset: 0, limit: 0).total
    }

    func episodes(of series: TitleID) async throws -> [Video] {
        try await stores.videos.episodes(of: series, for: .all) ?? []
    }
}

extension ScannedTitle {
    /// A film as its file's name, and perhaps a description beside it, tell it.
    static func scanned(_ name: String, _ year: Int?, nfo: TitleDraft? = nil) -> ScannedTitle {
        let draft = TitleDraft.film(name, year: year)
        var title = ScannedTitle(known: nil, drafts: [SourcedDraft(source: .fileName, draft: draft)])
        if let nfo { title.drafts.append(SourcedDraft(source: .nfo, draft: nfo)) }
        title.files = [.scanned("\(name) (\(year ?? 0)).mkv")]
        return title
    }

    /// A series whose files have these places and names.
    static func series(_ name: String, _ year: Int?, _ places: [(Int, Int, String)]) -> ScannedTitle {
        var title = scanned(name, year)
        var draft = title.drafts[0].draft
        draft.kind = .series
        title.drafts = [SourcedDraft(source: .fileName, draft: draft)]
        title.files = []
        title.episodes = places.map { season, number, episode in
            ScannedEpisode(
                known: nil, season: season, number: number,
                drafts: [SourcedDraft(source: .fileName, draft: .film(episode))],
                files: [.scanned("\(name)/\(season)x\(number).mkv")])
        }
        return title
    }
}

extension ScannedFile {
    fileprivate static func scanned(_ path: String) -> ScannedFile {
        ScannedFile(
            known: nil, path: FilePath(path),
            facts: FileFacts(
                sizeBytes: Int64(path.utf8.count), modifiedNanoseconds: 1, device: 1,
                inode: Int64(path.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xffff_ffff)),
            digest: nil, role: .feature(version: 0, label: nil, part: 0))
    }
}

extension TitleCandidate {
    static func test(_ id: Int, _ title: String, _ year: Int?, kind: TitleKind = .movie) -> TitleCandidate {
        var metadata = TitleMetadata(title: title)
        metadata.year = year
        return TitleCandidate(kind: kind, tmdbID: id, metadata: metadata)
    }
}

extension ProvidedEpisode {
    static func test(_ season: Int, _ number: Int, _ name: String, id: Int, day: String? = nil) -> ProvidedEpisode {
        var draft = TitleDraft.film(name, tmdb: id) { metadata in
            metadata.releaseDate = day
            metadata.overview = name.isEmpty ? nil : "About \(name)."
        }
        draft.kind = .episode
        return ProvidedEpisode(season: season, number: number, draft: draft)
    }
}

extension MetadataLookup {
    /// A title with a text and a poster.
    static func bare(
        _ name: String, _ year: Int, kind: TitleKind = .movie, tmdb: Int, imdb: String,
        _ change: (inout TitleMetadata) -> Void = { _ in }
    ) -> MetadataLookup {
        var draft = TitleDraft.film(name, year: year, imdb: imdb, tmdb: tmdb) { metadata in
            (metadata.overview, metadata.posterPath) = ("About \(name).", "/\(tmdb).jpg")
            change(&metadata)
        }
        draft.kind = kind
        return .found(draft)
    }
}

extension ScriptedProvider {
    /// A title that is found by name and year.
    func knows(
        _ name: String, _ year: Int, kind: TitleKind = .movie, tmdb: Int, imdb: String,
        _ change: (inout TitleMetadata) -> Void = { _ in }
    ) {
        let lookup = MetadataLookup.bare(name, year, kind: kind, tmdb: tmdb, imdb: imdb, change)
        for id in ["tmdb\(tmdb)", imdb] { answer(id, lookup) }
        find(TitleQuery(kind: kind, title: name, year: year), .test(tmdb, name, year, kind: kind))
    }
}
