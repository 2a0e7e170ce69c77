import Administration
import Basics
import Hummingbird
import SurfaceKit
import Synchronisation

/// The application that an administrator registered at Trakt.
extension DiscoverySurface {
    func traktSetup(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(
            TraktSetupResponse(
                configured: await features.trakt.links.isConfigured,
                clientId: values.text(.traktClientID).map { TraktIDMask.masked($0) },
                redirectUri: values.traktRedirectURI, hasClientSecret: values.text(.traktClientSecret) != nil))
    }

    /// Changes what is sent. An id as it was shown leaves the id alone: clients send back what they got.
    func changeTraktSetup(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        let id = values.text(.traktClientID)
        let sent = Self.traktMembers.filter { member in
            let text = member.setting.key == Setting.traktClientID.key ? body[member.name]?.text : nil
            return !(text.map { TraktIDMask.isShown($0, of: id) } ?? false)
        }
        let edits = try sent.edits(in: body)
        for (member, text) in sent.compactMap({ member in body[member.name]?.text.map { (member, $0.trimmed) } }) {
            // They travel in headers and addresses as they are.
            guard text.utf8.allSatisfy({ (33...126).contains($0) }) else {
                throw DiscoveryError.badRequest("\(member.name) must be visible characters without blanks")
            }
        }
        try await store(edits, context)
        let isConfigured = await features.trakt.links.isConfigured
        let message = isConfigured ? "Trakt is set up" : "Trakt is not set up completely yet"
        return try .json(TraktSetupChangedResponse(configured: isConfigured, message: message))
    }

    private static let traktMembers = [
        SettingMember("clientId", .traktClientID), SettingMember("clientSecret", .traktClientSecret),
        SettingMember("redirectUri", .traktRedirectURI),
    ]
}

/// How the client id is shown: it is no secret, but nobody need read it over a shoulder.
enum TraktIDMask {
    private static let bullet: Character = "•"
    private static let shownCharacters = 4

    static func masked(_ id: String) -> String {
        String(repeating: bullet, count: 8) + id.suffix(shownCharacters)
    }

    /// Whether a text is what is shown of the id, with its bullets or without.
    static func isShown(_ text: String, of id: String?) -> Bool {
        if text.contains(bullet) { return true }
        guard let id, !text.isEmpty else { return false }
        return text == id.suffix(shownCharacters)
    }
}
