import Basics
import Domain

/// The body of a change of ratings. Every id that is known is sent, and no name, by which Trakt might guess.
struct WireTraktChange {
    struct IDs: Encodable {
        let imdb: String?
        let tmdb: Int?
        let tvdb: Int?
        let trakt: Int?

        var isSomething: Bool { imdb != nil || tmdb != nil || tvdb != nil || trakt != nil }
    }

    struct Entry {
        fileprivate struct Wire: Encodable {
            let ids: IDs
            let rating: Int?
            let ratedAt: String?

            enum CodingKeys: String, CodingKey {
                case ids
                case rating
                case ratedAt = "rated_at"
            }
        }

        fileprivate let title: TraktTitle
        fileprivate let wire: Wire

        init(_ rating: TraktRating) {
            self.init(rating.title, rating: rating.value, ratedAt: rating.ratedAt.iso8601WithMilliseconds)
        }

        init(_ title: TraktTitle) {
            self.init(title, rating: nil, ratedAt: nil)
        }

        private init(_ title: TraktTitle, rating: Int?, ratedAt: String?) {
            self.title = title
            // Trakt knows films by no id of TVDb.
            let tvdb = title.kind == .show ? title.ids.tvdb : nil
            let ids = IDs(imdb: title.ids.imdb?.rawValue, tmdb: title.ids.tmdb, tvdb: tvdb, trakt: title.ids.trakt)
            wire = Wire(ids: ids, rating: rating, ratedAt: ratedAt)
        }
    }

    private let named: [Entry]
    /// Titles without any id, which are not sent.
    let nameless: [TraktTitle]

    init(_ entries: [Entry]) {
        named = entries.filter(\.wire.ids.isSomething)
        nameless = entries.filter { !$0.wire.ids.isSomething }.map(\.title)
    }

    var isEmpty: Bool { named.isEmpty }

    func body() throws -> [UInt8] {
        let pairs = TraktKind.allCases.map { kind in
            (kind.plural, named.filter { $0.title.kind == kind }.map(\.wire))
        }
        return try WireTraktJSON.encode(Dictionary(uniqueKeysWithValues: pairs.filter { !$0.1.isEmpty }))
    }
}
