package import Administration
import Basics
package import Domain
import Foundation
import Storage
import SurfaceDiscovery

/// The settings of a household, with a key file of its own.
package struct HouseholdSettings: Sendable {
    package let settings: Settings
    let configuration: DiscoveryFeatures.Configuration
    /// The media server that is in force.
    let current: CurrentMediaServer
    let written: @Sendable (_ withPeople: Bool) async throws -> [WrittenLibrary]
    private let folder: URL

    /// Without a media server given, the one that the settings name is in force.
    init(
        _ stores: TestStores, _ world: TestWorld, _ around: Surroundings, _ mediaServer: (any MediaServer)?
    ) throws {
        let all = stores.stores
        folder = FileManager.default.temporaryDirectory.appending(path: "kinothek-household-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        settings = Settings(
            given: try SettingValues { around.variables[$0.key] }, store: all.settings,
            vault: SecretVault(path: folder.appending(path: "secret.key").path, world: world.world),
            world: world.world)
        let current: CurrentMediaServer = { [settings] in
            if let mediaServer { return mediaServer }
            let values = settings.values
            guard let url = values.text(.mediaServerURL), let key = values.text(.mediaServerKey),
                let kind = values.text(.mediaServerType).flatMap(MediaServerKind.init(rawValue:))
            else { return nil }
            return around.connect(kind, url, key)
        }
        self.current = current
        written = around.written
        configuration = DiscoveryFeatures.Configuration(
            settings: settings, personal: all.personalSettings,
            mediaServer: MediaServerDesk(
                settings: settings, current: current, connect: around.connect, world: world.world),
            models: ModelChoices(
                settings: settings, own: OwnModel(id: "all-MiniLM-L6-v2", dimensions: 384),
                listing: { around.listed }, isLocal: { _ in around.listed.isLocal }),
            facts: all.modelFacts, schedules: all.schedules)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// What the settings of a test stand on.
    package struct Surroundings: Sendable {
        /// What the environment says, by key.
        package var variables: [String: String] = [:]
        package var connect: MediaServerDesk.Connect = { _, _, _ in nil }
        /// What an endpoint for models offers.
        package var listed = ListedModels(ids: [], isLocal: true)
        /// The libraries that were written, of people as well or without them.
        package var written: @Sendable (_ withPeople: Bool) async throws -> [WrittenLibrary] = { _ in [] }
        /// Trakt, as the settings of the moment say.
        package var trakt: @Sendable (SettingValues) -> (any Trakt)? = { _ in nil }
        /// The language model; nil without one.
        package var chatModel: CurrentChatModel = { nil }
        /// What was logged.
        package var log = KeptLog()

        package init() {}
    }
}
