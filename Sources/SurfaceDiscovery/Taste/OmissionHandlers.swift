import Accounts
import Basics
import Domain
import Foundation
import Hummingbird
import Recommendations
import SurfaceKit

/// What people take out of their taste.
extension DiscoverySurface {
    func omissions(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context)
        let found = try await features.recommendations.omissions.all(of: user.id)
        return try .json(OmissionsResponse(omissions: found.map { OmissionRow($0) }))
    }

    /// Saying the same again answers with what is there.
    func omit(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let (omission, user) = try await omission(request, context)
        guard let stored = try await features.recommendations.omissions.add(omission, of: user.id) else {
            throw DiscoveryError.notFound("Title")
        }
        return try .json(OmissionResponse(omission: OmissionRow(stored)), status: .created)
    }

    func restore(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context)
        let id: ID<StoredOmission> = try context.id("omissionId", "Omission")
        guard try await features.recommendations.omissions.remove(id, of: user.id) else {
            throw DiscoveryError.notFound("Omission")
        }
        return try .json(SuccessResponse())
    }

    /// What would be recommended otherwise.
    func previewOmission(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let (omission, user) = try await omission(request, context)
        guard let change = try await features.recommendations.omissions.preview(omission, of: user) else {
            throw DiscoveryError.notFound("Title")
        }
        let titles = [change.films, change.series].flatMap { $0.leaving + $0.entering }
        return try .json(PreviewResponse(change, try await extras(of: titles)))
    }

    private func omission(
        _ request: Request, _ context: DiscoveryContext
    ) async throws -> (omission: TasteOmission, user: User) {
        try checkIsOwnOrAdmin(context)
        let body = try await request.discoveryBody()
        let zone = settings.timeZone.flatMap { TimeZone(identifier: $0) } ?? .current
        let omission = try OmissionBody(body, zone: zone).omission
        return (omission, try await person(context))
    }
}

/// The body that names what is taken out: a title, a genre, or a week by one of its days.
private struct OmissionBody {
    let omission: TasteOmission

    /// Throws `DiscoveryError.badRequest` unless it is exactly one, and `.notFound` for what can be no title.
    init(_ body: JSONTree, zone: TimeZone) throws(DiscoveryError) {
        let named = ["titleId", "genre", "week"].filter { body[$0] != nil }
        guard let name = named.first, named.count == 1, let text = body[name]?.text?.trimmed else {
            throw .badRequest("The body must name one of titleId, genre and week, as text")
        }
        switch name {
        case "titleId":
            guard let title = TitleID(text: text) else { throw .notFound("Title") }
            omission = .title(title)
        case "genre":
            guard let genre = TasteOmission.genre(named: text) else {
                throw .badRequest("genre must have 1 to \(PickLimits.genreCharactersMax) characters")
            }
            omission = genre
        default:
            guard let week = Week(of: text, in: zone) else {
                throw .badRequest("week must be a day of it, as YYYY-MM-DD")
            }
            omission = .period(week.moments)
        }
    }
}
