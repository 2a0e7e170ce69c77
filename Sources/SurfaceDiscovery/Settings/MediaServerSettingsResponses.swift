import SurfaceKit

struct MediaServerResponse: Encodable {
    let baseUrl: String
    let type: String
    let serverId: String
    let serverName: String
    let webClientUrl: String
    let isConfigured: Bool
}

/// What is set up, without the key.
struct MediaServerConfig: Encodable {
    @OrNull var type: String?
    @OrNull var baseUrl: String?
    let hasApiKey: Bool
    let isConfigured: Bool

    init(type: String?, baseUrl: String?, hasApiKey: Bool, isConfigured: Bool) {
        _type = OrNull(wrappedValue: type)
        _baseUrl = OrNull(wrappedValue: baseUrl)
        self.hasApiKey = hasApiKey
        self.isConfigured = isConfigured
    }
}

struct ServerType: Encodable {
    let id: String
    let name: String

    static let all = [ServerType(id: "emby", name: "Emby"), ServerType(id: "jellyfin", name: "Jellyfin")]
}

struct MediaServerConfigResponse: Encodable {
    let config: MediaServerConfig
    let serverTypes: [ServerType]
}

struct ChangedMediaServerResponse: Encodable {
    let config: MediaServerConfig
    let message: String
}

struct MediaServerTestResponse: Encodable {
    let success: Bool
    var serverName: String?
    var error: String?
}
