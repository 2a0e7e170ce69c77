import Accounts
import Administration
import Basics
import Domain
import Hummingbird
import SurfaceKit

/// What people decide for themselves, and what an administrator lets them decide.
extension DiscoverySurface {
    private var personal: any PersonalSettingStore { features.configuration.personal }

    func explanationsOfUser(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try await person(context)
        return try .json(PersonalExplanationResponse(try await personal.settings(of: user.id), values.explanations))
    }

    func changeExplanationsOfUser(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        guard let isAllowed = try body.flag("overrideAllowed") else {
            throw DiscoveryError.badRequest("overrideAllowed must be true or false")
        }
        let user = try await person(context)
        let settings = try await changePersonal(user.id) { $0.mayChooseExplanations = isAllowed }
        let message = isAllowed ? "\(user.name) may choose now" : "\(user.name) follows the setting of all"
        return try .json(ChangedPersonalExplanationResponse(settings, values.explanations, message: message))
    }

    func ownExplanations(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let settings = try await personal.settings(of: context.user.id)
        return try .json(PersonalExplanationResponse(settings, values.explanations))
    }

    /// `null` follows the setting of all again.
    func changeOwnExplanations(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        let user = try context.user
        guard values.explanations.mayChoose(try await personal.settings(of: user.id)) else {
            throw SurfaceFailure.forbidden
        }
        let choice: Bool?
        switch body["enabled"] {
        case .null?: choice = nil
        case .bool(let isOn)?: choice = isOn
        default: throw DiscoveryError.badRequest("enabled must be true, false or null")
        }
        let settings = try await changePersonal(user.id) { $0.wantsExplanations = choice }
        return try .json(ChangedPersonalExplanationResponse(settings, values.explanations, message: "Saved"))
    }

    func dislikeBehaviour(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let settings = try await personal.settings(of: context.user.id)
        return try .json(DislikeResponse(dislikeBehavior: settings.dislikes.rawValue))
    }

    func changeDislikeBehaviour(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        guard let behaviour = body["dislikeBehavior"]?.text.flatMap(DislikeBehaviour.init(rawValue:)) else {
            throw DiscoveryError.badRequest("dislikeBehavior must be exclude or penalize")
        }
        let settings = try await changePersonal(context.user.id) { $0.dislikes = behaviour }
        return try .json(
            DislikeResponse(
                dislikeBehavior: settings.dislikes.rawValue, message: "The next recommendations follow this"))
    }

    /// What a person's libraries are called.
    func ownSettings(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try context.user
        return try .json(OwnSettingsResponse(try await personal.settings(of: user.id), user, values.libraryTitles))
    }

    /// `null` and blank names take the template again.
    func changeOwnSettings(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        let user = try context.user
        let movies = try Self.name("moviesLibraryName", body)
        let series = try Self.name("seriesLibraryName", body)
        let settings = try await changePersonal(user.id) { settings in
            if let movies { settings.movieLibraryName = movies.text }
            if let series { settings.seriesLibraryName = series.text }
        }
        return try .json(OwnSettingsResponse(settings, user, values.libraryTitles, message: "Saved"))
    }

    /// Throws `DiscoveryError.notFound` for an account that is gone.
    func changePersonal(
        _ user: UserID, _ change: @Sendable @escaping (inout PersonalSettings) -> Void
    ) async throws -> PersonalSettings {
        do {
            return try await personal.change(of: user, at: features.world.now(), change)
        } catch AccountError.unknownUser {
            throw DiscoveryError.notFound("User")
        }
    }

    /// What a body says of a name; nil where it says nothing.
    private struct NewName {
        let text: String?
    }

    private static func name(_ member: String, _ body: JSONTree) throws(DiscoveryError) -> NewName? {
        switch body[member] {
        case nil: return nil
        case .null?: return NewName(text: nil)
        case .text(let text)? where text.isBlank: return NewName(text: nil)
        case .text(let text)? where LibraryTitle.isName(text):
            return NewName(text: text.printable(charactersMax: DiscoveryLimits.displayNameCharactersMax))
        default:
            throw .badRequest("\(member) must be a name without any of < > : \" / \\ | ? *")
        }
    }
}
