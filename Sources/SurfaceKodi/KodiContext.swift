package import Accounts
package import Domain
package import Hummingbird
package import SurfaceKit

/// The context of this surface's requests.
package struct KodiContext: SurfaceContext {
    package var coreContext: CoreRequestContextStorage
    package let caller: Caller
    package let visit: Visit
    package var identity: Identity?
    package var session: SignedIn?

    package init(context: RootContext) throws {
        coreContext = context.coreContext
        caller = context.caller
        visit = context.visit
    }
}
