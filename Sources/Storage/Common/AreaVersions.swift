import Domain
import SQL

/// The versions by which followers see what changed.
///
/// The row of an area stays locked until its writer commits. Writers of one area so follow one another, and no
/// reader sees a revision before all smaller ones.
extension SQLConnection {
    /// Queues behind other writers of the area and returns its version; at the start of a script that reads before
    /// it writes.
    @discardableResult
    func lock(_ area: ChangeArea) throws -> Int64 {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        return Int64(try int("SELECT version FROM area_version WHERE area = \(area)\(sql: lock)"))
    }

    /// Raises the area's version by `steps`, tells the followers, and returns the first of the new versions.
    func raise(_ area: ChangeArea, steps: Int = 1) throws -> Int64 {
        let last = try int(
            "UPDATE area_version SET version = version + \(steps) WHERE area = \(area) RETURNING version")
        try notify(area.rawValue)
        return Int64(last - steps + 1)
    }

    func version(of area: ChangeArea) throws -> Int64 {
        Int64(try int("SELECT version FROM area_version WHERE area = \(area)"))
    }
}
