import Basics
import Domain
import Recommendations
import SurfaceKit

struct EveningResponse: Encodable {
    struct Member: Encodable {
        let profileID: String
        let userID: String
        let name: String

        init(_ member: EveningMember) {
            profileID = member.profile.id.description
            userID = member.user.id.description
            name = member.profile.name
        }

        enum CodingKeys: String, CodingKey {
            case name
            case profileID = "profile_id"
            case userID = "user_id"
        }
    }

    /// How the score of all follows from that of each.
    let rule: String
    @OrNull var minutes: Int?
    let members: [Member]
    let movies: [EveningFilmRow]

    init(_ evening: Evening, _ wish: EveningWish, _ extras: TitleExtras) {
        rule = evening.rule
        _minutes = OrNull(wrappedValue: wish.minutesMax)
        members = evening.members.map { Member($0) }
        movies = evening.films.enumerated().map { place, film in
            EveningFilmRow(film, rank: place + 1, evening.members, extras)
        }
    }
}

/// A film for several people.
struct EveningFilmRow: Encodable {
    struct Score: Encodable {
        let profileID: String
        let score: Double

        enum CodingKeys: String, CodingKey {
            case score
            case profileID = "profile_id"
        }
    }

    private struct Facts: Encodable {
        let rank: Int
        @OrNull var runtimeMinutes: Int?
        let score: Double
        let scores: [Score]

        enum CodingKeys: String, CodingKey {
            case rank, score, scores
            case runtimeMinutes = "runtime_minutes"
        }
    }

    private let title: PickedTitleFields
    private let facts: Facts

    init(_ film: EveningFilm, rank: Int, _ members: [EveningMember], _ extras: TitleExtras) {
        title = PickedTitleFields(film.title, extras)
        facts = Facts(
            rank: rank, runtimeMinutes: film.title.metadata.runtimeMinutes, score: film.score,
            scores: zip(members, film.scores).map { member, score in
                Score(profileID: member.profile.id.description, score: score)
            })
    }

    func encode(to encoder: any Encoder) throws {
        try title.encode(to: encoder)
        try facts.encode(to: encoder)
    }
}
