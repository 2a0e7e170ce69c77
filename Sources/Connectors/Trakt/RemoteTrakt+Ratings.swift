package import Domain

extension RemoteTrakt {
    package func activity(_ token: TraktToken) async throws -> TraktActivity {
        let answer = try await exchange.goodAnswer(.get("/sync/last_activities", token))
        return try await exchange.read(answer, WireTraktUser.activity)
    }

    package func ratings(_ kind: TraktKind, _ token: TraktToken) async throws -> TraktRatings {
        var walk = TraktPageWalk()
        while let page = walk.page {
            let query = [("page", String(page)), ("limit", String(ConnectorsLimits.traktPage))]
            let answer = try await exchange.goodAnswer(.get("/sync/ratings/\(kind.plural)", query: query, token))
            let entries = try await exchange.read(answer) { WireTraktRatings.list($0, kind) }
            walk.take(entries, answer.headers)
        }
        return TraktRatings(walk.ratings, areComplete: walk.isComplete)
    }

    package func rate(_ batch: TraktBatch<TraktRating>, _ token: TraktToken) async throws -> TraktRatingsAnswer {
        let entries = batch.entries.map { WireTraktChange.Entry($0) }
        return try await change("/sync/ratings", WireTraktChange(entries), "added", token)
    }

    package func unrate(_ batch: TraktBatch<TraktTitle>, _ token: TraktToken) async throws -> TraktRatingsAnswer {
        let entries = batch.entries.map { WireTraktChange.Entry($0) }
        return try await change("/sync/ratings/remove", WireTraktChange(entries), "deleted", token)
    }

    /// Titles without an id are unknown to Trakt without asking; it would refuse all for their sake.
    private func change(
        _ path: String, _ change: WireTraktChange, _ count: String, _ token: TraktToken
    ) async throws -> TraktRatingsAnswer {
        var result = TraktRatingsAnswer()
        if !change.isEmpty {
            let answer = try await exchange.goodAnswer(.change(path, try change.body(), token))
            result = try await exchange.read(answer) { WireTraktRatings.answer($0, count) }
        }
        result.notFound += change.nameless
        return result
    }
}
