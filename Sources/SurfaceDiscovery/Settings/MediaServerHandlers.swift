import Administration
import Domain
import Hummingbird
import SurfaceKit

extension DiscoverySurface {
    private var desk: MediaServerDesk { features.configuration.mediaServer }

    /// For everybody who is signed in: where links into the media server lead.
    func mediaServer(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let info = await desk.info()
        return try .json(
            MediaServerResponse(
                baseUrl: desk.baseURL ?? "", type: (desk.kind ?? .jellyfin).rawValue,
                serverId: info?.id.description ?? "",
                serverName: info?.name ?? "",
                webClientUrl: desk.baseURL.map { $0 + "/web/index.html" } ?? "", isConfigured: desk.isConfigured))
    }

    func mediaServerConfig(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(MediaServerConfigResponse(config: config, serverTypes: ServerType.all))
    }

    /// A key that belongs to the former address does not go to a new one.
    func changeMediaServer(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        try await store(try Self.mediaServerEdits(body), context)
        let message =
            desk.isConfigured
            ? "The media server is used from now on"
            : "Saved; an address and an API key are needed before the media server is used"
        return try .json(ChangedMediaServerResponse(config: config, message: message))
    }

    func testMediaServer(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        var draft = MediaServerDraft()
        draft.kind = try body.words("type")?.nonBlank
        draft.baseURL = try body.words("baseUrl")?.nonBlank
        draft.key = try body.words("apiKey")?.nonBlank
        draft.usesSaved = try body.flag("useSavedCredentials") ?? false
        do {
            return try .json(MediaServerTestResponse(success: true, serverName: try await desk.test(draft).name))
        } catch let failure as MediaServerFailure {
            return try .json(MediaServerTestResponse(success: false, error: failure.description))
        } catch let error as MediaServerDraftError {
            throw DiscoveryError.badRequest(error.words)
        }
    }

    /// A form that does not show the key sends it empty; null takes it away.
    private static func mediaServerEdits(_ body: JSONTree) throws(DiscoveryError) -> [SettingEdit] {
        let members = [
            SettingMember("type", .mediaServerType), SettingMember("baseUrl", .mediaServerURL),
            SettingMember("apiKey", .mediaServerKey),
        ]
        var edits: [SettingEdit] = []
        for member in members {
            switch body[member.name] {
            case .null?: edits.append(SettingEdit(member.setting, nil))
            case .text(let text)? where member.setting.isSecret && text.isBlank: continue
            default: if let edit = try member.edit(in: body) { edits.append(edit) }
            }
        }
        return edits
    }

    private var config: MediaServerConfig {
        MediaServerConfig(
            type: desk.kind?.rawValue, baseUrl: desk.baseURL, hasApiKey: desk.hasKey,
            isConfigured: desk.isConfigured)
    }
}

extension String {
    fileprivate var nonBlank: String? { isBlank ? nil : self }
}

extension MediaServerDraftError {
    fileprivate var words: String {
        switch self {
        case .missing(let member): "\(member) is required"
        case .unknownKind: "type must be emby or jellyfin"
        case .invalidAddress: "baseUrl must be a URL like http://media.example.org:8096"
        case .keyIsForAnother: "apiKey is required: the saved key is only used with the saved address"
        }
    }
}
