import Activity
import Basics
import Domain
import Hummingbird
import Recommendations
import SurfaceKit

/// Who wants to watch something together, and for how long, as an address says it.
struct TonightChoice: Sendable {
    let profiles: [ProfileID]
    /// As it was typed.
    let minutes: String
    /// Whether a list is wanted, and not only the questions.
    let isAsked: Bool

    init(profiles: [ProfileID], minutes: String, isAsked: Bool) {
        self.profiles = profiles
        self.minutes = minutes
        self.isAsked = isAsked
    }

    /// Nil for what can be no profile.
    init?(_ request: Request) {
        let pairs = FormPairs(request.uri.query ?? "").all
        let named = pairs.filter { $0.0 == "profile" }.prefix(PickLimits.togetherMembers.upperBound).map(\.1)
        let ids = named.compactMap { Int32($0) }
        guard ids.count == named.count else { return nil }
        profiles = ids.map { ProfileID($0) }
        minutes = pairs.first { $0.0 == "minutes" }?.1.trimmed ?? ""
        isAsked = !profiles.isEmpty || pairs.contains { $0.0 == "minutes" }
    }

    /// What is wrong with it; nil for nothing.
    var problem: String? {
        if Set(profiles).count < PickLimits.togetherMembers.lowerBound { return "Choose at least two people." }
        guard minutes.isEmpty || minutesMax != nil else {
            let range = PickLimits.togetherMinutes
            return "The time is a number of minutes, from \(range.lowerBound) to \(Moments.grouped(range.upperBound))."
        }
        return nil
    }

    /// Nil for any length.
    var minutesMax: Int? { Int(minutes).flatMap { PickLimits.togetherMinutes.contains($0) ? $0 : nil } }

    /// The page with this choice.
    var address: String {
        let people = profiles.map { "profile=\($0)" }
        return "/tonight?" + (people + [minutesMax.map { "minutes=\($0)" }].compactMap(\.self)).joined(separator: "&")
    }
}

/// A film for several people.
struct TonightPage: Sendable {
    struct Person: Sendable {
        let id: String
        let name: String
        let note: String?
        let isChosen: Bool
    }

    struct Film: Sendable {
        let poster: Poster
        let place: String
        let length: String?
        /// One for each person.
        let bars: [Bar]
    }

    /// Instead of films: what is the matter, and what to do.
    struct Message: Sendable {
        let title: String
        let text: String
    }

    let shell: Shell
    let tabs: [PickTab]
    let people: [Person]
    /// There is nobody to watch with.
    let isAlone: Bool
    let minutes: String
    let minutesMax = PickLimits.togetherMinutes.upperBound
    let problem: String?
    /// How the list is made, in a sentence.
    let rule: String?
    let count: String?
    let films: [Film]
    let hasFilms: Bool
    let message: Message?

    /// `list` is nil before anybody has asked for one.
    init(
        shell: Shell, choice: TonightChoice, profiles: [Profile], active: ProfileID, list: TonightList?,
        problem: String?
    ) {
        self.shell = shell
        self.problem = problem
        tabs = PickTab.all(at: .tonight, hasTonight: true)
        isAlone = profiles.count < PickLimits.togetherMembers.lowerBound
        minutes = choice.minutes
        let chosen = choice.isAsked ? Set(choice.profiles) : [active]
        people = profiles.map { profile in
            let limit = profile.certificateLimit.map { "up to \($0.rawValue)" }
            let note = [limit, profile.isLocked ? "with a PIN" : nil].compactMap(\.self).joined(separator: ", ")
            return Person(
                id: profile.id.description, name: profile.name, note: note.isEmpty ? nil : note,
                isChosen: chosen.contains(profile.id))
        }
        rule = list?.rule
        films = list?.films ?? []
        hasFilms = !films.isEmpty
        count = films.isEmpty ? nil : Moments.count(films.count, "film")
        message = list != nil && films.isEmpty ? Self.nothing : nil
    }

    private static let nothing = Message(
        title: "There is no film for all of you.",
        text: "Everything that all of you may see is too long, or somebody has seen it. Allow more time, or leave "
            + "somebody out.")
}

/// What several people could watch, the best for all of them first.
struct TonightList: Sendable {
    let rule: String
    let films: [TonightPage.Film]

    init(rule: String, films: [TonightPage.Film]) {
        self.rule = rule
        self.films = films
    }

    /// Films without a poster are not for whoever is watching.
    init(_ evening: Evening, posters: [TitleID: Poster]) {
        let names = evening.members.map(\.profile.name)
        let shown = evening.films.compactMap { film in posters[film.title.id].map { (film: film, poster: $0) } }
        self.init(
            rule: evening.rule,
            films: shown.enumerated().map { place, row in
                TonightPage.Film(
                    row.poster, place: place + 1, minutes: row.film.title.metadata.runtimeMinutes,
                    shares: zip(names, row.film.scores).map { ($0, $1) })
            })
    }
}

extension TonightPage.Film {
    /// `shares` are how much each person should like it, 0...1.
    init(_ poster: Poster, place: Int, minutes: Int?, shares: [(name: String, share: Double)]) {
        self.init(
            poster: poster, place: String(place), length: minutes.map { Moments.count($0, "minute") },
            bars: shares.map { Bar($0.name, share: $0.share) })
    }
}
