/// How a SQLite file is opened.
package struct SQLiteOptions: Sendable {
    /// The file, made when it is absent; its folder exists.
    package var path: String
    /// True for a server: refuses to start beside another server on the same file. Command line tools pass false.
    package var exclusiveServer: Bool
    package var busyTimeoutSeconds: Double
    package var readersMax: Int
    /// The file stops growing at so many pages of 4 KiB; nil leaves it to the disk.
    package var pagesMax: Int?
    package var changePollInterval: Duration

    package init(path: String, exclusiveServer: Bool = false) {
        self.path = path
        self.exclusiveServer = exclusiveServer
        busyTimeoutSeconds = SQLiteLimits.busyTimeoutSeconds
        readersMax = SQLiteLimits.readersMax
        changePollInterval = SQLiteLimits.changePollInterval
    }
}
