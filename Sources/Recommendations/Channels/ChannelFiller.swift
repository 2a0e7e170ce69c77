import Activity
import Basics
import Domain
import Search

/// Chooses what goes into a channel.
struct ChannelFiller: Sendable {
    private let taste: TasteReader
    private let search: TitleSearch
    private let profiles: Profiles
    private let world: World

    init(taste: TasteReader, search: TitleSearch, profiles: Profiles, world: World) {
        self.taste = taste
        self.search = search
        self.profiles = profiles
        self.world = world
    }

    /// Films with their scores, best first; another choice each time. Without a word and an example the best rated
    /// ones are drawn from, and so they are where nothing is known of what films are about.
    func choice(for facts: ChannelFacts, of owner: User) async throws -> [(TitleID, Double)] {
        let candidates = try await candidates(for: facts, of: owner)
        let meaning = try await search.meaning(of: facts.examples, wish: facts.wish)
        let near = try meaning?.best(ChannelLimits.candidatesMax, of: candidates.map(\.id)) ?? []
        var draw = ChannelDraw(WorldGenerator(world: world))
        return draw.drawn(ChannelLimits.drawnMax, of: near.isEmpty ? Self.bestRated(candidates) : near)
    }

    /// Films of the wanted genres that lists show, that the owner may see, and that are new to them.
    private func candidates(for facts: ChannelFacts, of owner: User) async throws -> [TitleTraits] {
        let viewer = try await profiles.standardInForce(of: owner.id).viewer
        let person = try await taste.person(viewer.profile, user: owner.id, .movie)
        let known = Set(person.entries.filter { $0.plays > 0 }.map(\.titleID)).union(facts.examples)
        let genres = Set(facts.genres)
        let films = try await taste.items(.movie).traits.values.filter { film in
            !known.contains(film.id) && (genres.isEmpty || film.genres.contains(where: genres.contains))
        }
        let forbidden = AgeLimit(of: owner, viewer).forbidden(among: films)
        return films.filter { !forbidden.contains($0.id) }
    }

    private static func bestRated(_ films: [TitleTraits]) -> [(id: TitleID, score: Double)] {
        films.map { (id: $0.id, rating: $0.communityRating ?? 0, votes: $0.voteCount ?? 0) }
            .sorted { ($1.rating, $1.votes, $0.id) < ($0.rating, $0.votes, $1.id) }
            .prefix(ChannelLimits.candidatesMax)
            .map { ($0.id, max(0, min(1, $0.rating / 10))) }
    }
}
