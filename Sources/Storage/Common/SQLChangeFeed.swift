package import Domain
package import SQL

/// Follows the database's notifications and works out what "something changed" means.
package struct SQLChangeFeed: ChangeFeed, ChangeCounts {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    /// Follows from this call on. After a change by a process that cannot say what it changed, the areas whose version
    /// moved are yielded; an area may come twice.
    package func changes() -> AsyncStream<ChangeArea> {
        let follower = Follower(database)
        return AsyncStream { await follower.next() }
    }

    package func count(of area: ChangeArea) -> UInt64? {
        database.changeCounts.count(of: area.rawValue)
    }
}

extension SQLChangeFeed {
    /// Pulls one notification when the consumer asks for it, so nothing piles up here.
    private actor Follower {
        private let database: any SQLDatabase
        private var source: AsyncStream<String>.AsyncIterator
        /// Empty until the first look, so that a change before it is not overlooked.
        private var known: [ChangeArea: Int64] = [:]
        private var pending: [ChangeArea] = []

        init(_ database: any SQLDatabase) {
            self.database = database
            source = database.changes().makeAsyncIterator()
        }

        func next() async -> ChangeArea? {
            while pending.isEmpty {
                var iterator = source
                guard let area = await iterator.next(isolation: self) else { return nil }
                source = iterator
                pending =
                    area == SQLLimits.unknownArea ? await moved() : [ChangeArea(rawValue: area)].compactMap(\.self)
            }
            return pending.removeFirst()
        }

        /// When the versions cannot be read everything counts as changed.
        private func moved() async -> [ChangeArea] {
            guard let versions = try? await SQLChangeFeed.versions(database) else { return ChangeArea.allCases }
            defer { known = versions }
            return ChangeArea.allCases.filter { versions[$0, default: 0] != known[$0, default: 0] }
        }
    }

    private static func versions(_ database: any SQLDatabase) async throws -> [ChangeArea: Int64] {
        try await database.read { connection in
            var versions: [ChangeArea: Int64] = [:]
            for row in try connection.query("SELECT area, version FROM area_version") {
                versions[try row.get(0)] = Int64(try row.int(1))
            }
            return versions
        }
    }
}
