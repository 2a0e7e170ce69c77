import Basics
package import Domain
import SQL

/// Slots for bytes that are asked for by address alone.
extension SQLPlaybackStore {
    package func stream(_ wish: StreamWish) async throws -> StreamSlots? {
        let seen = try await database.read { try StreamStanding(of: wish, $0) }
        guard let title = seen.titles.first else { return nil }
        if seen.goesOn { return seen.answer }
        return try await database.write { connection in
            try Self.lock(wish.userID, connection)
            let standing = try StreamStanding(of: wish, connection)
            guard standing.isGranted, !standing.goesOn else { return standing.answer }
            try Self.begin(title, for: wish, startedAt: standing.startedAt ?? wish.at, connection)
            return standing.answer
        }
    }

    package func file(of session: SessionID, playing title: TitleID) async throws -> MediaFileID? {
        try await database.read { connection in
            try connection.first(
                "SELECT file_id FROM playback WHERE session_id = \(session) AND title_id = \(title)"
            )?.get(0, as: MediaFileID?.self)
        }
    }

    /// Whoever watches is the profile that the session played with last, else the one that it uses.
    private static func begin(
        _ title: TitleID, for wish: StreamWish, startedAt: Instant, _ connection: any SQLConnection
    ) throws {
        var file: MediaFileID?
        if case .file(let id) = wish.media { file = id }
        try connection.execute(
            """
            INSERT INTO playback (session_id, user_id, profile_id, title_id, started_at, seen_at, position, is_paused,
                device, quality, file_id)
            VALUES (\(wish.sessionID), \(wish.userID),
                COALESCE((SELECT p.profile_id FROM playback p WHERE p.session_id = \(wish.sessionID)),
                    (SELECT s.profile_id FROM web_session s WHERE s.id = \(wish.sessionID))),
                \(title), \(startedAt), \(wish.at), 0, 0, NULL, \(JSONText.encode(StreamQuality())),
                \(SQLBinding(file)))
            ON CONFLICT (session_id) DO UPDATE SET title_id = excluded.title_id, started_at = excluded.started_at,
                seen_at = excluded.seen_at, is_paused = 0,
                position = CASE WHEN playback.title_id = excluded.title_id THEN playback.position ELSE 0 END,
                file_id = CASE WHEN playback.title_id = excluded.title_id
                    THEN COALESCE(playback.file_id, excluded.file_id) ELSE excluded.file_id END
            """)
    }
}

/// Where a session stands that asks for bytes.
private struct StreamStanding {
    /// What is asked for may be an episode and the next one in one file.
    let titles: [TitleID]
    /// Whether the session has a slot, or may have one.
    let isGranted: Bool
    /// Whether nothing has to change: the session plays what it asks for.
    let goesOn: Bool
    /// Since when the session plays; nil when it does not.
    let startedAt: Instant?
    let answer: StreamSlots

    init(of wish: StreamWish, _ connection: any SQLConnection) throws {
        let titles = try Self.titles(of: wish.media, connection)
        let row = try connection.first("SELECT playbacks_max FROM app_user WHERE id = \(wish.userID)")
        let limit = max(0, try row?.optionalInt(0) ?? wish.limitDefault)
        let live = try SQLPlaybackStore.live(of: wish.userID, since: wish.liveSince, connection)
        let own = live.firstIndex { $0.sessionID == wish.sessionID }
        let isGranted = limit == 0 || (own ?? live.count) < limit
        self.isGranted = isGranted
        goesOn = isGranted && own.map { titles.contains(live[$0].titleID) } ?? false
        startedAt = own.map { live[$0].startedAt }
        let active = live.count + (isGranted && own == nil ? 1 : 0)
        answer = StreamSlots(slots: PlaybackSlots(isGranted: isGranted, active: active), limit: limit)
        self.titles = titles
    }

    private static func titles(of media: StreamWish.Media, _ connection: any SQLConnection) throws -> [TitleID] {
        switch media {
        case .title(let id): return [id]
        case .file(let id):
            let rows = try connection.query("SELECT title_id FROM title_file WHERE file_id = \(id) ORDER BY title_id")
            return try rows.map { try $0.get(0) }
        }
    }
}
