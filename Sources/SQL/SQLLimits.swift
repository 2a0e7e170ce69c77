/// The limits that both drivers keep.
package enum SQLLimits {
    /// A notified area is a short word: PostgreSQL takes at most 8,000 bytes of payload, SQLite needs none.
    package static let areaBytesMax = 200
    /// Areas waiting for a slow follower; the oldest go first.
    package static let pendingAreasMax = 256
    /// The area that stands for "something changed, look everywhere".
    package static let unknownArea = "*"
    /// Prepared statements kept per connection.
    package static let cachedStatementsMax = 256
}
