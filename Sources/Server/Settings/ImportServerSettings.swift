import Administration

/// How much may be imported at once, and how long an import stays open.
package struct ImportServerSettings: Sendable, Equatable {
    package let uploadBytesMax: Int
    package let sessionIdleMinutes: Int
    package let sessionDaysMax: Int

    init(_ values: SettingValues) {
        uploadBytesMax = values.int(.importBytesMax)
        sessionIdleMinutes = values.int(.importIdleMinutes)
        sessionDaysMax = values.int(.importDaysMax)
    }
}
