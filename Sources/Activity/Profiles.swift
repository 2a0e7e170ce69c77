import Accounts
package import Basics
import Crypto
package import Domain

/// How profiles are kept apart.
package struct ProfileSettings: Sendable {
    /// How long an entered PIN counts.
    package var pinWindowSeconds = ActivityLimits.pinWindowSeconds
    /// What titles without a certificate count as.
    package var unratedAs = Certificate.eighteen

    package init() {}
}

/// The people of a household: who there is, who may be whom, and what is kept from them.
package struct Profiles: Sendable {
    let store: any ProfileStore
    let pins: ProfilePINs
    let settings: ProfileSettings
    let world: World

    package init(store: any ProfileStore, pins: ProfilePINs, settings: ProfileSettings, world: World) {
        self.store = store
        self.pins = pins
        self.settings = settings
        self.world = world
    }

    /// By id; never empty, since the first is made when somebody asks.
    package func list(of user: UserID) async throws -> [Profile] {
        try await store.profiles(of: user, at: world.now())
    }

    /// The account's first profile: what surfaces without profiles act on.
    package func standard(of user: UserID) async throws -> Profile {
        guard let first = try await list(of: user).first else { throw ProfileError.unknown }
        return first
    }

    /// The account's first profile for those who act on it without a session: nobody has entered its PIN.
    package func standardInForce(of user: UserID) async throws -> ProfileInForce {
        ProfileInForce(
            profile: try await standard(of: user), isWindowOpen: false, unratedAs: settings.unratedAs.rank.rawValue)
    }

    /// The profile that a session uses: the chosen one, else the account's first.
    package func active(in session: SessionID, of user: UserID) async throws -> Profile {
        if let id = try await store.activeProfile(of: session), let profile = try await store.profile(id, of: user) {
            return profile
        }
        return try await standard(of: user)
    }

    /// The profile for which a request is answered: `id` where it is given, the session's otherwise.
    ///
    /// A locked profile is lent to nobody without its PIN. Throws `ProfileError` `unknown` and `pinRequired`.
    package func inForce(_ id: ProfileID?, in session: SessionID, of user: UserID) async throws -> ProfileInForce {
        let active = try await active(in: session, of: user)
        guard let id, id != active.id else { return try await inForce(active, session) }
        guard let other = try await store.profile(id, of: user) else { throw ProfileError.unknown }
        let borrowed = try await inForce(other, session)
        guard !other.isLocked || borrowed.isWindowOpen else { throw ProfileError.pinRequired }
        return borrowed
    }

    /// The same for a caller without a session, in which no PIN can have been entered.
    package func inForce(_ id: ProfileID, of user: UserID) async throws -> ProfileInForce {
        guard let profile = try await store.profile(id, of: user) else { throw ProfileError.unknown }
        guard !profile.isLocked else { throw ProfileError.pinRequired }
        return ProfileInForce(profile: profile, isWindowOpen: false, unratedAs: settings.unratedAs.rank.rawValue)
    }

    private func inForce(_ profile: Profile, _ session: SessionID) async throws -> ProfileInForce {
        let isOpen = profile.hasPIN ? try await isWindowOpen(of: profile.id, in: session) : false
        return ProfileInForce(profile: profile, isWindowOpen: isOpen, unratedAs: settings.unratedAs.rank.rawValue)
    }

    private func isWindowOpen(of profile: ProfileID, in session: SessionID) async throws -> Bool {
        guard let until = try await store.window(of: session, profile: profile) else { return false }
        return world.now() < until
    }

    /// Makes a profile the session's. One that only its PIN lets in needs the PIN or its window, and the right PIN
    /// opens the window there; elsewhere it opens none, or a parent's PIN at the door would unlock everything.
    ///
    /// Throws `ProfileError` `unknown`, `pinRequired`, `wrongPIN` and `tooManyAttempts`.
    package func select(_ id: ProfileID, pin: String?, in session: SessionID, of user: UserID) async throws {
        guard let profile = try await store.profile(id, of: user) else { throw ProfileError.unknown }
        if let pin, !pin.isEmpty, profile.hasPIN {
            try await check(pin, of: profile)
            if profile.isLocked { try await openWindow(of: id, in: session) }
        } else if profile.isLocked {
            guard try await isWindowOpen(of: id, in: session) else { throw ProfileError.pinRequired }
        }
        try await store.activate(id, in: session)
    }

    /// Makes a profile and the session's at once. Under a profile with a limit, and without its PIN, only profiles
    /// with a limit as strict can be made; under one that only its PIN lets in, none.
    ///
    /// Throws `ProfileError` `nameInvalid`, `pinInvalid`, `limitWithoutPIN`, `ratingLimitInvalid`, `tooMany` and
    /// `pinRequired`.
    package func add(
        _ profile: ProfileDraft, in session: SessionID, of user: UserID
    ) async throws -> Profile {
        var new = try profile.checked()
        try await checkLimit(new.certificateLimit, in: session, of: user)
        if let pin = profile.pin { new.pinHash = try await pins.hash(pin) }
        return try await store.add(
            new, to: user, active: session, max: ActivityLimits.profilesMax, at: world.now())
    }

    /// Changes a profile; its PIN only where one is given. Throws as `add` does, and `unknown`.
    package func change(
        _ id: ProfileID, to draft: ProfileDraft, in session: SessionID, of user: UserID
    ) async throws -> Profile {
        guard let profile = try await store.profile(id, of: user) else { throw ProfileError.unknown }
        let new = try draft.checked(hasPIN: profile.hasPIN)
        // Whoever could change a profile with a PIN without it could lift its limit.
        if profile.hasPIN {
            guard try await isWindowOpen(of: id, in: session) else { throw ProfileError.pinRequired }
        }
        try await checkLimit(new.certificateLimit, in: session, of: user)
        if let pin = draft.pin {
            try await store.setPINHash(pins.hash(pin), of: id, user: user)
        }
        return try await store.change(id, of: user, to: new)
    }

    private func checkLimit(_ limit: Certificate?, in session: SessionID, of user: UserID) async throws {
        let active = try await inForce(active(in: session, of: user), session)
        guard active.profile.hasPIN, !active.isWindowOpen else { return }
        guard let own = active.profile.certificateLimit, let limit, limit.rank <= own.rank else {
            throw ProfileError.pinRequired
        }
    }

    /// Removes a profile with all it watched and kept; returns the one that the session uses then. Whoever uses a
    /// profile with a PIN has to enter it before: a session without a profile falls back to the account's first.
    ///
    /// Throws `ProfileError` `unknown`, `last` and `pinRequired`.
    package func remove(_ id: ProfileID, in session: SessionID, of user: UserID) async throws -> Profile {
        guard let profile = try await store.profile(id, of: user) else { throw ProfileError.unknown }
        guard try await list(of: user).count > 1 else { throw ProfileError.last }
        let active = try await inForce(active(in: session, of: user), session)
        guard !active.profile.hasPIN || active.isWindowOpen else { throw ProfileError.pinRequired }
        if profile.isLocked {
            guard try await isWindowOpen(of: id, in: session) else { throw ProfileError.pinRequired }
        }
        try await store.remove(id, of: user)
        return try await self.active(in: session, of: user)
    }

    /// Opens the window of a profile in this session and tells until when.
    ///
    /// Throws `ProfileError` `unknown`, `pinInvalid`, `withoutPIN`, `wrongPIN` and `tooManyAttempts`.
    package func verify(_ pin: String, of id: ProfileID, in session: SessionID, user: UserID) async throws -> Instant {
        guard (1...ActivityLimits.pinCharacters.upperBound).contains(pin.count) else { throw ProfileError.pinInvalid }
        guard let profile = try await store.profile(id, of: user) else { throw ProfileError.unknown }
        guard profile.hasPIN else { throw ProfileError.withoutPIN }
        try await check(pin, of: profile)
        return try await openWindow(of: id, in: session)
    }

    private func check(_ pin: String, of profile: Profile) async throws {
        let decision = try await pins.attempt(by: profile.userID, at: world.now())
        let hash = try await store.pinHash(of: profile.id)
        guard try await pins.verify(pin, against: hash) else {
            throw ProfileError.wrongPIN(attemptsRemaining: decision.remaining)
        }
    }

    @discardableResult
    private func openWindow(of id: ProfileID, in session: SessionID) async throws -> Instant {
        let until = world.now().adding(seconds: settings.pinWindowSeconds)
        try await store.openWindow(of: session, profile: id, until: until)
        return until
    }
}

/// A profile for which something is answered, and what is open to it at the moment.
package struct ProfileInForce: Sendable, Hashable {
    package let profile: Profile
    /// Whether its PIN was entered lately.
    package let isWindowOpen: Bool
    let unratedAs: Int

    /// Whose lists are shown, without what is kept from it.
    package var viewer: Viewer {
        Viewer(
            profile: profile.id, certificateMax: isWindowOpen ? nil : profile.certificateLimit?.rank.rawValue,
            unratedAs: unratedAs)
    }

    /// The same with the profile's limit even where its PIN was entered, for what is shown to others as well.
    package var limited: Viewer {
        Viewer(profile: profile.id, certificateMax: profile.certificateLimit?.rank.rawValue, unratedAs: unratedAs)
    }

    /// The same without a limit, for looking things up by id.
    package var unlimited: Viewer {
        Viewer(profile: profile.id, certificateMax: nil, unratedAs: unratedAs)
    }

    /// Throws `ProfileError.pinRequired` for a title above the limit.
    package func checkMaySee(_ certificate: Certificate?) throws(ProfileError) {
        guard viewer.maySee(certificate) else { throw .pinRequired }
    }

    /// The same for playing, which under a locked profile needs its PIN as well.
    package func checkMayPlay(_ certificate: Certificate?) throws(ProfileError) {
        guard !profile.isLocked || isWindowOpen else { throw .pinRequired }
        try checkMaySee(certificate)
    }
}

/// What somebody wants a profile to be.
package struct ProfileDraft: Sendable, Hashable {
    package var name: String
    package var pin: String?
    package var certificateLimit: Certificate?
    package var ratingLimit: String?
    package var playback = PlaybackChoices()

    package init(name: String) {
        self.name = name
    }

    func checked(hasPIN: Bool = false) throws(ProfileError) -> NewProfile {
        let name = name.printable(charactersMax: .max)
        guard (1...ActivityLimits.profileNameCharactersMax).contains(name.count) else { throw .nameInvalid }
        if let pin {
            guard ActivityLimits.pinCharacters.contains(pin.count) else { throw .pinInvalid }
        }
        guard certificateLimit == nil || pin != nil || hasPIN else { throw .limitWithoutPIN }
        if let ratingLimit {
            guard let value = Double(ratingLimit), ActivityLimits.ratingLimit.contains(value) else {
                throw .ratingLimitInvalid
            }
        }
        var profile = NewProfile(name: name)
        profile.certificateLimit = certificateLimit
        profile.ratingLimit = ratingLimit
        profile.playback = playback
        return profile
    }
}
