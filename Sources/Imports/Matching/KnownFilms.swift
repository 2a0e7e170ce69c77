import Domain

/// Films that the catalogue knows, by their ids elsewhere.
struct KnownFilms {
    private let byTMDBID: [Int: ImportMatch]
    private let byIMDbID: [IMDbID: ImportMatch]

    init(_ films: [ImportMatch]) {
        byTMDBID = Dictionary(films.compactMap { film in film.tmdbID.map { ($0, film) } }) { first, _ in first }
        byIMDbID = Dictionary(films.compactMap { film in film.imdbID.map { ($0, film) } }) { first, _ in first }
    }

    func film(_ film: ImportedFilm) -> ImportMatch? {
        film.tmdbID.flatMap { byTMDBID[$0] } ?? film.imdbID.flatMap { byIMDbID[$0] }
    }
}
