/// Why nothing was chosen for somebody; the former choice stays in force.
package enum RecommendationFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownUser
    /// Another run for the same person and kind began meanwhile, and counts instead of this one.
    case superseded
    /// A sentence without what an error may hold.
    case failed(String)

    package var description: String {
        switch self {
        case .unknownUser: "There is no such account."
        case .superseded: "Another run has begun meanwhile."
        case .failed(let problem): problem
        }
    }

    init(_ error: any Error) {
        self = error as? RecommendationFailure ?? .failed("It ended with an error of the kind \(type(of: error)).")
    }
}
