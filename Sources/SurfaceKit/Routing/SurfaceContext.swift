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

/// What a request turned out to be, for the access log and for errors: filled in on the way.
package final class Visit: Sendable {
    private struct Notes {
        var userID: UserID?
        var requestID = ""
    }

    private let notes = Mutex(Notes())

    package func note(_ user: UserID) { notes.withLock { $0.userID = user } }

    func note(requestID: String) { notes.withLock { $0.requestID = requestID } }

    package var userID: UserID? { notes.withLock { $0.userID } }

    /// The request's number, which is in its answer's header `X-Request-Id`.
    package var requestID: String { notes.withLock { $0.requestID } }
}
