package import Basics
package import Domain

/// What an administrator says of a media server; nil where nothing is said.
package struct MediaServerDraft: Sendable {
    package var kind: String?
    package var baseURL: String?
    package var key: String?
    /// What is not said is taken from what is stored.
    package var usesSaved = false

    package init() {}
}

/// Why a media server cannot be tried.
package enum MediaServerDraftError: Error, Equatable, Sendable {
    case missing(String)
    case unknownKind
    case invalidAddress(String)
    /// The saved key belongs to the saved address.
    case keyIsForAnother
}

/// The household's media server as it is set up, and how another one is tried.
package struct MediaServerDesk: Sendable {
    package typealias Connect = @Sendable (MediaServerKind, _ baseURL: String, _ key: String) -> (any MediaServer)?

    private let settings: Settings
    private let current: CurrentMediaServer
    private let connect: Connect
    private let memory: MediaServerMemory

    package init(settings: Settings, current: @escaping CurrentMediaServer, connect: @escaping Connect, world: World) {
        self.settings = settings
        self.current = current
        self.connect = connect
        memory = MediaServerMemory(world: world)
    }

    /// Nil as long as nobody said anything of a media server.
    package var kind: MediaServerKind? {
        let values = settings.values
        guard values.text(.mediaServerURL) != nil || values.origin(of: .mediaServerType) != .standard else {
            return nil
        }
        return values.text(.mediaServerType).flatMap(MediaServerKind.init(rawValue:))
    }

    package var baseURL: String? { settings.values.text(.mediaServerURL) }
    package var hasKey: Bool { settings.values.text(.mediaServerKey) != nil }
    package var isConfigured: Bool { baseURL != nil && hasKey }

    /// What the media server says of itself; nil where there is none, and while it does not answer. Remembered for a
    /// short time, because every page of a client asks.
    package func info() async -> MediaServerInfo? {
        guard let server = await current() else { return nil }
        let values = settings.values
        let name = [Setting.mediaServerType, .mediaServerURL, .mediaServerKey].map { values.text($0) ?? "" }
        return await memory.info(of: name) { try? await server.info() }
    }

    /// What the described server says of itself. A saved key is sent to the saved address only. Throws
    /// `MediaServerDraftError`, `MediaServerFailure` and `CancellationError`.
    package func test(_ draft: MediaServerDraft) async throws -> MediaServerInfo {
        let values = settings.values
        func saved(_ setting: Setting) -> String? { draft.usesSaved ? values.text(setting) : nil }
        guard let kind = draft.kind ?? saved(.mediaServerType) else { throw MediaServerDraftError.missing("type") }
        guard let kind = MediaServerKind(rawValue: kind) else { throw MediaServerDraftError.unknownKind }
        guard let address = draft.baseURL ?? saved(.mediaServerURL) else {
            throw MediaServerDraftError.missing("baseUrl")
        }
        guard let checked = try? Setting.mediaServerURL.checked(address), !checked.isEmpty else {
            throw MediaServerDraftError.invalidAddress(address)
        }
        let key = try draft.key ?? savedKey(for: checked, saved(.mediaServerKey))
        guard let server = connect(kind, checked, key) else { throw MediaServerDraftError.missing("apiKey") }
        return try await server.info()
    }

    private func savedKey(for address: String, _ saved: String?) throws -> String {
        guard let saved else { throw MediaServerDraftError.missing("apiKey") }
        guard address == settings.values.text(.mediaServerURL) else { throw MediaServerDraftError.keyIsForAnother }
        return saved
    }
}

/// What the media server said of itself lately.
private actor MediaServerMemory {
    private struct Entry {
        let name: [String]
        let info: MediaServerInfo?
        let until: Instant
    }

    private let world: World
    private var last: Entry?

    init(world: World) {
        self.world = world
    }

    func info(of name: [String], _ ask: @Sendable () async -> MediaServerInfo?) async -> MediaServerInfo? {
        if let last, last.name == name, world.now() < last.until { return last.info }
        let info = await ask()
        let seconds = info == nil ? AdministrationLimits.silenceKeptSeconds : AdministrationLimits.infoKeptSeconds
        last = Entry(name: name, info: info, until: world.now().adding(seconds: seconds))
        return info
    }
}
