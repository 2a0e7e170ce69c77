package import Domain
package import Jobs

/// The job that looks for the films of a session while nobody waits.
package struct MatchImport: JobType {
    package struct Parameters: Codable, Sendable, Hashable {
        /// The session's UUID.
        package let session: String
        package let user: UserID
        package let itemsMax: Int
        package let rated: RatedFilmsRule
    }

    package static let name = "match-import"
    /// Nobody waits behind somebody else's file.
    package let isExclusive = false

    private let desk: ImportDesk

    package init(desk: ImportDesk) {
        self.desk = desk
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        do {
            let session = try await desk.session(
                parameters.session, of: parameters.user, states: [.matching, .review])
            try await context.report(Self.progress(of: session))
            let published = try await desk.match(session, itemsMax: parameters.itemsMax, rated: parameters.rated) {
                session in
                try await context.report(Self.progress(of: session))
            }
            try await context.report(Self.progress(of: published))
        } catch ImportError.unknownSession {
            // Cancelled or replaced: there is nothing left to look for.
            try await context.report(JobProgress(message: "The import was given up"))
        }
    }

    static func progress(of session: ImportSession) -> JobProgress {
        var parts = ["\(session.matchedCount) of \(session.filmCount) films looked for"]
        parts.append("\(session.itemCount) to review")
        if session.counts.alreadyRated > 0 { parts.append("\(session.counts.alreadyRated) rated already") }
        return JobProgress(
            done: session.matchedCount, total: session.filmCount, message: parts.joined(separator: ", "))
    }
}
