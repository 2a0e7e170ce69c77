package import Basics

/// A film of an import that waits to be looked for.
package struct WaitingFilm: Sendable, Hashable {
    /// Its place among the films of the file.
    package let place: Int
    package let film: ImportedFilm

    package init(place: Int, film: ImportedFilm) {
        self.place = place
        self.film = film
    }
}

/// The ids under which a film is known elsewhere.
package enum FilmKey: Sendable, Hashable {
    case tmdb(Int)
    case imdb(IMDbID)
}

/// What the person rated already and when they watched films, by the ids under which films are known elsewhere.
package struct RatedFilms: Sendable, Hashable {
    package var keys: Set<FilmKey> = []
    /// Of rated films and others, by the profile into which imports go.
    package var viewings: [FilmKey: Set<Instant>] = [:]

    package init() {}

    package func contains(_ match: ImportMatch) -> Bool { match.keys.contains(where: keys.contains) }

    /// Whether the person's history has all that a file says of when it was watched.
    package func knowsViewings(of film: ImportedFilm, _ match: ImportMatch) -> Bool {
        guard film.isWatched else { return true }
        let known = match.keys.reduce(into: Set<Instant>()) { $0.formUnion(viewings[$1] ?? []) }
        return film.watchDates.isEmpty ? !known.isEmpty : known.isSuperset(of: film.watchDates)
    }
}

extension ImportMatch {
    fileprivate var keys: [FilmKey] { [tmdbID.map(FilmKey.tmdb), imdbID.map(FilmKey.imdb)].compactMap(\.self) }
}

/// What becomes of films of a file that the person has rated already.
package enum RatedFilmsRule: String, Sendable, Codable, CaseIterable {
    /// They are counted and left out.
    case leaveOut
    /// They are left out unless the file knows of viewings that the person's history does not have.
    case takeNewViewings
}

/// Imports from their file to what they wrote. Each method is one transaction with a fixed number of statements.
package protocol ImportStore: Sendable {
    /// Stores a file's films to be looked for, in state `matching`. Throws `AccountError.unknownUser`.
    func begin(_ new: NewImport) async throws -> ImportSession
    /// The next films that wait, in the order of the file.
    func waiting(in session: ImportID, limit: Int) async throws -> [WaitingFilm]
    /// Takes over what was found for films that waited: `items` are to be decided about, in the order of the file;
    /// all of `places` wait no longer. `counts.alreadyRated` rises by `alreadyRated`. When one of the places waits no
    /// longer, because somebody else was faster, nothing is taken over. Nil when the session is closed or not
    /// `matching` any more.
    func keep(
        _ items: [ImportItem], alreadyRated: Int, places: [Int], in session: ImportID
    ) async throws -> ImportSession?
    /// Ends the matching: what still waits is counted as truncated and forgotten, the session is open for review, and
    /// earlier ones of the same person and source are closed. Nil when the session is closed.
    func publish(_ session: ImportID, at moment: Instant) async throws -> ImportSession?
    /// Sessions whose matching nobody has gone on with since a moment.
    func abandonedMatchings(since moment: Instant) async throws -> [ImportSession]

    /// A session of the person that is not closed, whatever its `expiresAt`; nil for others.
    func session(uuid: String, of user: UserID) async throws -> ImportSession?
    /// Sessions of the person that are not closed, the newest first.
    func sessions(of user: UserID) async throws -> [ImportSession]
    func noteUse(of session: ImportID, at moment: Instant, expiresAt: Instant) async throws
    /// Empty past the end.
    func items(of session: ImportID, offset: Int, limit: Int) async throws -> [ImportItem]
    /// Closes a session: its films go, what it wrote stays. A session that wrote nothing is forgotten altogether.
    /// False when it is closed already.
    func close(_ session: ImportID) async throws -> Bool
    /// Closes what has expired; returns how many.
    func closeExpired(before moment: Instant) async throws -> Int

    /// Films that the person rated, and when their first profile watched which.
    func rated(by user: UserID) async throws -> RatedFilms

    /// Gives a pending film another match. Throws `ImportError` `indexOutOfRange` and `alreadyProcessed`.
    func setMatch(_ item: ImportItem, at index: Int, in session: ImportID) async throws
    /// Carries decisions out, all or none: makes films that the catalogue does not have, writes ratings, viewings and
    /// what is kept, and notes each for `undo`. Repeated decisions and old dates do no harm.
    ///
    /// Throws `ImportError` `unknownSession` (closed), `indexOutOfRange` and `alreadyProcessed`.
    func apply(
        _ decisions: [ImportDecision], in session: ImportID, shelf: ImportShelf, at moment: Instant
    ) async throws -> [AppliedDecision]
    /// The film that a draft is about, made as `apply` makes one where the catalogue does not have it. A film is known
    /// by its ids, one without any by its name and year. `isComplete` as in a decision.
    ///
    /// Throws `ImportError.withoutMatch` for a draft without an id and a name.
    func film(
        for draft: TitleDraft, isComplete: Bool, at moment: Instant
    ) async throws -> (film: Title, isNew: Bool)
    /// Throws as `apply`.
    func skip(_ index: Int, in session: ImportID) async throws
    /// Takes one film's decision back, so that it is pending again. Throws `ImportError` `indexOutOfRange` and
    /// `notProcessed`.
    func takeBack(_ index: Int, in session: ImportID, shelf: ImportShelf, at moment: Instant) async throws -> ImportUndo
    /// Takes a whole import back and closes it: what it wrote goes, unless somebody changed it since by hand.
    ///
    /// Throws `ImportError` `unknownSession` and `alreadyUndone`.
    func undo(_ uuid: String, shelf: ImportShelf, at moment: Instant) async throws -> ImportUndo
    /// Imports that wrote something or are open, the newest first.
    func records(of user: UserID, limit: Int) async throws -> [ImportRecord]
}

/// By which name films of the catalogue are looked for.
package struct FilmName: Sendable, Hashable {
    package let text: String
    /// A filter, not a hint: a wrong year finds nothing.
    package let year: Int?

    package init(_ text: String, year: Int? = nil) {
        self.text = text
        self.year = year
    }
}

/// Films of the catalogue by their names. Reading only; a fixed number of statements for each call.
package protocol FilmNameStore: Sendable {
    /// For each of up to 500 names, in their order, the films with an id elsewhere that may be meant: each word of the
    /// text is the beginning of a word of their title or original title, without regard to case and accents. Exact
    /// names first, then by votes, at most `limit` for a name.
    func films(named names: [FilmName], limit: Int) async throws -> [[ImportMatch]]
    /// Known films by their ids elsewhere; unknown ids are left out.
    func films(imdbIDs: [IMDbID], tmdbIDs: [Int]) async throws -> [ImportMatch]
}
