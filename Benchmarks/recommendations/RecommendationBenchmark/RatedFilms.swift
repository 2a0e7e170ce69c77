import Basics
import Domain
import Foundation
import Recommendations

/// Films with ratings of many people: the files of an evaluation, unpacked.
struct RatedFilms {
    let catalogue: ItemCatalogue
    let judgements: [Judgement]

    private struct Film: Decodable {
        let title: String
        let year: Int?
        let imdbId: String
        let genres: [String]?
        let keywords: [String]?
        let studios: [String]?
        let directors: [String]?
        let cast: [String]?
        let voteAverage: Double?
        let voteCount: Int?
        let runtimeMinutes: Int?
    }

    /// `vectors` holds one vector of 32-bit floats for each film, in the order of the films.
    init(films: String, ratings: String, vectors: String?) throws {
        let lines = try String(contentsOfFile: films, encoding: .utf8).split(separator: "\n")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let read = try lines.map { try decoder.decode(Film.self, from: Data($0.utf8)) }
        let floats = try vectors.map { path in
            try Data(contentsOf: URL(filePath: path)).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        }
        let dimension = (floats?.count ?? 0) / max(read.count, 1)
        var ids: [String: TitleID] = [:]
        let items = read.enumerated().map { place, film in
            let id = TitleID(Int32(place + 1))
            ids[film.imdbId] = id
            var item = CatalogueItem(id: id, title: film.title)
            (item.year, item.communityRating, item.voteCount) = (film.year, film.voteAverage, film.voteCount)
            (item.genres, item.keywords, item.studios) = (film.genres ?? [], film.keywords ?? [], film.studios ?? [])
            (item.directors, item.cast) = (film.directors ?? [], film.cast ?? [])
            item.runtimeMinutes = film.runtimeMinutes
            if let floats { item.vector = Array(floats[(place * dimension)..<((place + 1) * dimension)]) }
            return item
        }
        catalogue = ItemCatalogue(items, kind: .movie)
        judgements = try Self.judgements(ratings, ids)
    }

    private static func judgements(_ path: String, _ ids: [String: TitleID]) throws -> [Judgement] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
        return lines.dropFirst().compactMap { line in
            let cells = line.split(separator: ",")
            guard cells.count == 4, let user = Int32(cells[0]), let title = ids[String(cells[1])],
                let stars = Double(cells[2]), let seconds = Int64(cells[3])
            else { return nil }
            return Judgement(
                user: UserID(user), title: title, rating: Int((stars * 2).rounded()),
                at: Instant(milliseconds: seconds * 1000))
        }
    }
}

extension RatedFilms {
    /// Prints the tables of all protocols, with two readings of what a person knows.
    func evaluate() throws {
        var protocols: [EvaluationProtocol] = [.lastFifth, .leaveLast]
        for seed in UInt64(1)...3 {
            protocols += [(1, 200), (5, 60), (20, 20)].map { .household(people: $0.0, draws: $0.1, seed: seed) }
        }
        for knowsRated in [false, true] {
            var settings = EvaluationSettings()
            settings.knowsRated = knowsRated
            let evaluation = Evaluation(catalogue: catalogue, judgements: judgements, settings: settings)
            print(knowsRated ? "## Known: all rated titles\n" : "## Known: liked titles\n")
            for `protocol` in protocols { print(try evaluation.result(`protocol`).table + "\n") }
        }
    }
}
