import Accounts
import Basics
import Domain
import Hummingbird
import Recommendations
import SurfaceKit

/// What several people watch together.
extension DiscoverySurface {
    /// Films that none of them has seen and that all of them may see.
    func together(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        let wish = EveningWish(
            profiles: try body.ids("profileIds", "Profile"), users: try body.ids("userIds", "User"),
            minutesMax: try body.number("minutes", in: PickLimits.togetherMinutes),
            count: try body.number("limit", in: 1...PickLimits.togetherMax) ?? PickLimits.togetherStandard)
        let evening = try await features.recommendations.together.evening(
            wish, of: context.user, in: context.session?.session.id)
        return try .json(EveningResponse(evening, wish, try await extras(of: evening.films.map(\.title))))
    }
}

extension JSONTree {
    /// Ids as text or numbers; empty where the member is missing. Throws `DiscoveryError.badRequest`, and `.notFound`
    /// for what can be no id.
    fileprivate func ids<Value>(_ name: String, _ kind: String) throws(DiscoveryError) -> [ID<Value>] {
        guard let value = self[name] else { return [] }
        guard let entries = value.list, entries.count <= PickLimits.togetherMembers.upperBound else {
            throw .badRequest("\(name) must be a list of at most \(PickLimits.togetherMembers.upperBound) ids")
        }
        var ids: [ID<Value>] = []
        for entry in entries {
            guard let text = entry.text ?? entry.int.map(String.init) else {
                throw .badRequest("\(name) must be a list of ids")
            }
            guard let id = ID<Value>(text: text) else { throw .notFound(kind) }
            ids.append(id)
        }
        return ids
    }

    /// Nil where the member is missing or null. Throws `DiscoveryError.badRequest`.
    fileprivate func number(_ name: String, in range: ClosedRange<Int>) throws(DiscoveryError) -> Int? {
        guard let value = self[name], value != .null else { return nil }
        guard let number = value.int, range.contains(number) else {
            throw .badRequest("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
