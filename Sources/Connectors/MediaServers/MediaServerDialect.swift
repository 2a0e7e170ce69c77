import Basics
import Domain

/// What the two servers want to be told in different words.
struct MediaServerDialect: Sendable {
    let kind: MediaServerKind

    /// The headers by which a server knows who asks. `token` is nil when somebody signs in.
    ///
    /// Jellyfin 12 reads nothing but `Authorization`, whose members it decodes as it does those of URLs. Emby's own
    /// way is `X-Emby-Token`; a key in the URL would do for both and end up in logs.
    func headers(token: MediaServerToken?, deviceID: String) -> [(String, String)] {
        var members = [
            ("Client", "Kinothek"), ("Device", "Server"), ("DeviceId", deviceID), ("Version", "1.0"),
        ]
        if let token { members.insert(("Token", token.rawValue), at: 0) }
        let text = members.map { "\($0)=\"\(PercentText.encode($1))\"" }.joined(separator: ", ")
        var headers = [("authorization", "MediaBrowser " + text), ("accept", "application/json")]
        if kind == .emby, let token { headers.append(("x-emby-token", token.rawValue)) }
        return headers
    }

    /// The members of an item that do not come unless they are asked for.
    func fields(_ fields: String) -> String {
        switch kind {
        case .jellyfin: fields
        // Emby leaves out more than Jellyfin; Jellyfin logs names that it does not know.
        case .emby:
            fields + ",PremiereDate,ProductionYear,EndDate,CommunityRating,CriticRating,OfficialRating,Status"
                + ",AirDays"
        }
    }

    /// Lists films as such, where the server would put those of a box set behind it.
    var ungrouped: (String, String) {
        kind == .jellyfin ? ("CollapseBoxSetItems", "false") : ("GroupItemsIntoCollections", "false")
    }

    /// Where a bare list may be: Emby documents the second place and answers at the first as well.
    func places(_ path: String) -> [String] {
        kind == .jellyfin ? [path] : [path, path + "/Query"]
    }
}
