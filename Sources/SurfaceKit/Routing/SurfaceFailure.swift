package import Domain

/// What can be wrong with a request on any surface, before or beside what a feature says.
package enum SurfaceFailure: Error, Sendable, Equatable {
    case unauthorized
    case disabled
    case forbidden
    /// Only people who are signed in get on; `next` is where they wanted to go, empty where that cannot be repeated.
    case signInNeeded(next: String)
    /// A form that none of this server's pages made for this session.
    case forgedForm
    case rateLimited(RateDecision)
    case bodyTooLarge
    /// The client went away or sent less than it announced.
    case bodyIncomplete
    /// The header `Idempotency-Key` is there, but is no usable key.
    case badIdempotencyKey
    /// No route has this path.
    case noRoute
    /// The path exists, but not for this method.
    case methodNotAllowed(allowed: [String])
    /// Something that the answer needs does not work at the moment.
    case unavailable(reason: String)
}
