import Foundation

/// The wire format of the API, version 3.
extension FakeWork {
    /// The answer to a question about details, with the parts that were asked for.
    func details(language: String, parts: [String]) -> [String: Any] {
        var members = card(language: language)
        members["genre_ids"] = nil
        members["genres"] = genres.enumerated().map { ["id": 100 + $0.offset, "name": $0.element] as [String: Any] }
        members["tagline"] = ""
        members["status"] = "Released"
        members["origin_country"] = ["US"]
        members["spoken_languages"] = [["iso_639_1": "en", "name": "English", "english_name": "English"]]
        let company: [String: Any] = [
            "id": 79, "name": "Village Roadshow", "logo_path": "/l.png", "origin_country": "US",
        ]
        if kind == .movie {
            members["imdb_id"] = imdbID
            members["runtime"] = runtimeMinutes
            members["budget"] = 63_000_000
            members["production_companies"] = [company]
            members["production_countries"] = [["iso_3166_1": "US", "name": "United States of America"]]
        } else {
            members["in_production"] = isInProduction
            members["episode_run_time"] = runtimeMinutes > 0 ? [runtimeMinutes] : []
            members["networks"] = [["id": 174, "name": "AMC"] as [String: Any]]
        }
        for part in parts { members[part] = self.part(part) }
        return members
    }

    /// The entry in a list.
    func card(language: String) -> [String: Any] {
        var members: [String: Any] = [
            "id": id, "overview": overviews[language] ?? "", "original_language": "en", "popularity": 85.5,
            "poster_path": "/poster\(id).jpg", "backdrop_path": "/backdrop\(id).jpg", "genre_ids": [28],
            "vote_average": votes > 0 ? 8.2 : 0.0, "vote_count": votes, "adult": false, "video": false,
        ]
        let (name, original, date) =
            switch kind {
            case .movie: ("title", "original_title", "release_date")
            case .series: ("name", "original_name", "first_air_date")
            case .episode: ("name", "original_name", "air_date")
            }
        members[name] = title
        members[original] = kind == .episode ? nil : originalTitle ?? title
        members[date] = self.date
        return members
    }

    private func part(_ name: String) -> [String: Any]? {
        switch name {
        case "keywords": [kind == .movie ? "keywords" : "results": named(keywords)]
        case "credits" where kind == .movie: ["cast": castMembers, "crew": crew]
        case "aggregate_credits" where kind == .series: ["cast": castMembers, "crew": []]
        case "external_ids":
            ["imdb_id": imdbID.map { $0 as Any } ?? NSNull(), "wikidata_id": "Q83495", "facebook_id": "TheMatrix"]
        case "release_dates" where kind == .movie: ["results": releaseDates]
        case "content_ratings" where kind == .series:
            ["results": certifications.map { ["iso_3166_1": $0.country, "rating": $0.text, "descriptors": []] }]
        // Parts that do not exist are left out without a word.
        default: nil
        }
    }

    private func named(_ names: [String]) -> [[String: Any]] {
        names.enumerated().map { ["id": 1_000 + $0.offset, "name": $0.element] }
    }

    /// Out of order, as nothing promises one.
    private var castMembers: [[String: Any]] {
        cast.enumerated().reversed().map { order, name in
            [
                "id": 6_000 + order, "name": name, "original_name": name, "character": "Somebody", "order": order,
                "profile_path": "/p.jpg", "credit_id": "c\(order)", "cast_id": order,
            ]
        }
    }

    private var crew: [[String: Any]] {
        let writer: [String: Any] = ["id": 9, "name": "A Writer", "job": "Screenplay", "department": "Writing"]
        return [writer]
            + directors.map { ["id": 10, "name": $0, "job": "Director", "department": "Directing", "credit_id": "d"] }
    }

    private var releaseDates: [[String: Any]] {
        let countries = Set(certifications.map(\.country)).sorted()
        return countries.map { country in
            let dates = certifications.filter { $0.country == country }.map { entry in
                [
                    "certification": entry.text, "type": entry.type, "release_date": "1999-03-31T00:00:00.000Z",
                    "note": "", "iso_639_1": "", "descriptors": [],
                ] as [String: Any]
            }
            return ["iso_3166_1": country, "release_dates": dates]
        }
    }
}
