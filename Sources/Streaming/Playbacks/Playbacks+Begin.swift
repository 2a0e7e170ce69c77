package import Domain

/// Who is in front of a player.
package struct PlaybackSeat: Sendable {
    package let session: SessionID
    package let user: User
    package let profile: ProfileID

    package init(session: SessionID, user: User, profile: ProfileID) {
        self.session = session
        self.user = user
        self.profile = profile
    }
}

/// Why nothing is played.
package enum PlaybackRefusal: Error, Equatable, Sendable {
    /// Other devices of the account play; `limit` may at the same time.
    case limitReached(limit: Int, active: Int)
    case fileMissing
}

extension Playbacks {
    /// Takes one of the account's slots for a file that is there, and returns the file.
    ///
    /// What is in the way is told in the order in which a person can do something about it: the other devices, the
    /// file. Throws `PlaybackRefusal`.
    package func begin(
        _ video: Video, _ file: VideoFile?, in seat: PlaybackSeat, presence: FilePresence
    ) async throws -> VideoFile {
        guard let file, file.file.isStreamable, try await presence.isPresent(file.file) else {
            // Nothing is claimed: a slot that plays nothing would only be in others' way, and what this session plays
            // at the moment goes on.
            let standing = try await status(of: seat.session, of: seat.user)
            guard !standing.isRevoked else {
                throw PlaybackRefusal.limitReached(limit: standing.limit, active: standing.active)
            }
            throw PlaybackRefusal.fileMissing
        }
        let slots = try await claim(video.title.id, in: seat, file: file.file.id, report: nil)
        guard slots.isGranted else {
            throw PlaybackRefusal.limitReached(limit: limit(of: seat.user), active: slots.active)
        }
        return file
    }

    /// Goes on with a playback, or begins one, unless others of the account came before. `file` is the one that is
    /// played, where the player says so.
    package func claim(
        _ video: Video, in seat: PlaybackSeat, file: MediaFileID? = nil, report: PlaybackReport
    ) async throws -> PlaybackSlots {
        try await claim(video.title.id, in: seat, file: file, report: report)
    }
}
