import Foundation

extension FakeTrakt {
    /// Requests that do not say who they are from never come to the API.
    func route(_ request: Seen) -> Reply {
        guard request.headers["user-agent"]?.isEmpty == false else {
            return Reply(403, "<html>blocked</html>", [("content-type", "text/html")])
        }
        guard request.headers["content-type"] == "application/json" else { return Reply(400, "") }
        switch request.line {
        case "POST /oauth/token": return token(request)
        case "POST /oauth/revoke": return revoke(request)
        default: break
        }
        guard request.headers["trakt-api-key"] == Self.clientID, request.headers["trakt-api-version"] == "2" else {
            return Reply(403, "")
        }
        guard let user = user(request) else { return Reply(401, "") }
        switch request.line {
        case "GET /users/me": return profile(user)
        case "GET /sync/last_activities": return activities()
        case "GET /sync/ratings/movies": return list("movie", of: user, request)
        case "GET /sync/ratings/shows": return list("show", of: user, request)
        case "POST /sync/ratings": return rate(request, user)
        case "POST /sync/ratings/remove": return unrate(request, user)
        default: return Reply(404, "")
        }
    }

    private func user(_ request: Seen) -> String? {
        guard let header = request.headers["authorization"], header.hasPrefix("Bearer "),
            let grant = grants[String(header.dropFirst("Bearer ".count))], !grant.isExpired
        else { return nil }
        return grant.user
    }

    private func profile(_ user: String) -> Reply {
        .trakt(
            200,
            [
                "username": user, "private": false, "name": "The \(user)", "vip": false, "vip_ep": false,
                "ids": ["slug": user.lowercased(), "uuid": "u1"], "joined_at": "2012-01-01T00:00:00.000Z",
                "location": NSNull(),
            ] as [String: Any])
    }

    private func activities() -> Reply {
        let times = ["rated_at": ratedAtText, "watchlisted_at": "2020-01-01T00:00:00.000Z"]
        return .trakt(200, ["all": ratedAtText, "movies": times, "shows": times, "episodes": times])
    }
}

extension FakeTrakt {
    func token(_ request: Seen) -> Reply {
        guard let body = request.json as? [String: String], let kind = body["grant_type"] else {
            return .traktError(400, "invalid_request")
        }
        guard body["client_id"] == Self.clientID, body["client_secret"] == Self.clientSecret else {
            return .traktError(401, "invalid_client")
        }
        guard body["redirect_uri"] == Self.redirectURI else { return .traktError(401, "invalid_grant") }
        let user: String?
        switch kind {
        case "authorization_code": user = codes.removeValue(forKey: body["code"] ?? "")
        case "refresh_token":
            let old = grants.first { $0.value.refresh == body["refresh_token"] }
            user = old?.value.user
            if let old { grants[old.key] = nil }
        default: return .traktError(400, "unsupported_grant_type")
        }
        guard let user else { return .traktError(400, "invalid_grant") }
        let fresh = connect(user)
        var answer: [String: Any] = [
            "access_token": fresh.access, "token_type": "bearer", "expires_in": Self.lifeSeconds,
            "refresh_token": fresh.refresh, "scope": "public", "created_at": 1_487_889_741,
        ]
        for member in missingTokenMembers { answer[member] = nil }
        return .trakt(200, answer)
    }

    func revoke(_ request: Seen) -> Reply {
        guard let body = request.json as? [String: String], body["client_id"] == Self.clientID,
            body["client_secret"] == Self.clientSecret
        else { return .traktError(401, "invalid_client") }
        grants[body["token"] ?? ""] = nil
        return .trakt(200, [String: Any]())
    }
}

extension Reply {
    static func trakt(_ status: Int, _ value: Any, _ headers: [(String, String)] = []) -> Reply {
        Reply(status, Array((try? JSONSerialization.data(withJSONObject: value)) ?? Data()), headers)
    }

    static func traktError(_ status: Int, _ code: String) -> Reply {
        .trakt(status, ["error": code, "error_description": "The provided authorization grant is invalid."])
    }
}
