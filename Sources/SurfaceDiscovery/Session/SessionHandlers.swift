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
        let result = try await features.people.signIn.signIn(
            name: name, password: password, address: context.caller.address)
        guard case .user(let user) = result else { throw DiscoveryError.wrongPassword }
        let device = request.headers[.userAgent] ?? ""
        let begun = try await features.people.sessions.begin(for: user, device: device)
        var response = try Response.json(SignedInResponse(user: SessionUser(user)))
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
        try .json(SignedInResponse(user: SessionUser(context.user)))
    }

    private func cookie(_ token: String, _ context: DiscoveryContext, seconds: Int) -> Cookie {
        Cookie(
            name: DiscoveryGate.cookieName, value: token, maxAge: seconds, path: "/",
            secure: context.caller.scheme == "https", httpOnly: true, sameSite: .lax)
    }
}
