import Domain
import SQL
import Synchronization

/// Keeps the directory of a database from one page to the next.
final class DirectoryMemory: Sendable {
    private let known = Mutex<BrowseDirectory?>(nil)

    /// The catalogue as a script sees it, or as a later script has seen it. Whoever comes while it is read waits.
    func directory(_ connection: any SQLConnection) throws -> BrowseDirectory {
        let version = try connection.version(of: .titles)
        return try known.withLock { known in
            if let known, known.version >= version { return known }
            let fresh =
                try known?.followed(to: version, connection) ?? BrowseDirectory(at: version, connection)
            known = fresh
            return fresh
        }
    }
}
