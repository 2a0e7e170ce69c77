import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Slots for bytes that are asked for by address alone, alike on both drivers.
@Suite struct StreamSlotTests {
    @Test(arguments: TestDriver.available)
    func `whoever plays goes on without a word being written`(driver: TestDriver) async throws {
        try await StreamBench.with(driver) { bench async throws in
            try await bench.play(0, at: 0)
            let (slots, counter) = try await StatementCounter.counting {
                try await bench.stream(0, .title(bench.films[0]), at: 10)
            }
            #expect(slots == StreamSlots(slots: PlaybackSlots(isGranted: true, active: 1), limit: 2))
            #expect(counter.statements.allSatisfy { $0.hasPrefix("SELECT") })
            #expect(try await bench.live(at: 10).map(\.seenAt) == [.test(0)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `who stopped, was silent or never began takes a slot while there is one`(
        driver: TestDriver
    ) async throws {
        try await StreamBench.with(driver) { bench async throws in
            let film = StreamWish.Media.file(bench.file)
            try await bench.play(0, at: 0)
            try await bench.playbacks.end(bench.sessions[0])
            #expect(try await bench.stream(0, film, at: 5)?.slots == PlaybackSlots(isGranted: true, active: 1))
            var live = try #require(try await bench.live(at: 5).first)
            #expect(live.titleID == bench.films[0] && live.startedAt == .test(5) && live.fileID == bench.file)
            #expect(live.profileID == bench.profile, "that of the session")

            let kim = try await bench.activity.addProfile("Kim")
            try await bench.play(1, at: 10, as: kim)
            #expect(try await bench.stream(1, film, at: 100)?.slots == PlaybackSlots(isGranted: true, active: 1))
            live = try #require(try await bench.live(at: 100).first)
            #expect(live.startedAt == .test(100) && live.profileID == kim && live.position == 77, "where it was")

            #expect(try await bench.stream(2, film, at: 101)?.slots == PlaybackSlots(isGranted: true, active: 2))
            let refused = StreamSlots(slots: PlaybackSlots(isGranted: false, active: 2), limit: 2)
            #expect(try await bench.stream(0, film, at: 102) == refused)
            #expect(try await bench.live(at: 102).map(\.sessionID) == [bench.sessions[1], bench.sessions[2]])
            #expect(try await bench.stream(1, film, at: 103)?.slots.isGranted == true)
        }
    }

    @Test(arguments: TestDriver.available)
    func `other bytes of a session take the place of what it played`(driver: TestDriver) async throws {
        try await StreamBench.with(driver) { bench async throws in
            try await bench.play(0, at: 0)
            try await bench.play(1, at: 1)
            #expect(try await bench.stream(0, .title(bench.films[1]), at: 5)?.slots.isGranted == true)
            let live = try #require(try await bench.live(at: 5).first)
            #expect(live.sessionID == bench.sessions[0] && live.titleID == bench.films[1] && live.position == 0)
            #expect(live.startedAt == .test(0), "it keeps its place")
        }
    }

    @Test(arguments: TestDriver.available)
    func `an account's own number counts, and those that came last are refused`(driver: TestDriver) async throws {
        try await StreamBench.with(driver) { bench async throws in
            let film = StreamWish.Media.file(bench.file)
            for number in 0...1 { try await bench.play(number, at: Double(number)) }
            try await bench.activity.stores.accounts.setPlaybacksMax(1, of: bench.activity.user)
            #expect(try await bench.stream(0, film, at: 5)?.slots.isGranted == true)
            #expect(
                try await bench.stream(1, film, at: 5)
                    == StreamSlots(slots: PlaybackSlots(isGranted: false, active: 2), limit: 1))
            try await bench.activity.stores.accounts.setPlaybacksMax(0, of: bench.activity.user)
            for number in 0...2 { #expect(try await bench.stream(number, film, at: 6)?.slots.isGranted == true) }
        }
    }

    @Test(arguments: TestDriver.available)
    func `of many that fetch at once as many play as may`(driver: TestDriver) async throws {
        try await StreamBench.with(driver) { bench async throws in
            let answers = try await concurrently(bench.sessions.count) { number in
                try await bench.stream(number, .file(bench.file), at: 0)?.slots.isGranted ?? false
            }
            #expect(answers.count { $0 } == 2)
            #expect(try await bench.live(at: 0).count == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a file without a title plays nothing, and the file of a session is known`(
        driver: TestDriver
    ) async throws {
        try await StreamBench.with(driver) { bench async throws in
            #expect(try await bench.stream(0, .file(MediaFileID(999)), at: 0) == nil)
            #expect(try await bench.live(at: 0).isEmpty)
            let (session, film) = (bench.sessions[0], bench.films[0])
            #expect(try await bench.playbacks.file(of: session, playing: film) == nil)
            try await bench.play(0, at: 0)
            #expect(try await bench.playbacks.file(of: session, playing: film) == bench.file)
            #expect(try await bench.playbacks.file(of: session, playing: bench.films[1]) == nil)
            // A report says nothing of the file, unless another title is played.
            try await bench.play(0, at: 1, withFile: false)
            #expect(try await bench.playbacks.file(of: session, playing: film) == bench.file)
            try await bench.play(0, at: 2, withFile: false, of: bench.films[1])
            #expect(try await bench.playbacks.file(of: session, playing: bench.films[1]) == nil)
        }
    }
}

/// Five sessions of an account of which two may play, and two films, the first of them with a file.
private struct StreamBench: Sendable {
    let activity: ActivityBench
    let sessions: [SessionID]
    let file: MediaFileID

    var playbacks: SQLPlaybackStore { activity.stores.playbacks }
    var films: [TitleID] { activity.films }
    var profile: ProfileID { activity.profile }

    static func with(_ driver: TestDriver, _ body: (StreamBench) async throws -> Void) async throws {
        try await ActivityBench.with(driver) { activity async throws in
            let media = activity.stores.media
            let library = try await media.addLibrary(name: "A", kind: .movies, folders: ["/a"], at: .test(0))
            let folder = try #require(library.folders.first).id
            _ = try await media.save([.film("Film 1", .at("1.mkv"))], in: folder, at: .test(0))
            let file = try #require(try await media.files(of: folder).first)
            #expect(file.titles == [activity.films[0]])
            var sessions: [SessionID] = []
            for number in 1...5 { sessions.append(try await activity.session(UInt8(number))) }
            try await body(StreamBench(activity: activity, sessions: sessions, file: file.id))
        }
    }

    /// A session says that it plays, at second 77 of the first film.
    func play(
        _ number: Int, at seconds: Double, as profile: ProfileID? = nil, withFile hasFile: Bool = true,
        of title: TitleID? = nil
    ) async throws {
        var claim = PlaybackClaim(
            sessionID: sessions[number], userID: activity.user, profileID: profile ?? self.profile,
            titleID: title ?? films[0], at: .test(seconds), liveSince: .test(seconds - 60), limit: 0)
        claim.report = PlaybackReport(position: 77)
        claim.fileID = hasFile ? file : nil
        _ = try await playbacks.claim(claim)
    }

    func stream(_ number: Int, _ media: StreamWish.Media, at seconds: Double) async throws -> StreamSlots? {
        var wish = StreamWish(
            media, sessionID: sessions[number], userID: activity.user, at: .test(seconds),
            liveSince: .test(seconds - 60))
        wish.limitDefault = 2
        return try await playbacks.stream(wish)
    }

    func live(at seconds: Double) async throws -> [Playback] {
        try await playbacks.live(of: activity.user, since: .test(seconds - 60))
    }
}
