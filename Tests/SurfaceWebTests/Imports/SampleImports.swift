import Basics
import Domain
import Imports
import SurfaceKit
import TestKit

@testable import SurfaceWeb

/// Pages about imports with everything that they can show, every text of which is the given one.
enum SampleImports {
    private static let now = Instant.test(0)

    static func start(_ text: String) -> ImportPage {
        var undone = session(text, .closed)
        undone.undoneAt = now.adding(seconds: -60)
        return ImportPage(
            shell: shell(text), news: ImportNews(notice: text, problem: text, stayed: [text]),
            records: [session(text, .review), session(text, .matching), session(text, .closed), undone].map {
                ImportRecord(session: $0, ratings: 1, viewings: 2, kept: 0)
            }, bytesMax: 20 << 20, hasProvider: false, now: now)
    }

    static func matching(_ text: String) -> ReviewPage {
        ReviewPage(
            shell: shell(text), session: session(text, .matching), news: ReviewNews(notice: text, problem: text),
            now: now)
    }

    static func review(_ text: String) -> ReviewPage {
        var (films, figures) = (ReviewFilms(ReviewChoice(), first: 3), ImportFigures())
        let items = [
            item(text, .low, .pending), item(text, .none, .pending), item(text, .high, .pending),
            item(text, .medium, .skipped),
        ]
        films.add(items)
        figures.add(items)
        var news = ReviewNews(items[3], at: 3)
        news.problem = text
        return ReviewPage(
            shell: shell(text), session: session(text, .review), news: news, films: (films, figures),
            choice: ReviewChoice(), now: now)
    }

    static func search(_ text: String) -> OtherFilmPage {
        let place = OtherFilmPage.Place(session: "11112222-3333-4444-5555-666677778888", index: 1, hasProvider: true)
        return OtherFilmPage(
            shell: shell(text), place: place, item: item(text, .none, .pending),
            question: FilmQuestion(FormPairs("q=" + LocalPath.encoded(text))), found: [match(text, 1)], problem: text)
    }

    private static func shell(_ text: String) -> Shell {
        SamplePages.shell(text, .imports, theatre: .open(text), hasImports: true)
    }

    private static func match(_ text: String, _ id: Int) -> ImportMatch {
        var match = ImportMatch(tmdbID: id, title: text)
        (match.year, match.overview, match.posterPath) = (1979, text, "/stalker.jpg")
        return match
    }

    private static func item(_ text: String, _ quality: MatchQuality, _ status: ImportItemStatus) -> ImportItem {
        var film = ImportedFilm(title: text, searchTitle: text)
        film.year = 1979
        film.watchDates = [now, now.adding(seconds: -86_400)]
        film.rating = quality == .high ? ImportedRating(value: 9) : nil
        film.keptAt = now
        var item = ImportItem(
            film: film, match: quality == .none ? nil : match(text, 1), confidence: 0.5, quality: quality,
            alternatives: quality == .low ? [match(text, 2), match(text, 3)] : [])
        item.status = status
        return item
    }

    private static func session(_ text: String, _ state: ImportSession.State) -> ImportSession {
        var counts = ImportCounts()
        (counts.totalEntries, counts.filmRows, counts.otherRows) = (12, 9, 2)
        (counts.ignoredRows, counts.mergedRows, counts.alreadyRated, counts.truncated) = (1, 2, 3, 4)
        return ImportSession(
            id: ImportID(1), uuid: "11112222-3333-4444-5555-666677778888", userID: UserID(1), source: .netflix,
            fileName: text, state: state, counts: counts, itemCount: 4, matchedCount: 2, filmCount: 8, addedCount: 1,
            skippedCount: 1, currentIndex: 2, createdAt: now.adding(seconds: -120), usedAt: now, expiresAt: now,
            undoneAt: nil)
    }
}
