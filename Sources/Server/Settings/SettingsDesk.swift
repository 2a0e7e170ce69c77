package import Administration
import Basics
import Domain
import SQL
import Storage

/// The settings of a data folder with the database they are in, and nothing else: for commands that change them, also
/// when the server cannot start with what they say.
package struct SettingsDesk: Sendable {
    package let settings: Settings
    let folder: DataFolder
    let persistence: Persistence

    /// Opens the folder and migrates the database; stored settings are not read yet. `isServer` takes the server's
    /// lock.
    package static func open(_ given: GivenSettings, isServer: Bool = false) async throws -> SettingsDesk {
        let folder = try DataFolder(given.dataFolder)
        let persistence = try await Persistence.open(
            given.values.text(.databaseURL), folder: folder, isServer: isServer)
        let settings = Settings(
            given: given.values, store: persistence.stores.settings,
            vault: SecretVault(path: folder.secretKey, world: .live), world: .live)
        return SettingsDesk(settings: settings, folder: folder, persistence: persistence)
    }

    package func close() async {
        await persistence.database.close()
    }
}
