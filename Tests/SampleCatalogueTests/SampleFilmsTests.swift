import Foundation
import SampleCatalogue
import Testing

@Suite("Sample films")
struct SampleFilmsTests {
    private struct Film: Decodable {
        struct Facets: Decodable {
            let mood: String
            let themes: String
        }

        let title: String
        let year: Int
        let imdbId: String
        let tmdbId: Int
        let genres, keywords, directors, cast: [String]
        let overview: String
        let runtimeMinutes: Int
        let facets: Facets
    }

    private static func films() throws -> [Film] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try SampleFilms.bytes.split(separator: UInt8(ascii: "\n")).map { line in
            try decoder.decode(Film.self, from: Data(line))
        }
    }

    @Test("there are at least 250 films, each once")
    func enoughFilms() throws {
        let films = try Self.films()
        #expect(films.count >= 250)
        #expect(Set(films.map(\.imdbId)).count == films.count)
        #expect(Set(films.map(\.tmdbId)).count == films.count)
        #expect(films.allSatisfy { $0.imdbId.wholeMatch(of: /tt[0-9]{7,8}/) != nil })
    }

    @Test("each film has everything that a search and a page need")
    func completeFilms() throws {
        for film in try Self.films() {
            #expect(!film.genres.isEmpty && !film.directors.isEmpty && !film.cast.isEmpty, "\(film.title)")
            #expect(film.keywords.count >= 4, "\(film.title)")
            #expect((1900...2030).contains(film.year) && (40...300).contains(film.runtimeMinutes), "\(film.title)")
            #expect(film.overview.split(separator: " ").count >= 30, "\(film.title)")
            #expect(film.facets.mood.count > 20 && film.facets.themes.count > 20, "\(film.title)")
        }
    }
}
