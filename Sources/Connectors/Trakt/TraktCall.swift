import Basics
import Domain

/// One call of Trakt's API.
struct TraktCall: Sendable {
    /// What may be sent again.
    enum Repetition: Sendable {
        case never
        /// After faults of the other side, broken connections and timeouts: it does the same twice as once.
        case afterFaults
        /// After "too fast" as well, if that asks for a short wait.
        case patient
    }

    let method: OutgoingMethod
    /// With the query.
    let target: String
    let body: [UInt8]?
    let token: TraktToken?
    let repetition: Repetition
    /// A person waits for it.
    var isInteractive = false

    /// Changes of one account follow one another at a pace.
    var isPaced: Bool { method == .post && token != nil }

    private init(
        _ method: OutgoingMethod, _ target: String, body: [UInt8]? = nil, token: TraktToken? = nil,
        _ repetition: Repetition
    ) {
        self.method = method
        self.target = target
        self.body = body
        self.token = token
        self.repetition = repetition
    }

    static func get(_ path: String, query: [(String, String)] = [], _ token: TraktToken) -> TraktCall {
        let pairs = query.map { "\($0)=\(PercentText.encode($1))" }
        let target = pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
        return TraktCall(.get, target, token: token, .patient)
    }

    /// A change that does the same twice as once.
    static func change(_ path: String, _ body: [UInt8], _ token: TraktToken) -> TraktCall {
        TraktCall(.post, path, body: body, token: token, .afterFaults)
    }

    /// A call for tokens, which a person waits for, or a renewal.
    static func oauth(_ path: String, _ body: [UInt8], isRepeatable: Bool) -> TraktCall {
        var call = TraktCall(.post, path, body: body, isRepeatable ? .afterFaults : .never)
        call.isInteractive = true
        return call
    }

    /// How long to wait before the call is sent again after a failure; nil when it is not.
    func wait(after failure: TraktFailure, _ waits: inout ArraySlice<Double>) -> Double? {
        guard repetition != .never else { return nil }
        switch failure {
        case .rateLimited(let seconds):
            guard repetition == .patient, seconds <= ConnectorsLimits.traktPatienceSeconds else { return nil }
            return waits.popFirst().map { _ in seconds }
        case .unreachable, .timeout, .server:
            return waits.popFirst()
        default:
            return nil
        }
    }
}
