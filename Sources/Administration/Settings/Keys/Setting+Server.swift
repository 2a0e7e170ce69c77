extension Setting {
    package static let data = Setting(
        "data", .text(.path), "kinothek-data", "The folder in which everything is kept; also `--data`.",
        effect: .startOnly)
    package static let databaseURL = Setting(
        "database.url", .secret, "The PostgreSQL to use, as `postgres://NAME:PASSWORD@HOST/DATABASE`.",
        effect: .startOnly, without: "SQLite in the data folder")
    package static let host = Setting(
        "server.host", .text(.line), "127.0.0.1", "The address to listen on, 0.0.0.0 for all; also `--host`.",
        effect: .startOnly)
    package static let port = Setting(
        "server.port", .int(0...65_535), "5020", "The port to listen on, 0 for any free one; also `--port`.",
        effect: .startOnly)
    package static let logLevel = Setting(
        "log.level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]), "info",
        "What is logged: events of this level and above.", effect: .startOnly)
    package static let publicURL = Setting(
        "server.public_url", .url, "The address under which people reach the server.",
        without: "taken from each request")
    package static let trustedProxies = Setting(
        "server.trusted_proxies", .list(.address), "Proxies whose `X-Forwarded-` headers are believed.")
    package static let jobWorkers = Setting("jobs.workers", .int(1...16), "2", "Jobs that run at the same time.")

    static let server = [
        data, databaseURL, host, port, logLevel, publicURL, trustedProxies, jobWorkers,
    ]
}

// Who gets in, and how often.
extension Setting {
    package static let adminEmail = Setting(
        "admin.email", .text(.line), "The address of the administrator that the first start makes.",
        effect: .startOnly, without: "a set-up link is printed")
    package static let adminPassword = Setting(
        "admin.password", .secret, "The password of that administrator.", effect: .startOnly)
    package static let registration = Setting(
        "auth.registration", .choice(["open", "first", "closed"]), "first",
        "Who may make an account, here or through the identity provider; `first`: the first one, from this machine.")
    package static let sessionIdleDays = Setting(
        "session.idle_days", .int(1...365), "30", "Days for which an app stays signed in unused.")
    package static let rateSearch = rate("rate.search", "60", "Searches a minute for each key.")
    package static let rateDetail = rate("rate.detail", "120", "Requests for details a minute for each key.")
    package static let rateTest = rate("rate.test", "10", "Tests of the connection a minute for each key.")
    package static let rateAPI = rate(
        "rate.api_per_minute", "120", "Requests a minute of an account for one action of the Android API.")

    static let access = [
        adminEmail, adminPassword, registration, sessionIdleDays, rateSearch, rateDetail, rateTest, rateAPI,
    ]

    private static func rate(_ key: String, _ standard: String, _ summary: String) -> Setting {
        Setting(key, .int(1...1_000_000), standard, summary)
    }
}

// Another server that signs people in.
extension Setting {
    package static let oidcIssuer = Setting(
        "oidc.issuer", .url, "The address of an OpenID Connect provider.", without: "passwords of this server only")
    package static let oidcClientID = Setting(
        "oidc.client_id", .text(.line), "What the provider calls this server; must be there with an issuer.")
    package static let oidcClientSecret = Setting(
        "oidc.client_secret", .secret, "The secret that the provider gave.", without: "a public client",
        home: "oidc.issuer")
    package static let oidcScopes = Setting(
        "oidc.scopes", .text(.scopes), "openid email profile", "What the provider is asked for.")
    package static let oidcRoleClaim = Setting(
        "oidc.role_claim", .text(.line), "The claim that tells administrators.", without: "roles are given here")
    package static let oidcAdminValue = Setting(
        "oidc.admin_value", .text(.line), "admin", "What the claim says of an administrator.")
    package static let oidcName = Setting(
        "oidc.name", .text(.line), "What the button calls the provider.", without: "the provider's host")

    static let identityProvider = [
        oidcIssuer, oidcClientID, oidcClientSecret, oidcScopes, oidcRoleClaim, oidcAdminValue, oidcName,
    ]
}
