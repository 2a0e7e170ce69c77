import Accounts
import Activity
import Catalogue
import Domain
import Hummingbird
import SurfaceKit

/// Somebody in front of what is recommended to their account.
struct PickReader: Sendable {
    let signedIn: SignedIn
    /// As whom they watch; nil on a server without films of its own.
    let guest: TheatreGuest?

    var user: User { signedIn.user }

    /// Whether they may be shown a title, as whom they watch now.
    func maySee(_ title: Title) -> Bool { guest?.inForce.viewer.maySee(title) ?? true }

    /// The posters of titles: own ones lead to their page, others to what is like them.
    func posters(of titles: [Title]) async throws -> [TitleID: Poster] {
        var posters = Dictionary(titles.map { ($0.id, Poster($0)) }) { first, _ in first }
        guard let guest, !titles.isEmpty else { return posters }
        let videos = try await guest.theatre.videos.store.videos(titles.map(\.id), for: guest.inForce.viewer)
        let links = try await guest.links(for: videos)
        for video in videos { posters[video.title.id] = Poster(video, links) }
        return posters
    }

    /// Whether somebody under a limit looks at what follows from the taste of another profile: the account's first.
    func isLimitedGuest() async throws -> Bool {
        guard let guest, guest.inForce.viewer.certificateMax != nil else { return false }
        return try await guest.theatre.profiles.standard(of: user.id).id != guest.profile.id
    }

    /// The way to the PIN where somebody under a limit wants to see or change the taste of the account's first
    /// profile; nil where nothing is in the way.
    func pinQuestion(next: String) async throws -> Response? {
        guard let guest, try await isLimitedGuest() else { return nil }
        return .askForPIN(of: guest.profile.id, next: next)
    }
}

extension WebSurface {
    func pickReader(_ context: WebContext) async throws -> PickReader {
        PickReader(
            signedIn: try context.signedIn, guest: features.theatre == nil ? nil : try await guest(context))
    }

    /// What stands around a page about recommendations.
    func shell(_ reader: PickReader, _ request: Request, in room: Shell.Room) -> Shell {
        shell(reader.signedIn, request, in: room, profile: reader.guest?.profile.name)
    }
}

/// A way from one of the rooms about recommendations to another.
struct PickTab: Sendable {
    enum Place: Sendable {
        case films
        case series
        case taste
        case tonight
    }

    let label: String
    let link: String
    let isChosen: Bool

    /// All of them; an evening needs profiles.
    static func all(at place: Place, hasTonight: Bool) -> [PickTab] {
        let places: [(Place, String, String)] = [
            (.films, "Films", "/picks"), (.series, "Series", "/picks/series"), (.taste, "Your taste", "/taste"),
            (.tonight, "Tonight", "/tonight"),
        ]
        return places.filter { $0.0 != .tonight || hasTonight }.map { each, label, link in
            PickTab(label: label, link: link, isChosen: each == place)
        }
    }
}

/// A quantity as a bar with its number beside it.
struct Bar: Sendable {
    let name: String
    /// Of the bar's whole length, 0...100.
    let percent: Int
    let words: String

    init(_ name: String, share: Double, words: String? = nil) {
        self.name = name
        percent = Int((min(1, max(0, share.isFinite ? share : 0)) * 100).rounded())
        self.words = words ?? "\(percent) %"
    }

    /// Counts beside one another; the largest has the whole length.
    static func all(of counts: [(name: String, count: Int)], words: (Int) -> String) -> [Bar] {
        let largest = Double(max(1, counts.map(\.count).max() ?? 1))
        return counts.map { Bar($0.name, share: Double($0.count) / largest, words: words($0.count)) }
    }
}

extension TitleKind {
    /// The kind of a form or an address: films or series. Nil for anything else.
    init?(picked text: String?) {
        switch text {
        case "movie"?: self = .movie
        case "series"?: self = .series
        default: return nil
        }
    }

    /// "1 film", "12 films"; "1 series", "12 series".
    func counted(_ number: Int) -> String {
        self == .series ? Moments.grouped(number) + " series" : Moments.count(number, "film")
    }
}
