import Basics
import Domain
import Storage
import TestKit
import Testing

@testable import Server

@Suite("The sweep of what is over")
struct SweepTests {
    private static let day = 86_400.0
    /// Longer than anything is kept.
    private static let long = 400 * day

    /// What a household leaves behind, one of each kind at a time.
    private struct House {
        let stores: Stores
        let user: UserID
        let profile: ProfileID
        let film: TitleID

        static func make(_ installation: Installation, at now: Instant) async throws -> House {
            let stores = installation.persistence.stores
            let user = try await stores.accounts.addUser(
                NewUser(
                    uuid: "00000000-0000-4000-8000-000000000000", email: "anna@example.org", name: "Anna", role: .user,
                    passwordHash: nil, createdAt: now))
            let profile = try #require(try await stores.profiles.profiles(of: user.id, at: now).first)
            _ = try await stores.catalogue.merge([.film("Heat", imdb: "tt0113277")], from: .load)
            let id = try #require(IMDbID("tt0113277"))
            let film = try #require(try await stores.catalogue.title(imdbID: id))
            return House(stores: stores, user: user.id, profile: profile.id, film: film.id)
        }

        func leave(_ number: UInt8, at moment: Instant) async throws {
            let digest = [UInt8](repeating: number, count: 32)
            let session = NewWebSession(
                digest: digest, device: "browser", createdAt: moment, expiresAt: moment.adding(seconds: SweepTests.day),
                endsAt: moment.adding(seconds: 7 * SweepTests.day))
            let id = try await stores.sessions.addSession(session, for: user, openMax: 9).id
            let claim = PlaybackClaim(
                sessionID: id, userID: user, profileID: profile, titleID: film, at: moment,
                liveSince: moment.adding(seconds: -60), limit: 0)
            _ = try await stores.playbacks.claim(claim)
            let code = NewPairingCode(
                digest: digest, userID: user, createdAt: moment, expiresAt: moment.adding(seconds: 600))
            try await stores.accounts.addPairingCode(code, openMax: 9)
            let entry = AuditEntry(at: moment, action: "signin.failed", userID: user, address: nil)
            try await stores.audit.record(entry)
            let file = NewImport(
                uuid: "00000000-0000-4000-8000-00000000000\(number)", userID: user, source: .imdb, fileName: nil,
                counts: ImportCounts(), films: [ImportedFilm(title: "Heat", searchTitle: "Heat")], createdAt: moment,
                expiresAt: moment.adding(seconds: SweepTests.day))
            _ = try await stores.imports.begin(file)
            try await upload(number, at: moment)
        }

        /// A client that sends one chunk with an idempotency key and never comes back.
        private func upload(_ number: UInt8, at moment: Instant) async throws {
            let id = UploadID.make(.live)
            let upload = NewUpload(
                id: id, user: user, mode: .merge, source: "test", totalCount: 1, startedAt: moment)
            try await stores.uploads.start(upload, openMax: 9)
            let key = OnceKey(
                user: user, scope: "PUT /chunk", key: "key \(number)", bodyDigest: [number], at: moment,
                keptSeconds: SweepTests.day)
            let chunk = UploadChunk(upload: id, user: user, index: 0, entries: [IMDbID("tt0113277")], at: moment)
            let bounds = UploadBounds(films: 9, chunkEntries: 9, chunks: 9)
            let once = OnceRequest<[EntryVerdict]>(key: key) { _ in KeptAnswer(status: 200, body: []) }
            _ = try await stores.uploads.stage(chunk, within: bounds, once: once)
        }

        /// Removes what is over at a moment, and tells how many of each kind that were.
        func remove(at now: Instant) async throws -> [String: Int] {
            let yesterday = now.adding(seconds: -SweepTests.day)
            return [
                "playbacks": try await stores.playbacks.remove(seenBefore: yesterday),
                "sessions": try await stores.sessions.removeSessions(expiredBefore: now),
                "codes": try await stores.accounts.removePairingCodes(spentBefore: yesterday),
                "answers": try await stores.answers.removeAnswers(before: yesterday),
                "uploads": try await stores.uploads.sweepUploads(at: now, keep: 9),
                "imports": try await stores.imports.closeExpired(before: now),
                "entries": try await stores.audit.removeEntries(before: now.adding(seconds: -200 * SweepTests.day)),
            ]
        }
    }

    @Test("what is over goes, of every kind, and what counts stays")
    func sweep() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await sandbox.withInstallation { installation async throws in
            let now = World.live.now()
            let (past, future) = (now.adding(seconds: -Self.long), now.adding(seconds: Self.long))
            let house = try await House.make(installation, at: now)
            try await house.leave(1, at: past)
            let left = try await house.remove(at: now)
            #expect(left.count == 7 && left.values.allSatisfy { $0 == 1 }, "\(left)")

            try await house.leave(2, at: now)
            try await house.leave(3, at: past)
            await Sweeper(installation: installation).sweep()
            let over = try await house.remove(at: now)
            #expect(over.values.allSatisfy { $0 == 0 }, "the sweep has left \(over)")
            let kept = try await house.remove(at: future)
            #expect(kept.values.allSatisfy { $0 == 1 }, "the sweep has taken too much: \(kept)")
        }
    }
}
