import Accounts
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension DiscoverySurface {
    /// Signs somebody in by name or e-mail address. Nobody learns which of the two was wrong.
    func login(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        guard let name = body["username"]?.text, let password = body["password"]?.text, !name.isBlank,
            !password.isEmpty
        else { throw DiscoveryError.badRequest("username and password are required") }
        let user = try await user(name, password, context)
        let device = request.headers[.userAgent] ?? ""
        let begun = try await features.people.sessions.begin(for: user, device: device)
        var response = try Response.json(SignedInResponse(user: SessionUser(user, try await identity(of: user))))
        response.setCookie(cookie(begun.token, context, seconds: DiscoveryLimits.sessionSeconds))
        return response
    }

    /// Ends the session of the cookie, if there is one.
    func logout(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        if let token = request.cookies[DiscoveryGate.cookieName]?.value,
            let signedIn = try await features.people.sessions.verify(token)
        {
            _ = try await features.people.sessions.end(signedIn.session.id, owner: signedIn.user.id)
        }
        var response = try Response.json(SuccessResponse())
        response.setCookie(cookie("", context, seconds: 0))
        return response
    }

    func me(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let user = try context.user
        return try .json(SignedInResponse(user: SessionUser(user, try await identity(of: user))))
    }

    /// An account of this server first, else one of the media server. Both count the same wrong passwords.
    private func user(_ name: String, _ password: String, _ context: DiscoveryContext) async throws -> User {
        let people = features.people
        let result = try await people.signIn.signIn(
            name: name, password: password, address: context.caller.address,
            elsewhere: { try await people.mediaServer?.signIn(name: name, password: password) })
        guard case .user(let user) = result else { throw DiscoveryError.wrongPassword }
        return user
    }

    private func identity(of user: User) async throws -> MediaServerIdentity? {
        try await features.people.identities.mediaServerIdentities(of: user.id)[user.id]
    }

    private func cookie(_ token: String, _ context: DiscoveryContext, seconds: Int) -> Cookie {
        Cookie(
            name: DiscoveryGate.cookieName, value: token, maxAge: seconds, path: "/",
            secure: context.caller.isSecure(publicURL: settings.publicURL), httpOnly: true, sameSite: .lax)
    }
}
