package import Accounts
import HTTPTypes
package import Hummingbird

/// Finds out who is signed in with a browser, and whether a form comes from a page of ours.
package struct SessionAuthenticator: Sendable {
    /// The form's field with the session's token; scripts may send it as the header `X-CSRF-Token` instead.
    package static let formField = "csrf"

    private let sessions: Sessions
    private let publicURL: String?

    /// `publicURL` is the address under which browsers reach the server, where the request itself may not tell.
    package init(sessions: Sessions, publicURL: String?) {
        self.sessions = sessions
        self.publicURL = publicURL
    }

    /// Nil without a session cookie, and for a session that is over. Throws `SurfaceFailure.unavailable`.
    func session(of request: Request) async throws -> SignedIn? {
        guard let token = request.cookies[SessionCookie.name]?.value else { return nil }
        do {
            return try await sessions.verify(token)
        } catch {
            // A database in trouble must not look like an ended session.
            throw SurfaceFailure.unavailable(reason: "\(error)")
        }
    }

    /// Refuses what another website sends in a person's name. Throws `SurfaceFailure` `forgedForm`, `bodyTooLarge` or
    /// `bodyIncomplete`; the body can be read again afterwards.
    func checkForm(_ request: inout Request, from session: SignedIn?, caller: Caller) async throws {
        guard !request.method.isSafe else { return }
        guard comesFromHere(request, caller) else { throw SurfaceFailure.forgedForm }
        guard let session else { return }
        let given = try await formToken(&request)
        guard session.owns(formToken: given) else { throw SurfaceFailure.forgedForm }
    }

    /// Browsers name the origin of every form. Programs that are no browsers need not, and have nobody's cookies.
    private func comesFromHere(_ request: Request, _ caller: Caller) -> Bool {
        guard let origin = request.headers[.origin] else { return true }
        return caller.isOwn(origin: origin, publicURL: publicURL)
    }

    private func formToken(_ request: inout Request) async throws -> String {
        if let header = request.headers[.csrfToken] { return header }
        let body = try await request.bodyBytes(max: SurfaceKitLimits.formBytesMax)
        request.body = RequestBody(buffer: body)
        return FormPairs(String(buffer: body)).first(Self.formField) ?? ""
    }
}

/// The cookie that carries a session's token.
package enum SessionCookie {
    package static let name = "kinothek_session"

    /// `secure` where browsers reach the server over TLS; then the cookie never travels without.
    package static func holding(_ token: String, secondsValid: Int, secure: Bool) -> Cookie {
        Cookie(
            name: name, value: token, maxAge: secondsValid, path: "/", secure: secure, httpOnly: true,
            sameSite: .lax)
    }

    /// Makes the browser forget it.
    package static func empty(secure: Bool) -> Cookie { holding("", secondsValid: 0, secure: secure) }
}

extension HTTPRequest.Method {
    /// Changes nothing.
    var isSafe: Bool { self == .get || self == .head || self == .options }
}

extension HTTPField.Name {
    static let csrfToken = Self("X-CSRF-Token")!
}
