import Basics
import Domain
import Recommendations
import SurfaceKit

struct OmissionsResponse: Encodable {
    let omissions: [OmissionRow]
}

struct OmissionResponse: Encodable {
    let omission: OmissionRow
}

/// Something that somebody took out of their taste.
struct OmissionRow: Encodable {
    struct NamedTitle: Encodable {
        let id: String
        let title: String
        @OrNull var year: Int?

        init(_ title: Title) {
            id = title.id.description
            self.title = title.metadata.title
            _year = OrNull(wrappedValue: title.metadata.year)
        }
    }

    let id: String
    let kind: String
    @OrNull var title: NamedTitle?
    @OrNull var genre: String?
    @OrNull var from: String?
    @OrNull var to: String?
    let createdAt: String

    init(_ shown: ShownOmission) {
        id = shown.stored.id.description
        createdAt = shown.stored.createdAt.iso8601WithMilliseconds
        _title = OrNull(wrappedValue: shown.title.map { NamedTitle($0) })
        let (genre, period): (String?, Range<Instant>?)
        switch shown.stored.omission {
        case .title: (kind, genre, period) = ("title", nil, nil)
        case .genre(let name): (kind, genre, period) = ("genre", name, nil)
        case .period(let moments): (kind, genre, period) = ("period", nil, moments)
        }
        _genre = OrNull(wrappedValue: genre)
        _from = OrNull(wrappedValue: period?.lowerBound.iso8601WithMilliseconds)
        _to = OrNull(wrappedValue: period?.upperBound.iso8601WithMilliseconds)
    }

    enum CodingKeys: String, CodingKey {
        case id, kind, title, genre, from, to
        case createdAt = "created_at"
    }
}

/// The titles that would leave and enter the top of somebody's recommendations.
struct PreviewResponse: Encodable {
    struct Change: Encodable {
        let leaving: [PickedTitleFields]
        let entering: [PickedTitleFields]

        init(_ change: PickChange, _ extras: TitleExtras) {
            leaving = change.leaving.map { PickedTitleFields($0, extras) }
            entering = change.entering.map { PickedTitleFields($0, extras) }
        }
    }

    /// How many titles at the top are compared.
    let compared = PickLimits.comparedMax
    let movies: Change
    let series: Change

    init(_ change: TasteChange, _ extras: TitleExtras) {
        movies = Change(change.films, extras)
        series = Change(change.series, extras)
    }
}
