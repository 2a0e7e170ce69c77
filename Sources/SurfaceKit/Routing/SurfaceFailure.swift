package import Domain

/// What can be wrong with a request on any surface, before or beside what a feature says.
package enum SurfaceFailure: Error, Sendable, Equatable {
    case unauthorized
    case disabled
    case forbidden
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
