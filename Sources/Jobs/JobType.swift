/// A kind of durable work. One kind is one struct in one file.
///
/// A job may be interrupted at any moment and run again, from its last checkpoint, by another server: what it did
/// before must do no harm a second time.
package protocol JobType: Sendable {
    /// What the work is about; stored as JSON.
    associatedtype Parameters: Codable & Sendable

    /// The name under which jobs of this kind are stored; never changes.
    static var name: String { get }
    /// Whether only one job of this kind may run at a time, over all servers.
    var isExclusive: Bool { get }
    /// Kinds of one group run one after the other, over all servers, also when a server was lost in the middle: then
    /// its job goes on before the next one. Nil for none.
    var exclusionGroup: String? { get }
    /// Whether all ended jobs of this kind are kept for `JobsLimits.agedJobSecondsKept`, and not the newest only.
    var isKeptByAge: Bool { get }

    /// Does the work. It ends early when its task is cancelled; `context.report` throws then.
    ///
    /// An error makes the job run again later, until it was tried `JobSettings.attemptsMax` times.
    func run(_ parameters: Parameters, context: JobContext) async throws
}

extension JobType {
    package var isExclusive: Bool { true }
    package var exclusionGroup: String? { nil }
    package var isKeptByAge: Bool { false }
}

/// The parameters of work that needs none.
package struct NoParameters: Codable, Sendable {
    package init() {}
}

/// A failure whose text is meant for people and free of secrets.
package struct JobFailure: Error, CustomStringConvertible, Equatable {
    package let description: String
    /// Whether another attempt would fail in the same way.
    package let isPermanent: Bool

    package init(_ description: String, isPermanent: Bool = false) {
        self.description = description
        self.isPermanent = isPermanent
    }
}
