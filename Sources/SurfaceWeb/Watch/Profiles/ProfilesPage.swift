import Activity
import Domain

/// Who is watching, and what there is to change about it.
struct ProfilesPage: Sendable {
    let shell: Shell
    let heading: String
    let notice: String?
    let problem: String?
    let cards: [ProfileCard]
    /// Where to go on after choosing.
    let next: String
    /// The same as the value of a parameter.
    let nextValue: String
    let pin: PINForm?
    let forms: [ProfileForm]
    let new: ProfileForm
    /// The last one stays.
    let canRemove: Bool

    init(shell: Shell, profiles: [Profile], active: ProfileID, news: ProfilesNews) {
        self.shell = shell
        notice = news.notice
        problem = news.problem
        next = news.next
        nextValue = LocalPath.encoded(news.next)
        cards = profiles.map { ProfileCard($0, isActive: $0.id == active) }
        let asked = profiles.first { $0.id.rawValue == news.who && $0.hasPIN }
        pin = asked.map { PINForm($0, news) }
        heading = asked.map { "The PIN of \($0.name)" } ?? "Who is watching?"
        forms = profiles.map { ProfileForm($0) }
        new = ProfileForm(nil)
        canRemove = profiles.count > 1
    }
}

/// A profile to choose.
struct ProfileCard: Sendable {
    let id: String
    let name: String
    let initial: String
    /// Which ground it has, so that people find theirs without reading.
    let ground: Int
    let note: String
    let isActive: Bool
    /// Only its PIN lets in.
    let isLocked: Bool

    init(_ profile: Profile, isActive: Bool) {
        id = profile.id.description
        name = profile.name
        initial = profile.name.first.map { String($0).uppercased() } ?? "?"
        ground = Int(profile.id.rawValue) % WebLimits.posterGrounds
        self.isActive = isActive
        isLocked = profile.isLocked
        let limit = profile.certificateLimit.map { "up to \($0.rawValue)" }
        note = [isActive ? "watching now" : nil, limit, profile.isLocked ? "with a PIN" : nil].compactMap(\.self)
            .joined(separator: ", ")
    }
}

/// The question for a PIN.
struct PINForm: Sendable {
    let id: String
    let name: String
    let action: String
    let reason: String
    let isUnlocking: Bool
    let next: String
    let charactersMax = ActivityLimits.pinCharacters.upperBound

    init(_ profile: Profile, _ news: ProfilesNews) {
        id = profile.id.description
        name = profile.name
        isUnlocking = news.isUnlocking
        action = isUnlocking ? "/profiles/pin" : "/profiles/select"
        next = news.next
        if !isUnlocking {
            reason = "\(profile.name) is locked."
        } else if let limit = profile.certificateLimit {
            reason = "\(profile.name) sees films up to \(limit.rawValue). The PIN opens the others for a while."
        } else {
            reason = "\(profile.name) is locked. The PIN opens it for a while."
        }
    }
}

/// What can be set of a profile.
struct ProfileForm: Sendable {
    struct Limit: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    let id: String
    let name: String
    let hasPIN: Bool
    let skipsIntro: Bool
    let skipsCredits: Bool
    let playsNext: Bool
    let limits: [Limit]
    let nameMax = ActivityLimits.profileNameCharactersMax
    let pinMin = ActivityLimits.pinCharacters.lowerBound
    let pinMax = ActivityLimits.pinCharacters.upperBound

    /// Nil for a new one.
    init(_ profile: Profile?) {
        let choices = profile?.playback ?? PlaybackChoices()
        id = profile?.id.description ?? ""
        name = profile?.name ?? ""
        hasPIN = profile?.hasPIN ?? false
        skipsIntro = choices.skipsIntro
        skipsCredits = choices.skipsCredits
        playsNext = choices.playsNext
        let none = Limit(value: "", label: "No limit", isChosen: profile?.certificateLimit == nil)
        limits =
            [none]
            + Certificate.allCases.map { certificate in
                Limit(
                    value: certificate.rawValue, label: "Up to \(certificate.rawValue)",
                    isChosen: profile?.certificateLimit == certificate)
            }
    }
}
