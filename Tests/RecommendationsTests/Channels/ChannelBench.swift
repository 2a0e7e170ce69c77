import Accounts
import Activity
import Domain
import Recommendations
import Storage
import TestKit
import Testing

/// Channels over real stores, with films that can be told apart by their words, genres, ratings and certificates.
struct ChannelBench: Sendable {
    let world: TestWorld
    let stores: TestStores
    let profiles: Profiles
    let channels: Channels
    let anna: User
    let ben: User
    let admin: User
    /// By the title's name.
    let titles: [String: TitleID]

    static func with(
        films: [TitleDraft] = ChannelFilms.all, hasModel: Bool = true, world: TestWorld = TestWorld(),
        model: @escaping CurrentChatModel = { nil }, _ test: (ChannelBench) async throws -> Void
    ) async throws {
        try await TestStores.with(.sqlite, world: world.world) { stores in
            let parts = try await KodiHousehold.Parts(
                KodiHousehold.Settings { ($0.films, $0.hasModel) = (films, hasModel) }, stores, world)
            let all = stores.stores
            let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world.world)
            let profiles = Profiles(
                store: all.profiles,
                pins: ProfilePINs(
                    passwords: passwords, secrets: all.secrets, windows: MemoryRateWindows(), world: world.world),
                settings: ProfileSettings(), world: world.world)
            let changes = try await all.catalogue.changes(since: 0, limit: 1000)
            let people = try await parts.invite()
            let channels = Channels.test(
                all,
                Channels.TestSurroundings(
                    profiles: profiles, search: parts.search, reader: .test(all, parts.index, world.world),
                    model: model),
                world.world)
            try await test(
                ChannelBench(
                    world: world, stores: stores, profiles: profiles, channels: channels, anna: people.member,
                    ben: people.guest, admin: people.admin,
                    titles: Dictionary(changes.titles.map { ($0.metadata.title, $0.id) }) { first, _ in first }))
            await parts.words.close()
        }
    }

    func id(_ name: String) throws -> TitleID { try #require(titles[name], "there is no title \(name)") }

    /// A channel of Anna's.
    func channel(
        _ name: String = "Evenings", _ change: (inout ChannelChange) throws -> Void = { _ in }
    ) async throws -> Channel {
        var wanted = ChannelChange()
        wanted.name = name
        try change(&wanted)
        return try await channels.create(wanted, of: anna.id)
    }

    /// The names of what is in a channel, in its order.
    func names(in channel: Channel, for reader: User? = nil) async throws -> [String] {
        try await channels.items(of: channel, for: reader ?? anna).map(\.title.metadata.title)
    }

    func watch(_ name: String, by user: User) async throws {
        let watching = Watching(store: stores.stores.watching, world: world.world)
        _ = try await watching.mark(id(name), isWatched: true, by: profiles.standard(of: user.id).id)
    }
}

/// The catalogue of `ChannelBench`.
enum ChannelFilms {
    static let all: [TitleDraft] = [
        film("tt0000011", "Harbour", "storm harbour ship", ["Drama"], 6.1, "PG"),
        film("tt0000012", "Lighthouse", "storm lighthouse keeper", ["Drama", "Mystery"], 7.4, "12"),
        film("tt0000013", "Regatta", "ship race harbour", ["Comedy"], 5.2, "U"),
        film("tt0000014", "Robots", "robot factory uprising", ["Science Fiction"], 8.6, "18"),
        film("tt0000015", "Android", "robot detective city", ["Science Fiction", "Mystery"], 9.1, "15"),
        film("tt0000016", "Cake", "baker wedding cake", ["Comedy"], nil, nil),
    ]

    static func film(
        _ imdbID: String, _ title: String, _ plot: String, _ genres: [String], _ rating: Double?,
        _ certificate: String?
    ) -> TitleDraft {
        var draft = TitleDraft.film(title, year: 1990, imdb: imdbID) { metadata in
            metadata.overview = plot
            metadata.genres = genres
            metadata.voteAverage = rating
            metadata.contentRating = certificate
        }
        draft.facets[.plot] = plot
        return draft
    }

    /// So many films, the first rated best.
    static func many(_ count: Int) -> [TitleDraft] {
        (1...count).map { place in
            film("tt\(1_000_000 + place)", "Film \(place)", "plain", ["Drama"], 9.9 - Double(place) * 0.05, nil)
        }
    }
}
