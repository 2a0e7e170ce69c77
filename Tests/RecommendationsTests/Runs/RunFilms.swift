import Domain
import TestKit

/// The catalogue of `RunBench`: films of four kinds, six of each, with certificates and ratings.
enum RunFilms {
    static let space = ["Far Orbit", "Red Orbit", "Lost Probe", "Quiet Moon", "Ice Station", "Last Colony"]
    static let crime = ["Paid Debt", "Cold Trail", "Two Brothers", "Night Bank", "False Alibi", "Harbour Job"]
    static let love = ["Spring Letter", "Old Bridge", "Slow Waltz", "Paper Hearts", "Late Train", "Blue Window"]
    static let horror = ["The Cellar", "Bone Harvest", "Red Ward", "Still Water", "Black Attic", "Deep Well"]

    static let all =
        films(space, "ship planet crew signal", ["Science Fiction"], director: "Ann Astra", certificate: "PG")
        + films(crime, "detective robbery money city", ["Crime", "Thriller"], director: "Carl Case", certificate: "15")
        + films(love, "letter summer village dance", ["Romance"], director: "Lena Lieb", certificate: "U")
        + films(horror, "house scream blood night", ["Horror"], director: "Hugo Horn", certificate: "18")
        // Without a story, so without a vector.
        + [.film("Untold", year: 2001, imdb: "tt0009001") { $0.genres = ["Drama"] }]

    private static func films(
        _ names: [String], _ story: String, _ genres: [String], director: String, certificate: String
    ) -> [TitleDraft] {
        names.enumerated().map { place, name in
            let number = abs(name.unicodeScalars.reduce(7) { ($0 &* 31 &+ Int($1.value)) % 100_000 })
            return .film(name, year: 1985 + place * 5, imdb: "tt1\(number + 100_000)") { metadata in
                metadata.overview = story + " " + name.lowercased()
                metadata.genres = genres
                metadata.contentRating = certificate
                metadata.voteAverage = 5 + Double(place) * 0.7
                metadata.voteCount = 1_000 + place * 100
                metadata.runtimeMinutes = 100
                metadata.credits = [Credit(name: director, role: .director), Credit(name: "\(name) Star", role: .cast)]
            }
        }
    }
}
