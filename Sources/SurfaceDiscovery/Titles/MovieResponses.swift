import Basics
import Domain
import Streaming
import SurfaceKit

struct GenresResponse: Encodable {
    let genres: [String]
}

/// A film in lists.
struct MovieRow: WrittenRow {
    let listed: ListedTitle
    let addresses: PictureAddresses

    init(_ listed: ListedTitle, _ addresses: PictureAddresses) {
        self.listed = listed
        self.addresses = addresses
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writeMembers(to: &$0) }
    }

    func writeMembers(to writer: inout JSONWriter) {
        let metadata = listed.metadata
        writer.member("backdrop_url", listed.backdrop(addresses))
        writer.member("community_rating", metadata.voteAverage)
        writer.member("created_at", listed.moments.addedAt.iso8601WithMilliseconds)
        writer.member("genres", metadata.genres)
        writer.member("id", listed.id.description)
        writer.member("original_title", metadata.originalTitle)
        writer.member("overview", metadata.overview)
        writer.member("poster_url", listed.poster(addresses))
        writer.member("provider_item_id", listed.serverItem?.description)
        writer.member("runtime_minutes", metadata.runtimeMinutes)
        writer.member("title", metadata.title)
        writer.member("updated_at", listed.moments.changedAt.iso8601WithMilliseconds)
        writer.member("year", metadata.year)
    }
}

/// A film by itself: its row, and what only its page shows.
struct MovieDetail {
    let title: DetailedTitle
    let addresses: PictureAddresses

    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            MovieRow(title.listed, addresses).writeMembers(to: &writer)
            let metadata = title.listed.metadata
            writer.names("actors", metadata.actors)
            writer.member("content_rating", metadata.contentRating)
            writer.member("directors", metadata.directors)
            writer.member("imdb_id", title.imdbID?.rawValue)
            writer.member("tagline", metadata.tagline)
            writer.member("tmdb_id", title.tmdbID.map(String.init))
        }
        return writer.bytes
    }
}

extension TitleMetadata {
    var actors: [String] { credits.filter { $0.role == .cast }.map(\.name) }
}

/// Titles that are like another.
struct SimilarResponse: Encodable {
    let similar: [SimilarRow]
    /// Why there are none.
    let message: String?
}

struct SimilarRow: Encodable {
    let id: String
    let title: String
    @OrNull var year: Int?
    @OrNull var posterURL: String?
    let genres: [String]
    /// Of series.
    var network: String??
    /// Cosine, from -1 to 1.
    let similarity: Double

    init(_ title: Title, _ similarity: Double, _ extras: TitleExtras) {
        id = title.id.description
        self.title = title.metadata.title
        _year = OrNull(wrappedValue: title.metadata.year)
        _posterURL = OrNull(wrappedValue: extras.poster(of: title))
        genres = title.metadata.genres
        network = title.kind == .series ? .some(title.metadata.studios.first) : nil
        self.similarity = similarity
    }

    enum CodingKeys: String, CodingKey {
        case id, title, year, genres, network, similarity
        case posterURL = "poster_url"
    }
}
