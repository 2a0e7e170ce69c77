package import Activity
package import Domain

/// Chooses a film for several people: nobody has seen it, everybody may, and all of them should like it.
package struct Together: Sendable {
    private let accounts: any AccountStore
    private let titles: any BrowseStore
    private let profiles: Profiles
    private let runner: RecommendationRunner

    package init(
        accounts: any AccountStore, titles: any BrowseStore, profiles: Profiles, runner: RecommendationRunner
    ) {
        self.accounts = accounts
        self.titles = titles
        self.profiles = profiles
        self.runner = runner
    }

    /// Films for an evening, the best first. `session` is the one in which PINs may have been entered.
    ///
    /// Throws `TogetherError`, and `ProfileError` `unknown` and `pinRequired`.
    package func evening(
        _ wish: EveningWish, of caller: User, in session: SessionID?
    ) async throws -> Evening {
        let members = try await members(wish, of: caller, in: session)
        guard PickLimits.togetherMembers.contains(members.count) else { throw TogetherError.memberCount }
        var requests: [PickRequest] = []
        for member in members {
            // A film for the evening is one that nobody has seen.
            requests.append(
                try await runner.request(.movie, for: member.user, as: member.viewer, includesWatched: false))
        }
        let group = GroupRequest(members: requests, minutesMax: wish.minutesMax, count: wish.count)
        let recommender = try await runner.recommender(.movie)
        let picks = try await runner.compute { try recommender.groupPicks(for: group) }
        // The catalogue that they are from may be a moment old.
        let found = try await titles.shown(picks.map(\.title))
        let byID = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        return Evening(
            members: members, rule: GroupRequest.rule,
            films: picks.compactMap { pick in
                byID[pick.title].map { EveningFilm(title: $0, score: pick.score, scores: pick.scores) }
            })
    }

    /// Each profile once, those of the caller's account first.
    private func members(
        _ wish: EveningWish, of caller: User, in session: SessionID?
    ) async throws -> [EveningMember] {
        var members: [EveningMember] = []
        var known: Set<ProfileID> = []
        for id in wish.profiles where known.insert(id).inserted {
            members.append(EveningMember(user: caller, inForce: try await lent(id, of: caller, in: session)))
        }
        guard !wish.users.isEmpty else { return members }
        guard caller.role == .admin else { throw TogetherError.forbidden }
        for id in wish.users {
            guard let user = try await accounts.user(id: id) else { throw TogetherError.unknownUser }
            let standard = try await profiles.standardInForce(of: user.id)
            guard known.insert(standard.profile.id).inserted else { continue }
            members.append(EveningMember(user: user, inForce: standard))
        }
        return members
    }

    /// A profile of the caller's. A locked one needs its PIN, entered in this session.
    private func lent(_ id: ProfileID, of user: User, in session: SessionID?) async throws -> ProfileInForce {
        if let session { return try await profiles.inForce(id, in: session, of: user.id) }
        return try await profiles.inForce(id, of: user.id)
    }
}

/// What can be wrong with a wish for an evening.
package enum TogetherError: Error, Hashable, Sendable {
    /// Fewer or more people than `PickLimits.togetherMembers`.
    case memberCount
    /// Only administrators name other people's accounts.
    case forbidden
    case unknownUser
}

/// Who wants to watch something together, and for how long.
package struct EveningWish: Hashable, Sendable {
    /// Of the caller's account.
    package var profiles: [ProfileID]
    /// Accounts, by their first profiles.
    package var users: [UserID]
    package var minutesMax: Int?
    package var count: Int

    package init(profiles: [ProfileID], users: [UserID], minutesMax: Int?, count: Int) {
        self.profiles = profiles
        self.users = users
        self.minutesMax = minutesMax
        self.count = count
    }
}

/// One of those who watch together.
package struct EveningMember: Hashable, Sendable {
    package let user: User
    package let profile: Profile
    /// With the profile's limit, also where its PIN was entered: the others sit there, too.
    let viewer: Viewer

    init(user: User, inForce: ProfileInForce) {
        self.user = user
        profile = inForce.profile
        viewer = inForce.limited
    }
}

/// Films for several people.
package struct Evening: Hashable, Sendable {
    package let members: [EveningMember]
    /// How the score of all follows from that of each, for people.
    package let rule: String
    /// The best first.
    package let films: [EveningFilm]
}

/// A film for several people.
package struct EveningFilm: Hashable, Sendable {
    package let title: Title
    /// 0...1.
    package let score: Double
    /// How much each member should like it, in their order, 0...1.
    package let scores: [Double]
}
