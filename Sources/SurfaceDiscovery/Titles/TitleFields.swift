import Domain
import SurfaceKit

/// What rows of histories and recommendations show of their title.
struct TitleFields: Encodable {
    let title: String
    @OrNull var year: Int?
    @OrNull var posterURL: String?
    let genres: [String]
    @OrNull var communityRating: Double?
    @OrNull var overview: String?

    init(_ title: Title, _ extras: TitleExtras) {
        let metadata = title.metadata
        self.title = metadata.title
        _year = OrNull(wrappedValue: metadata.year)
        _posterURL = OrNull(wrappedValue: extras.poster(of: title))
        genres = metadata.genres
        _communityRating = OrNull(wrappedValue: metadata.voteAverage)
        _overview = OrNull(wrappedValue: metadata.overview)
    }

    enum CodingKeys: String, CodingKey {
        case title, year, genres, overview
        case posterURL = "poster_url"
        case communityRating = "community_rating"
    }
}
