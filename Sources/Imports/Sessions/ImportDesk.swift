package import Activity
package import Basics
package import Catalogue
package import Domain
package import Jobs

/// Where files of other services become part of somebody's history: read, looked for, decided about, and taken back.
///
/// A file is stored before its films are looked for, and whatever was found or decided is stored at once, so that
/// nothing is lost when the server ends in between.
package struct ImportDesk: Sendable {
    /// Where imports and what they are about is kept.
    package struct Stores: Sendable {
        let imports: any ImportStore
        let names: any FilmNameStore
        let catalogue: any CatalogueStore
        let audit: any AuditStore

        package init(
            imports: any ImportStore, names: any FilmNameStore, catalogue: any CatalogueStore, audit: any AuditStore
        ) {
            self.imports = imports
            self.names = names
            self.catalogue = catalogue
            self.audit = audit
        }
    }

    /// Who does what nobody waits for.
    package struct Work: Sendable {
        let queue: JobQueue
        let enrichment: Enrichment
        let sleeper: Sleeper

        package init(queue: JobQueue, enrichment: Enrichment, sleeper: Sleeper = .live) {
            self.queue = queue
            self.enrichment = enrichment
            self.sleeper = sleeper
        }
    }

    let stores: Stores
    let work: Work
    let matcher: FilmMatcher
    let profiles: Profiles
    package let settings: ImportSettings
    /// Whoever takes a file in, from its first byte to `start`, waits for a turn here.
    package let turns = FileTurns()
    let world: World

    package init(
        _ stores: Stores, work: Work, matcher: FilmMatcher, profiles: Profiles,
        settings: ImportSettings = ImportSettings(), world: World
    ) {
        self.stores = stores
        self.work = work
        self.matcher = matcher
        self.profiles = profiles
        self.settings = settings
        self.world = world
    }

    /// Whose history it goes into: what people watched belongs to their account's first profile, as on surfaces
    /// without profiles.
    func shelf(of user: UserID) async throws -> ImportShelf {
        ImportShelf(user: user, profile: try await profiles.standard(of: user).id)
    }
}

/// Sessions as their owners see them. Those of others are as if they were not there.
extension ImportDesk {
    /// A session that is open, which counts as its use.
    ///
    /// Throws `ImportError.unknownSession`, also for one of another source than the one that is named.
    package func session(
        _ uuid: String, of user: UserID, source: ImportSource? = nil, states: Set<ImportSession.State> = [.review]
    ) async throws -> ImportSession {
        guard let key = Self.key(uuid), let session = try await stores.imports.session(uuid: key, of: user),
            states.contains(session.state), source == nil || source == session.source
        else { throw ImportError.unknownSession }
        let now = world.now()
        guard now < session.expiresAt else {
            _ = try await stores.imports.close(session.id)
            throw ImportError.unknownSession
        }
        return try await used(session, at: now)
    }

    /// Those that are open or still looked for, the newest first.
    package func sessions(of user: UserID) async throws -> [ImportSession] {
        let now = world.now()
        return try await stores.imports.sessions(of: user).filter { now < $0.expiresAt }
    }

    /// Empty past the end.
    package func items(of session: ImportSession, offset: Int, limit: Int) async throws -> [ImportItem] {
        try await stores.imports.items(of: session.id, offset: offset, limit: limit)
    }

    /// Throws `ImportError.indexOutOfRange`.
    package func item(_ index: Int, of session: ImportSession) async throws -> ImportItem {
        guard index >= 0, index < session.itemCount,
            let item = try await items(of: session, offset: index, limit: 1).first
        else { throw ImportError.indexOutOfRange }
        return item
    }

    /// Ends a session; what it has written stays. Throws `ImportError.unknownSession` when it has ended already.
    package func cancel(_ session: ImportSession) async throws {
        guard try await stores.imports.close(session.id) else { throw ImportError.unknownSession }
    }

    /// The text as UUIDs are stored; nil for anything else.
    static func key(_ uuid: String) -> String? {
        let isPlain =
            uuid.utf8.count == 36
            && uuid.utf8.allSatisfy { byte in
                let letter = byte | 0x20
                return (48...57).contains(byte) || (97...102).contains(letter) || byte == UInt8(ascii: "-")
            }
        return isPlain ? uuid.lowercased() : nil
    }

    /// When a session ends that is used at a moment.
    func expiry(at moment: Instant, createdAt: Instant) -> Instant {
        min(
            moment.adding(seconds: settings.idleSeconds),
            createdAt.adding(seconds: Double(settings.sessionMaxDays) * 86_400))
    }

    /// Notes the use, but only when that moves the end by a while, so that reading a session costs no writing.
    func used(_ session: ImportSession, at now: Instant) async throws -> ImportSession {
        let expiresAt = expiry(at: now, createdAt: session.createdAt)
        let least = min(ImportsLimits.useNotedSeconds, settings.idleSeconds / 10)
        guard expiresAt.seconds(since: session.expiresAt) >= least else { return session }
        var session = session
        (session.usedAt, session.expiresAt) = (now, expiresAt)
        try await stores.imports.noteUse(of: session.id, at: now, expiresAt: expiresAt)
        return session
    }
}
