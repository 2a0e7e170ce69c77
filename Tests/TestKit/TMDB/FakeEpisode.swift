import Foundation

/// An episode of a series that the fake TMDB knows.
package struct FakeEpisode: Sendable {
    package let id: Int
    package let number: Int
    package var name: String
    /// By language; languages that are missing have an empty one, as on the wire.
    package var overviews: [String: String] = [:]
    package var date: String?
    package var runtimeMinutes: Int?

    package init(id: Int, _ number: Int, _ name: String, overview: String = "", date: String? = nil) {
        self.id = id
        self.number = number
        self.name = name
        self.date = date
        overviews["en-US"] = overview
    }

    /// The entry in the list of its season.
    func wire(season: Int, language: String) -> [String: Any] {
        [
            "id": id, "name": name, "overview": overviews[language] ?? "",
            "air_date": date.map { $0 as Any } ?? NSNull(),
            "season_number": season, "episode_number": number, "runtime": runtimeMinutes.map { $0 as Any } ?? NSNull(),
            "still_path": "/still\(id).jpg", "vote_average": 0.0, "vote_count": 0, "show_id": 1,
        ]
    }
}
