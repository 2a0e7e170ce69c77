internal import Basics
internal import Domain
internal import Foundation

/// What Trakt hands out, an archive of lists in JSON or one of them. Each element says by its members what it is.
enum TraktFiles {
    /// The elements of a list, nil for those of another form, beside the name of its file in lower case.
    struct List: Sendable {
        let elements: [TraktElement?]
        let name: String

        /// Nil for JSON that is no list, or one of something else.
        init?(_ json: [UInt8], name: String) {
            guard let list = try? JSONDecoder().decode(TolerantList<TraktElement>.self, from: Data(json)),
                list.values.contains(where: { $0?.isKnown ?? false })
            else { return nil }
            elements = list.values
            self.name = name
        }

        /// Lists of favourites and those that somebody made are not what one means to watch.
        var isWatchList: Bool { name.contains("watchlist") || !(name.contains("list") || name.contains("favorite")) }
    }

    static func read(_ lists: [List], _ options: HistoryFileOptions) -> ReadHistory {
        var tally = HistoryTally(options)
        let dated = filmsWithHistory(lists)
        let dates = DateReading()
        for list in lists {
            for element in list.elements {
                add(element, dates, { dated.contains($0) }, isWatchList: list.isWatchList, into: &tally)
            }
        }
        return tally.history(.trakt)
    }

    /// Films whose every viewing is told: of them the last one is known already.
    private static func filmsWithHistory(_ lists: [List]) -> Set<TraktFilm> {
        var films: Set<TraktFilm> = []
        for list in lists {
            for element in list.elements {
                if let element, element.watchedAt != nil, let film = element.movie { films.insert(film) }
            }
        }
        return films
    }

    private static func add(
        _ element: TraktElement?, _ dates: DateReading, _ hasHistory: (TraktFilm) -> Bool, isWatchList: Bool,
        into tally: inout HistoryTally
    ) {
        guard let element, element.isKnown else {
            tally.addIgnored()
            return
        }
        guard let movie = element.movie, element.type ?? "movie" == "movie" else {
            tally.addOther()
            return
        }
        var film = FilmRow(title: movie.title.trimmed)
        film.year = movie.year
        film.imdbID = movie.imdbID
        film.tmdbID = movie.tmdbID
        film.isWatched = false
        if let watchedAt = element.watchedAt {
            film.isWatched = true
            film.date = known(dates.date(watchedAt))
        } else if element.lastWatchedAt != nil || element.plays != nil {
            film.isWatched = true
            film.date = hasHistory(movie) ? .none : known(dates.date(element.lastWatchedAt ?? ""))
        } else if let rating = element.rating {
            film.rating = value(rating).map { value in
                ImportedRating(value: value, ratedAt: element.ratedAt.flatMap { dates.date($0).moment })
            }
        } else if isWatchList {
            film.keptAt = element.listedAt.flatMap { dates.date($0).moment }
        }
        let saysSomething = film.isWatched || film.rating != nil || film.keptAt != nil
        if film.title.isEmpty || !saysSomething { tally.addIgnored() } else { tally.addFilm(film) }
    }

    /// Trakt dates a viewing of which nobody knows when it was to the beginning of 1970.
    private static func known(_ date: FileDate) -> FileDate {
        if let moment = date.moment, moment.milliseconds <= 0 { .none } else { date }
    }

    private static func value(_ rating: Double) -> Int? {
        guard rating >= 1, rating <= 10 else { return nil }
        return Int(rating.rounded(.toNearestOrAwayFromZero))
    }
}
