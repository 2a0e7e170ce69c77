/// The bounds of what is kept of people's libraries.
package enum LibraryLimits {
    /// Accounts whose owned set is kept in memory; at 10,000 ids each, about 400 kB an account.
    package static let cachedSetsMax = 64
    /// Twelve hexadecimal digits; random, so that a restored backup cannot bring an old etag back to life.
    package static let etagBytes = 6
}
