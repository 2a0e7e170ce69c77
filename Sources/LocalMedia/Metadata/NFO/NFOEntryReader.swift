/// Makes an entry of a root element.
enum NFOEntryReader {
    /// Nil for an element that is not one of the known roots.
    static func entry(from element: NFOElement) -> NFOEntry? {
        guard let kind = NFOEntry.Kind.roots[element.name] else { return nil }
        let fields = NFOFields(element)
        var entry = NFOEntry(kind: kind)
        addTexts(to: &entry, from: fields)
        addDates(to: &entry, from: fields)
        addLists(to: &entry, from: fields)
        addRatings(to: &entry, from: fields)
        addPlaces(to: &entry, from: fields)
        entry.identifiers = NFOIdentifierReader.identifiers(of: fields, kind)
        entry.actors = NFOPartsReader.actors(fields)
        entry.set = kind == .movie ? NFOPartsReader.set(fields) : nil
        let (pictures, setPictures) = NFOPartsReader.picturesAndThoseOfTheSet(fields)
        (entry.pictures, entry.setPictures) = (pictures, setPictures)
        entry.backdrops = NFOPartsReader.backdrops(fields)
        entry.trailers = NFOPartsReader.trailers(fields)
        entry.watched = NFOPartsReader.watched(fields)
        entry.isLocked = fields.first(["lockdata"], NFONumbers.flag) ?? false
        entry.lockedFields = fields.list("lockedfields")
        return entry
    }

    private static func addTexts(to entry: inout NFOEntry, from fields: NFOFields) {
        entry.title = fields.title("title", "localtitle")
        entry.originalTitle = fields.title("originaltitle")
        entry.sortTitle = fields.title("sorttitle", "sortname")
        entry.seriesTitle = entry.kind == .movie ? nil : fields.title("showtitle")
        entry.plot = fields.prose("plot")
        entry.outline = fields.prose("outline")
        entry.tagline = fields.prose("tagline")
        entry.status = fields.short("status")
        entry.runtimeMinutes = fields.first(["runtime"], NFONumbers.runtimeMinutes)
    }

    private static func addDates(to entry: inout NFOEntry, from fields: NFOFields) {
        let names =
            entry.kind == .episode ? ["aired", "premiered", "releasedate"] : ["premiered", "releasedate", "aired"]
        let days = names.flatMap { fields.all($0) }.compactMap { NFODates.day($0.text) }
        entry.releaseDate = days.lazy.compactMap(\.date).first
        entry.year =
            days.first { $0.date != nil }?.year ?? fields.first(["year"], NFODates.day)?.year ?? days.first?.year
        entry.endDate = fields.first(["enddate"], NFODates.day)?.date
        entry.dateAdded = fields.first(["dateadded"], NFODates.moment)
    }

    private static func addLists(to entry: inout NFOEntry, from fields: NFOFields) {
        entry.certificates = certificates(fields)
        entry.genres = fields.list("genre")
        entry.tags = fields.list("tag")
        entry.styles = fields.list("style")
        entry.countries = fields.list("country")
        entry.studios = fields.list("studio")
        entry.directors = fields.list("director")
        entry.writers = fields.list("credits", "writer")
    }

    /// The certificates of each element stay one text: their countries and slashes are the certificate reader's matter.
    private static func certificates(_ fields: NFOFields) -> [String] {
        var kept: [String] = []
        for element in fields.all("mpaa") + fields.all("certification") {
            guard let text = NFOText.line(element.text, max: LocalMediaLimits.nfoCertificateCharactersMax),
                kept.count < LocalMediaLimits.nfoCertificatesMax, !kept.contains(text)
            else { continue }
            kept.append(text)
        }
        return kept
    }

    private static func addRatings(to entry: inout NFOEntry, from fields: NFOFields) {
        entry.ratings = NFORatingReader.ratings(fields)
        entry.userRating = fields.first(["userrating"], NFONumbers.decimal).flatMap { NFORatingReader.inTen($0) }
        entry.criticRating = fields.first(["criticrating"], NFONumbers.decimal).flatMap {
            $0 > 0 && $0 <= 100 ? $0 : nil
        }
        entry.top250 = fields.whole("top250", in: 1...250)
    }

    private static func addPlaces(to entry: inout NFOEntry, from fields: NFOFields) {
        if entry.kind == .season {
            entry.season = fields.whole("seasonnumber", "season", in: LocalMediaLimits.nfoSeasonRange)
        } else if entry.kind == .episode {
            entry.season = fields.whole("season", in: LocalMediaLimits.nfoSeasonRange)
            addEpisodes(to: &entry, from: fields)
            addPlacement(to: &entry, from: fields)
        } else if entry.kind == .series {
            entry.seasonTitles = NFOPartsReader.seasonTitles(fields)
        }
    }

    /// `<episode>` may hold a range, as in `5-6`.
    private static func addEpisodes(to entry: inout NFOEntry, from fields: NFOFields) {
        let range = LocalMediaLimits.nfoEpisodeRange
        entry.episode = fields.whole("episode", in: range)
        guard let episode = entry.episode else { return }
        let runs = fields.first(["episode"]) { NFODigits($0).runs } ?? []
        let second = runs.first?.follower == "-" ? runs.dropFirst().first.flatMap { Int($0.digits) } : nil
        let end = fields.whole("episodenumberend", in: range) ?? second
        entry.episodeEnd = end.flatMap { $0 > episode && range.contains($0) ? $0 : nil }
    }

    /// Kodi and Jellyfin have different names for the places of specials; scrapers write episode 4096 for "behind".
    private static func addPlacement(to entry: inout NFOEntry, from fields: NFOFields) {
        let (seasons, episodes) = (LocalMediaLimits.nfoSeasonRange, LocalMediaLimits.nfoEpisodeRange)
        entry.airsBeforeSeason = fields.whole("airsbefore_season", "displayseason", in: seasons)
        entry.airsBeforeEpisode = fields.whole("airsbefore_episode", "displayepisode", in: episodes)
        entry.airsAfterSeason = fields.whole("airsafter_season", "displayafterseason", in: seasons)
        if let episode = entry.airsBeforeEpisode, episode >= behindSeasonEpisode {
            entry.airsAfterSeason = entry.airsAfterSeason ?? entry.airsBeforeSeason
            (entry.airsBeforeSeason, entry.airsBeforeEpisode) = (nil, nil)
        }
    }

    private static let behindSeasonEpisode = 4096
}
