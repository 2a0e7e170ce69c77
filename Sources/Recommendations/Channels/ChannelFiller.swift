import Activity
import Basics
import Domain
import Search

/// Chooses what goes into a channel.
struct ChannelFiller: Sendable {
    private let taste: TasteReader
    private let search: TitleSearch
    private let profiles: Profiles
    private let threads: ComputeThreads
    private let world: World

    init(taste: TasteReader, search: TitleSearch, profiles: Profiles, threads: ComputeThreads, world: World) {
        self.taste = taste
        self.search = search
        self.profiles = profiles
        self.threads = threads
        self.world = world
    }

    /// Films with their scores, best first; another choice each time. Without a word and an example the best rated
    /// ones are drawn from, and so they are where nothing is known of what films are about.
    func choice(for facts: ChannelFacts, of owner: User) async throws -> [(TitleID, Double)] {
        let owner = try await known(of: owner)
        let films = try await taste.recentItems(.movie)
        let meaning = try await search.meaning(of: facts.examples, wish: facts.wish)
        let best = try await threads.run {
            let candidates = owner.candidates(for: facts, among: films)
            let near = try meaning?.best(ChannelLimits.candidatesMax, of: candidates.map(\.id)) ?? []
            return near.isEmpty ? Self.bestRated(candidates) : near
        }
        var draw = ChannelDraw(WorldGenerator(world: world))
        return draw.drawn(ChannelLimits.drawnMax, of: best)
    }

    /// What is known of whoever a channel is for.
    private struct Owner {
        let limit: AgeLimit
        /// What they watched, and what they do not want.
        let known: Set<TitleID>

        /// Films of the wanted genres that lists show, that the owner may see, and that are new to them.
        func candidates(for facts: ChannelFacts, among all: ItemsOfKind) -> [TitleTraits] {
            let (known, genres) = (known.union(facts.examples), Set(facts.genres))
            let films = all.traits.values.filter { film in
                !known.contains(film.id) && (genres.isEmpty || film.genres.contains(where: genres.contains))
            }
            let forbidden = limit.forbidden(among: films)
            return films.filter { !forbidden.contains($0.id) }
        }
    }

    private func known(of user: User) async throws -> Owner {
        let viewer = try await profiles.standardInForce(of: user.id).viewer
        let person = try await taste.person(viewer.profile, user: user.id, .movie)
        let known = person.entries.filter { $0.plays > 0 || $0.isDisliked }.map(\.titleID)
        return Owner(limit: AgeLimit(of: user, viewer), known: Set(known))
    }

    private static func bestRated(_ films: [TitleTraits]) -> [(id: TitleID, score: Double)] {
        films.map { (id: $0.id, rating: $0.communityRating ?? 0, votes: $0.voteCount ?? 0) }
            .sorted { ($1.rating, $1.votes, $0.id) < ($0.rating, $0.votes, $1.id) }
            .prefix(ChannelLimits.candidatesMax)
            .map { ($0.id, max(0, min(1, $0.rating / 10))) }
    }
}
