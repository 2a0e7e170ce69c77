import Basics
import Domain
import SurfaceKit

/// The body of `PUT /api/users/:id`: what is not there stays.
struct MembershipChange {
    private let displayName: String?
    private let isEnabled: Bool?
    private let movies: Bool?
    private let series: Bool?
    private let history: Bool?

    /// Throws `DiscoveryError.badRequest` where nothing is to be changed, and for values of a wrong type.
    init(_ body: JSONTree) throws(DiscoveryError) {
        switch body["displayName"] {
        case nil: displayName = nil
        case .text(let text)?:
            displayName = text.printable(charactersMax: DiscoveryLimits.displayNameCharactersMax)
        default: throw .badRequest("displayName must be text")
        }
        isEnabled = try Self.flag("isEnabled", body)
        movies = try Self.flag("moviesEnabled", body)
        series = try Self.flag("seriesEnabled", body)
        history = try Self.flag("canManageWatchHistory", body)
        guard displayName != nil || [isEnabled, movies, series, history].contains(where: { $0 != nil }) else {
            throw .badRequest("There is nothing to change")
        }
    }

    /// A blank name takes the present one away.
    func displayName(after old: String?) -> String? {
        guard let displayName else { return old }
        return displayName.isBlank ? nil : displayName
    }

    /// Whoever gets picks of one kind gets picks; whoever gets none of either does not.
    func applied(to old: Membership) -> Membership {
        var new = old
        new.getsMoviePicks = movies ?? old.getsMoviePicks
        new.getsSeriesPicks = series ?? old.getsSeriesPicks
        new.managesHistory = history ?? old.managesHistory
        if movies == true || series == true { new.getsPicks = true }
        if (movies != nil || series != nil) && !new.getsMoviePicks && !new.getsSeriesPicks { new.getsPicks = false }
        if let isEnabled { new.getsPicks = isEnabled }
        return new
    }

    private static func flag(_ name: String, _ body: JSONTree) throws(DiscoveryError) -> Bool? {
        switch body[name] {
        case nil: nil
        case .bool(let value)?: value
        default: throw .badRequest("\(name) must be true or false")
        }
    }
}
