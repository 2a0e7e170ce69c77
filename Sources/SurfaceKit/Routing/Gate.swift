package import Accounts
package import Basics
package import Domain
package import HTTPTypes
package import Hummingbird

/// Requests per minute of each class.
package struct RateLimits: Sendable {
    package let search: Int
    package let detail: Int
    package let test: Int

    package init(search: Int, detail: Int, test: Int) {
        self.search = search
        self.detail = detail
        self.test = test
    }

    func limit(of rate: RateClass) -> Int {
        switch rate {
        case .search: search
        case .detail: detail
        case .test: test
        }
    }
}

/// Who was let in; nobody in particular where none is needed and none, or no good one, came.
package struct Admission: Sendable {
    package var identity: Identity?
    package var session: SignedIn?

    package init(identity: Identity?) {
        self.identity = identity
    }

    package init(session: SignedIn?) {
        self.session = session
        identity = session.map { Identity(user: $0.user, keyID: nil) }
    }
}

/// Decides who gets in: the key or the session first, then the account's state, then the rate.
package struct Gate: Sendable {
    private let keys: APIKeys
    private let sessions: SessionAuthenticator?
    private let windows: any RateWindows
    private let limits: RateLimits
    private let world: World

    /// Without `sessions` nobody is ever signed in with a browser.
    package init(
        keys: APIKeys, sessions: SessionAuthenticator? = nil, windows: any RateWindows, limits: RateLimits,
        world: World
    ) {
        self.keys = keys
        self.sessions = sessions
        self.windows = windows
        self.limits = limits
        self.world = world
    }

    /// Lets a request in or throws `SurfaceFailure`: `unauthorized`, `signInNeeded`, `disabled`, `forbidden`,
    /// `forgedForm`, `bodyTooLarge`, `bodyIncomplete`, `rateLimited` or `unavailable`. The body stays readable.
    package func admit(
        _ request: inout Request, caller: Caller, as access: Access, rate: RateClass?
    ) async throws -> Admission {
        let admission = try await admission(of: &request, caller: caller, as: access)
        if let rate { try await spend(rate, of: admission.identity, caller: caller) }
        return admission
    }

    private func admission(of request: inout Request, caller: Caller, as access: Access) async throws -> Admission {
        let credential = Credential(request.headers[.authorization])
        switch access {
        case .open:
            guard let credential, case .valid(let identity)? = try? await keys.verify(credential.secret) else {
                return Admission(identity: nil)
            }
            return Admission(identity: identity)
        case .key:
            return Admission(identity: try await holder(of: credential))
        case .localOrAdmin:
            if caller.isLocal { return Admission(identity: nil) }
            let identity = try await holder(of: credential)
            guard identity.user.role == .admin else { throw SurfaceFailure.forbidden }
            return Admission(identity: identity)
        case .visitor:
            let session = try await sessions?.session(of: request)
            // The page may have been opened before the session began or after it ended, so only the origin counts.
            try await sessions?.checkForm(&request, from: nil, caller: caller)
            return Admission(session: session)
        case .nearOrAdmin, .person, .personAdmin, .app, .appChange, .appAdmin, .appAdminChange, .signedAddress:
            // The surface that has such routes admits to them itself.
            throw SurfaceFailure.unauthorized
        case .session, .sessionAdmin:
            guard let sessions, let session = try await sessions.session(of: request) else {
                throw SurfaceFailure.signInNeeded(next: request.method.isSafe ? request.uri.string : "")
            }
            try await sessions.checkForm(&request, from: session, caller: caller)
            guard access == .session || session.user.role == .admin else { throw SurfaceFailure.forbidden }
            return Admission(session: session)
        }
    }

    /// A database in trouble must not look like a bad key: clients throw their key away on a 401.
    private func holder(of credential: Credential?) async throws -> Identity {
        guard let credential else { throw SurfaceFailure.unauthorized }
        let verdict: KeyVerdict
        do {
            verdict = try await keys.verify(credential.secret)
        } catch {
            throw SurfaceFailure.unavailable(reason: "\(error)")
        }
        switch verdict {
        case .valid(let identity): return identity
        case .unknown: throw SurfaceFailure.unauthorized
        case .disabled: throw SurfaceFailure.disabled
        }
    }

    private func spend(_ rate: RateClass, of identity: Identity?, caller: Caller) async throws {
        let spender =
            identity.map { $0.keyID.map { "key:\($0)" } ?? "user:\($0.user.id)" } ?? "address:\(caller.address)"
        let decision: RateDecision
        do {
            decision = try await windows.hit(
                "\(rate.rawValue).\(spender)", limit: limits.limit(of: rate),
                windowSeconds: SurfaceKitLimits.rateWindowSeconds, at: world.now())
        } catch {
            throw SurfaceFailure.unavailable(reason: "\(error)")
        }
        guard decision.isAllowed else { throw SurfaceFailure.rateLimited(decision) }
    }
}

/// The secret of an `Authorization` header.
package struct Credential: Sendable {
    package let secret: String

    /// Nil unless the scheme is `ApiKey` or `Bearer`, in any case.
    package init?(_ header: String?) {
        let parts = (header ?? "").split(separator: " ", maxSplits: 1)
        guard parts.count == 2, ["apikey", "bearer"].contains(parts[0].lowercased()) else { return nil }
        secret = parts[1].trimmingPrefix { $0 == " " }.description
    }
}

extension RateDecision {
    /// What a refused client is told, so that it can wait instead of asking again.
    package var headers: HTTPFields {
        var fields: HTTPFields = [.retryAfter: String(max(1, retryAfterSeconds))]
        fields[.rateLimit] = String(limit)
        fields[.rateRemaining] = String(remaining)
        fields[.rateReset] = String(max(1, retryAfterSeconds))
        return fields
    }
}

extension HTTPField.Name {
    static let rateLimit = Self("X-RateLimit-Limit")!
    static let rateRemaining = Self("X-RateLimit-Remaining")!
    static let rateReset = Self("X-RateLimit-Reset")!
}
