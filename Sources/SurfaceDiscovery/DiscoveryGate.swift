import Accounts
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

/// Lets requests in: the session's cookie or an API key, then the role, and for changes the website they come from.
struct DiscoveryGate: Sendable {
    let surface: DiscoverySurface

    static let cookieName = "aperture_session"

    /// Throws `SurfaceFailure` `forgedForm`, `unauthorized`, `forbidden` and `unavailable`.
    func admit(_ request: Request, _ context: DiscoveryContext, as access: Access) async throws -> Admission? {
        guard isOwn(request, context.caller) else { throw SurfaceFailure.forgedForm }
        guard access != .open else { return nil }
        guard let admission = try await admission(of: request), let user = admission.identity?.user else {
            throw SurfaceFailure.unauthorized
        }
        if access == .personAdmin, user.role != .admin { throw SurfaceFailure.forbidden }
        return admission
    }

    /// A browser names the website from which it changes something; other programs need not.
    private func isOwn(_ request: Request, _ caller: Caller) -> Bool {
        guard request.method != .get, request.method != .head, let origin = request.headers[.origin] else {
            return true
        }
        return caller.isOwn(origin: origin, publicURL: surface.settings.publicURL)
    }

    private func admission(of request: Request) async throws -> Admission? {
        do {
            if let token = request.cookies[Self.cookieName]?.value,
                let signedIn = try await surface.features.people.sessions.verify(token)
            {
                return Admission(session: signedIn)
            }
            let secret = request.headers[.apiKey] ?? Credential(request.headers[.authorization])?.secret
            guard let secret, case .valid(let identity) = try await surface.features.people.keys.verify(secret) else {
                return nil
            }
            return Admission(identity: identity)
        } catch {
            // A database in trouble must not look like an ended session.
            throw SurfaceFailure.unavailable(reason: "\(error)")
        }
    }
}

extension HTTPField.Name {
    static let apiKey = Self("X-API-Key")!
}
