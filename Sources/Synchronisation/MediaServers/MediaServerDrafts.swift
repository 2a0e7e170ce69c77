import Basics
import Domain

extension ServerTitleDraft {
    init(_ film: MediaServerFilm) {
        self.init(
            itemID: film.item.id, draft: TitleDraft(film.item, .movie), path: film.item.path ?? film.copies.first?.path)
    }

    init(_ series: MediaServerSeries) {
        var facts = SeriesFacts()
        facts.tvdbID = series.item.references.tvdbID
        facts.status = series.status
        facts.endYear = series.endDate?.year
        facts.airDays = series.airDays
        facts.criticRating = series.item.criticRating
        self.init(
            itemID: series.item.id, draft: TitleDraft(series.item, .series), path: series.item.path, facts: facts)
    }
}

extension ServerEpisodeDraft {
    /// Nil for places that no series has.
    init?(_ episode: MediaServerEpisode) {
        let places = 0...SynchronisationLimits.placeMax
        guard places.contains(episode.season), places.contains(episode.number) else { return nil }
        // Ids of episodes are the ones of other episodes often enough, and nothing here asks for them.
        var draft = TitleDraft(episode.item, .episode)
        (draft.imdbID, draft.tmdbID) = (nil, nil)
        self.init(
            itemID: episode.item.id, seriesID: episode.seriesID, season: episode.season, number: episode.number,
            draft: draft)
        path = episode.item.path ?? episode.copies.first?.path
        airDate = episode.item.premiereDate?.description
    }
}

extension TitleDraft {
    /// What a media server says of an item.
    fileprivate init(_ item: MediaServerItem, _ kind: TitleKind) {
        let titleMax = SynchronisationLimits.titleCharactersMax
        var metadata = TitleMetadata(title: item.name.bounded(titleMax))
        metadata.originalTitle = item.originalTitle?.bounded(titleMax)
        metadata.year = item.year ?? item.premiereDate?.year
        metadata.releaseDate = item.premiereDate?.description
        metadata.overview = item.overview?.bounded(SynchronisationLimits.overviewCharactersMax)
        metadata.tagline = item.tagline?.bounded(titleMax)
        metadata.runtimeMinutes = item.runtimeMinutes.flatMap {
            $0 <= SynchronisationLimits.runtimeMinutesMax ? $0 : nil
        }
        metadata.contentRating = item.contentRating?.bounded(titleMax)
        metadata.voteAverage = item.communityRating
        metadata.posterPath = item.imageTags[.primary].flatMap { MediaServerPicture(item: item.id, tag: $0)?.path }
        metadata.genres = item.genres
        metadata.keywords = item.tags
        metadata.studios = item.studios
        metadata.countries = item.countries
        metadata.credits = item.credits
        self.init(
            kind: kind, imdbID: item.references.imdbID, tmdbID: item.references.tmdbID, metadata: metadata)
    }
}

extension MediaServerItem {
    /// Directors first, then writers, then the cast in billing order. Guests belong to single episodes.
    fileprivate var credits: [Credit] {
        func credits(_ role: Credit.Role, _ parts: MediaServerPerson.Part...) -> [Credit] {
            people.filter { parts.contains($0.part) }.map { Credit(name: $0.name, role: role) }
        }
        return credits(.director, .director) + credits(.writer, .writer, .creator) + credits(.cast, .actor)
    }
}

extension String {
    /// Cut only where it is needed: most texts are short, and counting characters is slow.
    fileprivate func bounded(_ charactersMax: Int) -> String {
        utf8.count <= charactersMax ? self : String(prefix(charactersMax))
    }
}
