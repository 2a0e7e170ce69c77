/// Bounds of what the engine looks at and keeps.
package enum EngineLimits {
    /// Of a title's cast, in billing order.
    package static let castMax = 8
    /// The longest histories are cut to this many entries, the latest first, before anything is worked out.
    package static let historyMax = 20_000
    /// The liked titles, those that count most first, among which the nearest to each title is looked for.
    static let neighboursMax = 32
    /// The latest dislikes that titles are compared with: sixteen of them cost one sweep over the vectors.
    package static let dislikesMax = 64
    /// What more titles have in common is no series of films.
    static let franchiseMax = 60
    /// What novelty looks back on.
    package static let noveltyHistoryMax = 50
    /// The best candidates that are kept of a run, beside the selected ones.
    package static let storedCandidatesMax = 100
    /// Titles of the history that are named for each selected one.
    package static let evidenceMax = 3
    /// Links by name that are kept for each selected one.
    package static let linksMax = 3
    /// People whom a group has at most.
    package static let groupMax = 20
}
