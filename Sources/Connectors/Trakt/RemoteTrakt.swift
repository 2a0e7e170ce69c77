package import Basics
package import Domain
package import NIOPosix

/// Trakt, reached over HTTP as the application of the settings.
///
/// One value serves the whole process, because its limits are shared. Nothing is logged.
package struct RemoteTrakt: Trakt {
    let exchange: TraktExchange

    /// Changed settings need a new value. Answers are read on `threads`.
    package init(
        settings: TraktSettings, http: OutgoingHTTP, clock: OutgoingClock = .live,
        now: @escaping @Sendable () -> Instant = World.live.now, threads: NIOThreadPool = .singleton
    ) {
        exchange = TraktExchange(settings: settings, http: http, clock: clock, now: now, threads: threads)
    }

    package func authorizeURL(for state: TraktState) -> String {
        let query = [
            ("response_type", "code"), ("client_id", exchange.settings.clientID),
            ("redirect_uri", exchange.settings.redirectURI), ("state", state.text),
        ]
        let pairs = query.map { "\($0)=\(PercentText.encode($1))" }
        return exchange.settings.authorizeURL + "?" + pairs.joined(separator: "&")
    }

    package func tokens(forCode code: String) async throws -> TraktTokens {
        guard !code.isEmpty, code.utf8.count <= ConnectorsLimits.traktCodeBytesMax else {
            throw TraktFailure.codeRefused
        }
        let grant = ["code": code, "grant_type": "authorization_code"]
        return try await tokens(grant, refusal: .codeRefused)
    }

    package func renewed(_ tokens: TraktTokens) async throws -> TraktTokens {
        let grant = ["refresh_token": tokens.refresh.rawValue, "grant_type": "refresh_token"]
        return try await self.tokens(grant, refusal: .reconnect)
    }

    package func revoke(_ token: TraktToken) async throws {
        let body = try WireTraktOAuth.body(["token": token.rawValue], exchange.settings, redirects: false)
        let answer = try await exchange.answer(.oauth("/oauth/revoke", body, isRepeatable: true))
        guard let failure = WireTraktOAuth.failure(answer, refusal: .unauthorised) else { return }
        // Refusing the token itself means that it is dead.
        if failure != .unauthorised { throw failure }
    }

    package func user(_ token: TraktToken) async throws -> TraktUser {
        var call = TraktCall.get("/users/me", token)
        call.isInteractive = true
        return try await exchange.read(exchange.goodAnswer(call), WireTraktUser.user)
    }

    /// Refreshing sends the redirect address as well, without which Trakt refuses.
    private func tokens(_ grant: [String: String], refusal: TraktFailure) async throws -> TraktTokens {
        let body = try WireTraktOAuth.body(grant, exchange.settings, redirects: true)
        let moment = exchange.now()
        let answer = try await exchange.answer(.oauth("/oauth/token", body, isRepeatable: false))
        if let failure = WireTraktOAuth.failure(answer, refusal: refusal) { throw failure }
        return try await exchange.read(answer) { WireTraktOAuth.tokens($0, askedAt: moment) }
    }
}
