/// How a PostgreSQL database is reached.
package struct PostgresOptions: Sendable {
    /// A `postgres://user:password@host:port/name?options` URL as libpq reads it.
    package var url: String
    package var linksMax: Int
    /// Applies when the URL has no `connect_timeout`.
    package var connectTimeoutSeconds: Int

    package init(url: String, linksMax: Int = PostgresLimits.linksMax) {
        self.url = url
        self.linksMax = linksMax
        connectTimeoutSeconds = PostgresLimits.connectTimeoutSeconds
    }
}
