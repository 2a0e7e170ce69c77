package import Basics
package import Domain
import Foundation
import HTTPTypes
package import Hummingbird

/// Requests that a client may send again without acting twice.
extension Request {
    /// Does what `act` does and answers with it; where the request has a key, only the first time it comes.
    ///
    /// Throws what `act` throws, and `SurfaceFailure.badIdempotencyKey` before it.
    package func answerOnce<Outcome>(
        _ body: JSONBody, by caller: OnceCaller, answer: @escaping @Sendable (Outcome) -> [UInt8],
        act: (OnceRequest<Outcome>?) async throws -> OnceResult<Outcome>
    ) async throws -> Response {
        try await act(once(body, by: caller, answer: answer)).response(answer)
    }

    /// The key in the header `Idempotency-Key` with the way to word the answer; nil without such a header.
    ///
    /// Throws `SurfaceFailure.badIdempotencyKey` unless it is 1 to 255 visible ASCII characters.
    private func once<Outcome>(
        _ body: JSONBody, by caller: OnceCaller, answer: @escaping @Sendable (Outcome) -> [UInt8]
    ) throws -> OnceRequest<Outcome>? {
        guard let text = headers[.idempotencyKey] else { return nil }
        guard (1...SurfaceKitLimits.idempotencyKeyCharactersMax).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { throw SurfaceFailure.badIdempotencyKey }
        let path = uri.path.split(separator: "/").joined(separator: "/")
        let key = OnceKey(
            user: caller.user, scope: "\(method.rawValue) /\(path)", key: text, bodyDigest: body.valueDigest,
            at: caller.moment, keptSeconds: caller.keptSeconds)
        return OnceRequest(key: key) { KeptAnswer(status: 200, body: answer($0)) }
    }
}

/// Who may repeat a request, from when on, and for how long.
package struct OnceCaller: Sendable {
    let user: UserID
    let moment: Instant
    let keptSeconds: Double

    package init(user: UserID, at moment: Instant, keptSeconds: Double) {
        self.user = user
        self.moment = moment
        self.keptSeconds = keptSeconds
    }
}

extension OnceResult {
    /// What goes out: the kept answer where there is one, marked when the request only repeated an earlier one.
    fileprivate func response(_ answer: (Outcome) -> [UInt8]) -> Response {
        switch self {
        case .done(_, let kept?): .json(bytes: kept.body, status: .init(code: kept.status))
        case .done(let outcome, nil): .json(bytes: answer(outcome))
        case .repeated(let kept):
            .json(bytes: kept.body, status: .init(code: kept.status), headers: [.idempotencyReplayed: "true"])
        }
    }
}

extension HTTPField.Name {
    static let idempotencyKey = Self("Idempotency-Key")!
    static let idempotencyReplayed = Self("Idempotency-Replayed")!
}
