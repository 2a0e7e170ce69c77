/// The genres of films as The Movie Database numbers them (`/genre/movie/list`, English names).
package enum FilmGenre {
    package static let names: [Int: String] = [
        28: "Action", 12: "Adventure", 16: "Animation", 35: "Comedy", 80: "Crime", 99: "Documentary", 18: "Drama",
        10751: "Family", 14: "Fantasy", 36: "History", 27: "Horror", 10402: "Music", 9648: "Mystery",
        10749: "Romance", 878: "Science Fiction", 10770: "TV Movie", 53: "Thriller", 10752: "War", 37: "Western",
    ]

    private static let ids = Dictionary(uniqueKeysWithValues: names.map { ($1.lowercased(), $0) })

    /// Nil for a name that is none of these, in any case; `Sci-Fi` is one of them.
    package static func id(named name: String) -> Int? {
        let key = name.lowercased()
        return ids[key == "sci-fi" ? "science fiction" : key]
    }

    /// The ids of those names that are genres of films, in their order.
    package static func ids(named names: [String]) -> [Int] { names.compactMap { id(named: $0) } }

    /// The names of those ids that are known, in their order.
    package static func names(of ids: [Int]) -> [String] { ids.compactMap { names[$0] } }
}
