import Basics
package import SQL

extension SQLError: PassingTrouble {
    /// True while the database is locked, read-only, full or away, and after collisions.
    package var passes: Bool {
        switch self {
        case .busy, .readOnly, .full, .unavailable, .serialization: true
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .inUse, .corrupt, .interrupted, .decoding, .other:
            false
        }
    }
}
