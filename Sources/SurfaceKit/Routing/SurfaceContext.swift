package import Accounts
package import Domain
package import Hummingbird
import NIOCore
import Synchronization

/// The context with which every request starts, before a surface is chosen.
package struct RootContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who is at the other end of the connection: a client or a proxy.
    package var peer: String?
    package var caller: Caller
    package let visit = Visit()

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress.map { Caller.plain($0) }
        caller = Caller(peer: peer)
    }
}

/// The context of one surface: adds who is calling.
package protocol SurfaceContext: ChildRequestContext where ParentContext == RootContext {
    var caller: Caller { get }
    var identity: Identity? { get set }
    /// How somebody is signed in, on surfaces for browsers.
    var session: SignedIn? { get set }
    var visit: Visit { get }
}

extension SurfaceContext {
    /// Surfaces for clients with keys have no use for sessions.
    package var session: SignedIn? {
        get { nil }
        set {}
    }

    /// The caller's account. Throws `SurfaceFailure.unauthorized` on routes that are open.
    package var user: User {
        get throws {
            guard let identity else { throw SurfaceFailure.unauthorized }
            return identity.user
        }
    }

    /// Who is signed in. Throws `SurfaceFailure.signInNeeded` on routes that take others, too.
    package var signedIn: SignedIn {
        get throws {
            guard let session else { throw SurfaceFailure.signInNeeded(next: "") }
            return session
        }
    }
}

/// What a request turned out to be, for the access log: filled in on the way, read at the end.
package final class Visit: Sendable {
    private let noted = Mutex<UserID?>(nil)

    package func note(_ user: UserID) { noted.withLock { $0 = user } }

    package var userID: UserID? { noted.withLock { $0 } }
}
