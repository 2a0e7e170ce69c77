import Accounts
import Domain
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// Ends the session of this browser.
    func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
        let signedIn = try context.signedIn
        try await features.people.sessions.end(signedIn.session.id, owner: signedIn.user.id)
        return goodbye(context)
    }

    /// Ends all sessions of the account, this one included.
    func signOutEverywhere(_ request: Request, _ context: WebContext) async throws -> Response {
        try await features.people.sessions.endAll(of: context.signedIn.user.id)
        return goodbye(context)
    }

    private func goodbye(_ context: WebContext) -> Response {
        var response = Response.seeOther("/signin")
        response.setCookie(SessionCookie.empty(secure: isSecure(context)))
        return response
    }
}
