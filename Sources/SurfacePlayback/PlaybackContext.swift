import Accounts
package import Domain
package import Hummingbird
package import SurfaceKit

/// The context of this surface's requests.
package struct PlaybackContext: SurfaceContext {
    package var coreContext: CoreRequestContextStorage
    package let caller: Caller
    package let visit: Visit
    package var identity: Identity?
    /// Who is signed in with an app; nil on open routes.
    var app: AppSignedIn?
    /// What was sent in query and body, as text.
    var parameters = PlaybackParameters()
    /// Whether the session's token has still to be found in the body, which the handler reads.
    var isTokenDue = false
    /// The prefix under which the request came: empty, or the base path.
    var mount = ""

    package init(context: RootContext) throws {
        coreContext = context.coreContext
        caller = context.caller
        visit = context.visit
    }

    /// A part of the path.
    func parameters(named name: String) -> String? { coreContext.parameters.get(name) }

    /// Throws `PlaybackError.unauthenticated` on routes that are open.
    var signedIn: AppSignedIn {
        get throws {
            guard let app else { throw PlaybackError.unauthenticated }
            return app
        }
    }
}
