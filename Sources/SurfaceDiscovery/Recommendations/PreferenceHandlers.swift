import Accounts
import Administration
import Domain
import Hummingbird
import SurfaceKit

/// What a person's recommendations leave out.
extension DiscoverySurface {
    func pickPreferences(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context, named: "userId")
        return try .json(PreferencesResponse(try await features.configuration.personal.settings(of: user.id)))
    }

    /// Changes what is named.
    func changePickPreferences(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try checkIsOwnOrAdmin(context, named: "userId")
        let body = try await request.discoveryBody()
        let includes = try body.flag("includeWatched")
        let dislikes = try body.dislikes
        guard includes != nil || dislikes != nil else {
            throw DiscoveryError.badRequest("There is nothing to change")
        }
        let user = try await person(context, named: "userId")
        let settings = try await changePersonal(user.id) { settings in
            if let includes { settings.includesWatched = includes }
            if let dislikes { settings.dislikes = dislikes }
        }
        return try .json(PreferencesResponse(settings, message: "The next recommendations follow this"))
    }
}

extension JSONTree {
    /// Nil where the member is missing. Throws `DiscoveryError.badRequest`.
    fileprivate var dislikes: DislikeBehaviour? {
        get throws(DiscoveryError) {
            guard let value = self["dislikeBehavior"] else { return nil }
            guard let behaviour = value.text.flatMap(DislikeBehaviour.init(rawValue:)) else {
                throw .badRequest("dislikeBehavior must be exclude or penalize")
            }
            return behaviour
        }
    }
}

struct PreferencesResponse: Encodable {
    let includeWatched: Bool
    let dislikeBehavior: String
    let message: String?

    init(_ settings: PersonalSettings, message: String? = nil) {
        includeWatched = settings.includesWatched
        dislikeBehavior = settings.dislikes.rawValue
        self.message = message
    }
}
