import Domain
import SQL

/// Changes one person's set inside a transaction. Other writers of the set wait until the transaction ends.
struct SetWriter {
    /// The tag of a set that never changed.
    static let initialTag = "000000000000"

    let change: SetChange
    let connection: any SQLConnection
    /// As it was when the writer began.
    let head: OwnedSetHead
    /// The last position in use; what is added comes behind it.
    private let last: Int

    private var user: UserID { change.user }

    /// Makes the set's row when it is absent, and locks it.
    init(_ change: SetChange, _ connection: any SQLConnection) throws {
        self.change = change
        self.connection = connection
        let row = try connection.first(
            """
            INSERT INTO owned_set (user_id, version, etag) VALUES (\(change.user), 0, \(Self.initialTag))
            ON CONFLICT (user_id) DO UPDATE SET version = owned_set.version
            RETURNING \(sql: Self.headColumns)
            """)
        head = try Self.head(row)
        last = try connection.int(
            "SELECT COALESCE(MAX(position), 0) FROM owned_title WHERE user_id = \(change.user)")
    }

    static let headColumns: SQL = "version, etag, last_modified, size"

    /// The head of `headColumns`; that of a new account where there is no row.
    static func head(_ row: SQLRow?) throws -> OwnedSetHead {
        guard let row else { return OwnedSetHead(version: 0, etag: initialTag, lastModified: nil, size: 0) }
        return OwnedSetHead(
            version: try row.int(0), etag: try row.text(1), lastModified: try row.get(2), size: try row.int(3))
    }

    /// Those of the ids that are in the set.
    func present(_ ids: [IMDbID]) throws -> Set<IMDbID> {
        try connection.present(ids, among: "SELECT imdb_id FROM owned_title WHERE user_id = \(user)")
    }

    /// Adds ids that are not in the set, each once. Throws `LibraryError.tooManyFilms`.
    func add(_ ids: [IMDbID]) throws {
        guard !ids.isEmpty else { return }
        try checkRoom(for: ids.count)
        try connection.execute(
            """
            INSERT INTO owned_title (user_id, position, imdb_id, added_at)
            SELECT \(user), \(last) + number, value, \(change.moment) FROM \(numbered: ids)
            """)
        try queueEnrichment()
    }

    /// Adds what an upload has staged and the set lacks, after `freed` films have left it; returns how many films that
    /// were. Throws `LibraryError.tooManyFilms`.
    func addStaged(of upload: UploadID, freed: Int) throws -> Int {
        let missing: SQL = """
            FROM upload_item s WHERE s.upload_id = \(upload) AND NOT EXISTS (
                SELECT 1 FROM owned_title o WHERE o.user_id = \(user) AND o.imdb_id = s.imdb_id)
            """
        let count = try connection.int("SELECT COUNT(*) \(sql: missing)")
        guard count > 0 else { return 0 }
        try checkRoom(for: count - freed)
        try connection.execute(
            """
            INSERT INTO owned_title (user_id, position, imdb_id, added_at)
            SELECT \(user), \(last) + ROW_NUMBER() OVER (ORDER BY s.position), s.imdb_id, \(change.moment)
            \(sql: missing)
            """)
        try queueEnrichment()
        return count
    }

    func remove(_ ids: some Collection<IMDbID>) throws {
        guard !ids.isEmpty else { return }
        try connection.execute("DELETE FROM owned_title WHERE user_id = \(user) AND imdb_id IN \(list: ids)")
    }

    /// Removes what an upload does not have; returns how many films that were.
    func removeAllBut(stagedOf upload: UploadID) throws -> Int {
        try connection.execute(
            """
            DELETE FROM owned_title WHERE user_id = \(user)
                AND imdb_id NOT IN (SELECT imdb_id FROM upload_item WHERE upload_id = \(upload))
            """)
    }

    func removeAll() throws {
        try connection.execute("DELETE FROM owned_title WHERE user_id = \(user)")
    }

    /// Gives the set its new size, and when it changed a new version, all at once; returns its head from then on.
    func finish(added: Int, removed: Int) throws -> OwnedSetHead {
        guard added + removed > 0 else { return head }
        let row = try connection.first(
            """
            UPDATE owned_set SET version = version + 1, etag = \(change.etag), last_modified = \(change.moment),
                size = \(head.size + added - removed)
            WHERE user_id = \(user) RETURNING \(sql: Self.headColumns)
            """)
        _ = try connection.raise(.library)
        return try Self.head(row)
    }

    private func checkRoom(for count: Int) throws {
        guard head.size + count <= change.sizeMax else {
            throw LibraryError.tooManyFilms(maximum: change.sizeMax)
        }
    }

    /// In the transaction of the change, so that no film waits for ever when the process dies behind it.
    private func queueEnrichment() throws {
        guard let job = change.enrichment else { return }
        let unknown = try connection.first(
            """
            SELECT 1 FROM owned_title o WHERE o.user_id = \(user) AND o.position > \(last)
                AND NOT EXISTS (SELECT 1 FROM title t WHERE t.imdb_id = o.imdb_id) LIMIT 1
            """)
        if unknown != nil { _ = try connection.enqueue(job) }
    }
}

extension SQLConnection {
    /// Those of the ids that are among `rows`, a query for `imdb_id` that ends with a condition.
    func present(_ ids: [IMDbID], among rows: SQL) throws -> Set<IMDbID> {
        let found = try query("\(sql: rows) AND imdb_id IN \(list: ids)")
        return Set(try found.map { try $0.get(0, as: IMDbID.self) })
    }
}
