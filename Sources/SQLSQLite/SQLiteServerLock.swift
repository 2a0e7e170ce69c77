import Foundation
import SQL

/// The lock file beside a database that one server holds, released by the kernel however the process ends.
final class SQLiteServerLock: Sendable {
    private let descriptor: CInt

    /// Takes the lock or throws `SQLError.inUse`; never waits.
    init(databasePath: String) throws {
        let path = databasePath + ".lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Self.openError(path)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(path)
            close(descriptor)
            throw SQLError.inUse(
                "another kinothek server\(holder) already uses \(databasePath); stop it, or start this one with "
                    + "another data folder (--data). To run several servers use PostgreSQL")
        }
        writeHolder()
    }

    deinit {
        // A program that is started at this moment has the descriptor until it runs, and would hold the lock with it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// The process number helps the administrator; the lock does not depend on it.
    private func writeHolder() {
        let text = Array(String(getpid()).utf8)
        if ftruncate(descriptor, 0) == 0 {
            _ = pwrite(descriptor, text, text.count, 0)
        }
    }

    private static func holder(_ path: String) -> String {
        guard let data = FileManager.default.contents(atPath: path),
            let number = Int(String(decoding: data, as: UTF8.self))
        else { return "" }
        return " (process \(number))"
    }

    private static func openError(_ path: String) -> SQLError {
        switch errno {
        case EACCES, EPERM, EROFS:
            .readOnly(
                "the lock file \(path) cannot be written; give the user that runs kinothek the right to write "
                    + "to its folder")
        case ENOSPC: .full("no room for the lock file \(path); free disk space, then try again")
        default: .unavailable("the lock file \(path) cannot be opened; check that its folder exists")
        }
    }
}
