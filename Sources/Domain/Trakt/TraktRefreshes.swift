package import Basics

/// Keeps the users' tokens good: however many callers want a renewal of one user's, Trakt is asked once.
///
/// A refresh token is good for one use, so two renewals at a time would end the connection. One value serves the whole
/// process. Throws `TraktFailure`, and what the store throws.
package actor TraktRefreshes {
    private let trakt: CurrentTrakt
    private let store: any TraktConnectionStore
    private let now: @Sendable () -> Instant
    private var running: [UserID: Task<TraktTokens, any Error>] = [:]
    /// Tokens that could not be stored; what they replace is dead.
    private var unsaved: [UserID: (old: TraktTokens, new: TraktTokens)] = [:]

    package init(
        trakt: @escaping CurrentTrakt, store: any TraktConnectionStore, now: @escaping @Sendable () -> Instant
    ) {
        self.trakt = trakt
        self.store = store
        self.now = now
    }

    /// Does something with a user's access token, and once more with a new one if Trakt refuses it.
    package nonisolated func use<Value: Sendable>(
        _ user: UserID, _ work: @Sendable (TraktToken) async throws -> Value
    ) async throws -> Value {
        let tokens = try await tokens(of: user)
        do {
            return try await work(tokens.access)
        } catch TraktFailure.unauthorised {
            return try await work(try await renewed(tokens, of: user).access)
        }
    }

    /// Tokens that are good now. Those that are due are renewed; while Trakt is down they serve until their end.
    package func tokens(of user: UserID) async throws -> TraktTokens {
        let stored = try await stored(user)
        guard stored.areDue(at: now()) else { return stored }
        do {
            return try await renewed(stored, of: user)
        } catch let failure as TraktFailure where failure.mayPass && !stored.haveExpired(at: now()) {
            return stored
        }
    }

    /// The tokens that follow on `old`, which Trakt refuses or which are due. A caller that comes late gets those
    /// that are there already. A caller that is cancelled does not stop the renewal, whose answer would be lost.
    package func renewed(_ old: TraktTokens, of user: UserID) async throws -> TraktTokens {
        if let task = running[user] { return try await task.value }
        let task = Task {
            defer { running[user] = nil }
            return try await renew(old, of: user)
        }
        running[user] = task
        return try await task.value
    }

    private func renew(_ old: TraktTokens, of user: UserID) async throws -> TraktTokens {
        let stored = try await stored(user)
        guard stored.access == old.access else { return stored }
        if let pending = unsaved[user], pending.old == stored { return try await save(pending.new, over: stored, user) }
        guard let trakt = await trakt() else { throw TraktFailure.notConfigured }
        let new: TraktTokens
        do {
            new = try await trakt.renewed(stored)
        } catch TraktFailure.reconnect {
            // Another process may have been quicker.
            let others = try await self.stored(user)
            guard others == stored else { return others }
            try await store.markTraktReconnect(stored, of: user)
            throw TraktFailure.reconnect
        }
        unsaved[user] = (stored, new)
        return try await save(new, over: stored, user)
    }

    private func save(_ new: TraktTokens, over old: TraktTokens, _ user: UserID) async throws -> TraktTokens {
        let isStored = try await store.replaceTraktTokens(old, with: new, of: user)
        unsaved[user] = nil
        guard isStored else {
            // The user disconnected meanwhile, and nobody would ever revoke these.
            try? await trakt()?.revoke(new.access)
            return try await stored(user)
        }
        return new
    }

    private func stored(_ user: UserID) async throws -> TraktTokens {
        guard let connection = try await store.traktConnection(of: user) else { throw TraktFailure.notConnected }
        guard !connection.mustReconnect else { throw TraktFailure.reconnect }
        return connection.tokens
    }
}
