/// Why an outgoing request was given up, where sending it again at once would end in the same way.
package enum OutgoingFailure: Error, Equatable, Sendable {
    /// The whole answer was not there in time.
    case timedOut(seconds: Double)
    /// The answer, as sent or unpacked, is larger than `ConnectorsLimits` allow.
    case answerTooLarge
    /// The answer says that it is compressed, but cannot be unpacked.
    case answerDamaged
}
