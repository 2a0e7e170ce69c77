package import Basics

/// A request that carries an idempotency key: however often it comes, it acts once, and every time the same answer
/// goes out.
package struct OnceKey: Sendable, Hashable {
    package let user: UserID
    /// Method and path: the same key on another endpoint is another request.
    package let scope: String
    /// 1 to 255 visible ASCII characters, as the client made it up.
    package let key: String
    /// SHA-256 of the body in a form in which equal JSON values are equal bytes.
    package let bodyDigest: [UInt8]
    package let moment: Instant
    /// Answers given before this moment are forgotten.
    package let forgottenBefore: Instant

    package init(
        user: UserID, scope: String, key: String, bodyDigest: [UInt8], at moment: Instant, keptSeconds: Double
    ) {
        self.user = user
        self.scope = scope
        self.key = key
        self.bodyDigest = bodyDigest
        self.moment = moment
        forgottenBefore = moment.adding(seconds: -keptSeconds)
    }
}

/// A complete answer, as it is kept for repetitions of its request.
package struct KeptAnswer: Sendable, Hashable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

/// An idempotency key together with the way to word the answer, which is stored in the transaction of the effect.
package struct OnceRequest<Outcome: Sendable>: Sendable {
    package let key: OnceKey
    package let answer: @Sendable (Outcome) throws -> KeptAnswer

    package init(key: OnceKey, answer: @escaping @Sendable (Outcome) throws -> KeptAnswer) {
        self.key = key
        self.answer = answer
    }
}

/// What became of a request that may have come before.
package enum OnceResult<Outcome: Sendable>: Sendable {
    /// It acted now; the answer is nil where it had no key.
    case done(Outcome, KeptAnswer?)
    /// It had acted before: this was the answer.
    case repeated(KeptAnswer)
}

/// What can be wrong with an idempotency key.
package enum OnceError: Error, Equatable, Sendable {
    /// The key was used for another body before.
    case keyReused
}

/// The kept answers of all surfaces. They are written by the stores whose effects they belong to.
package protocol AnswerStore: Sendable {
    /// Forgets answers given before `moment`; returns how many.
    func removeAnswers(before moment: Instant) async throws -> Int
}
