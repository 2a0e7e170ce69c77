import Accounts
import Domain
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// Ends the session of this browser.
    func signOut(_ request: Request, _ context: WebContext) async throws -> Response {
        let signedIn = try context.signedIn
        try await features.people.sessions.end(signedIn.session.id, owner: signedIn.user.id)
        await features.theatre?.close(signedIn.session.id, of: signedIn.user.id)
        return goodbye(context)
    }

    /// Ends all sessions of the account, this one included.
    func signOutEverywhere(_ request: Request, _ context: WebContext) async throws -> Response {
        let user = try context.signedIn.user.id
        try await features.people.sessions.endAll(of: user)
        await features.theatre?.closeAll(of: user)
        return goodbye(context)
    }

    private func goodbye(_ context: WebContext) -> Response {
        var response = Response.seeOther("/signin")
        response.setCookie(SessionCookie.empty(secure: isSecure(context)))
        return response
    }
}
