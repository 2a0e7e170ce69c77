import Basics
import Domain
import Foundation

/// Tokens as Trakt writes them.
enum WireTraktOAuth {
    /// What is asked for, together with who asks.
    static func body(_ members: [String: String], _ settings: TraktSettings, redirects: Bool) throws -> [UInt8] {
        var members = members
        members["client_id"] = settings.clientID
        members["client_secret"] = settings.clientSecret.rawValue
        if redirects { members["redirect_uri"] = settings.redirectURI }
        return try WireTraktJSON.encode(members)
    }

    /// `created_at` is by Trakt's clock, so it is not used.
    static func tokens(_ node: JSONNode, askedAt moment: Instant) -> TraktTokens? {
        guard let access = token(node["access_token"]), let refresh = token(node["refresh_token"]) else { return nil }
        let seconds = node["expires_in"].positiveInt.map(Double.init) ?? ConnectorsLimits.traktLifeSeconds
        return TraktTokens(
            access: access, refresh: refresh, issuedAt: moment, expiresAt: moment.adding(seconds: seconds),
            scope: node["scope"].text ?? "public")
    }

    /// Nil for a good answer. `refusal` is what a refused code or token means here.
    ///
    /// Documented is `invalid_grant`. Dead refresh tokens were answered with `invalid_request` and with no reason too.
    static func failure(_ answer: OutgoingHTTP.Answer, refusal: TraktFailure) -> TraktFailure? {
        guard [400, 401].contains(answer.status) else { return TraktFailure(status: answer.status) }
        let node = JSONNode(object: answer.body)
        switch node?["error"].text {
        case "invalid_grant", "invalid_request": return refusal
        case "invalid_client", "unauthorized_client": return .applicationRefused
        case nil where node != nil || answer.body.isEmpty: return refusal
        default: return .rejected(status: answer.status)
        }
    }

    /// Nil for what no header may hold.
    private static func token(_ node: JSONNode) -> TraktToken? {
        guard let text = node.text, text.utf8.count <= ConnectorsLimits.traktTokenBytesMax,
            text.utf8.allSatisfy({ (33...126).contains($0) })
        else { return nil }
        return TraktToken(text)
    }
}

/// JSON as it is sent.
enum WireTraktJSON {
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
