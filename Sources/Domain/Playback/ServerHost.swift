/// How the machine fares that the server runs on; what it cannot tell is nil.
package struct HostReport: Sendable, Hashable {
    package struct Disk: Sendable, Hashable {
        package let path: String
        package let totalBytes: Int64
        package let usedBytes: Int64
        package let freeBytes: Int64

        package init(path: String, totalBytes: Int64, usedBytes: Int64, freeBytes: Int64) {
            self.path = path
            self.totalBytes = totalBytes
            self.usedBytes = usedBytes
            self.freeBytes = freeBytes
        }
    }

    /// 0–100 over all cores since the last question.
    package var cpuPercent: Double?
    package var cores: Int?
    /// Of one, five and fifteen minutes.
    package var load: [Double]?
    package var memoryTotalBytes: Int64?
    package var memoryUsedBytes: Int64?
    package var memoryAvailableBytes: Int64?
    package var disks: [Disk] = []
    package var receivedBytes: Int64?
    package var sentBytes: Int64?
    package var uptimeSeconds: Int?
    package var processMemoryBytes: Int64?

    package init() {}
}

/// The machine that the server runs on, as administrators look at it.
package protocol ServerHost: Sendable {
    /// Whether a path is an absolute, readable folder inside the roots that administrators may look into.
    func isOpenFolder(_ path: String) async -> Bool
    /// The names of the folders in such a folder, sorted, without hidden ones; nil for any other path.
    func subfolders(of path: String) async -> [String]?
    /// `disks` are the paths whose room is told.
    func report(disks: [String]) async -> HostReport
    /// The programs by name, with the path where they were found.
    func tools() async -> [String: String?]
}
