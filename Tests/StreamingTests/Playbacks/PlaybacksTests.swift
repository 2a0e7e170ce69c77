import Basics
import Domain
import Synchronization
import TestKit
import Testing

@testable import Streaming

@Suite("Signs of life of streams")
struct StreamPulsesTests {
    private let clock = TestWorld()
    private let store = NotedPlaybacks()
    private let pulses: StreamPulses

    init() {
        pulses = StreamPulses(
            playbacks: Playbacks(store: store, settings: PlaybackSettings(), world: clock.world), world: clock.world)
    }

    private func beat(_ session: Int32, times: Int = 1) {
        for _ in 0..<times { pulses.beat(SessionID(session)) }
    }

    @Test("however many bytes leave, a session is touched once in five seconds")
    func once() async {
        beat(1, times: 1000)
        #expect(await store.next() == Touch(session: 1, at: clock.now))
        clock.advance(seconds: StreamingLimits.touchSeconds - 0.001)
        beat(1, times: 10)
        clock.advance(seconds: 0.001)
        beat(1, times: 10)
        #expect(await store.next() == Touch(session: 1, at: clock.now))
        beat(2)
        #expect(await store.next() == Touch(session: 2, at: clock.now))
        #expect(store.count == 3)
    }

    @Test("sessions do not wait for one another")
    func apart() async {
        for session in Int32(1)...20 { beat(session, times: 3) }
        var touched: Set<Int32> = []
        for _ in 1...20 { touched.insert(await store.next().session) }
        #expect(touched == Set(1...20))
        #expect(store.count == 20)
    }

    @Test("it tells what counts as alive")
    func alive() async {
        beat(1)
        _ = await store.next()
        #expect(store.liveSince == [clock.now.adding(seconds: -StreamingLimits.playbackSeconds)])
    }

    @Test("a database that cannot be reached stops no stream")
    func failure() async {
        store.fail()
        beat(1)
        _ = await store.next()
        clock.advance(seconds: 5)
        beat(1)
        #expect(await store.next().at == clock.now)
        #expect(pulses.beat(SessionID(1)))
    }

    /// Whether bytes of a session may leave some time after it was found out how its playback is.
    private func mayGoOn(_ session: Int32) async -> Bool {
        beat(session)
        _ = await store.next()
        for _ in 0..<1000 where pulses.beat(SessionID(session)) { await Task.yield() }
        return pulses.beat(SessionID(session))
    }

    @Test("what is under way for a playback that was ended ends, until one begins again")
    func ended() async {
        #expect(await mayGoOn(1))
        clock.advance(seconds: 5)
        store.pulse.withLock { $0 = .ended }
        #expect(await !mayGoOn(1))
        #expect(pulses.beat(SessionID(2)), "others are not concerned")
        pulses.begin(SessionID(1))
        #expect(pulses.beat(SessionID(1)))
    }

    @Test("a playback that was silent for too long takes a slot again, or ends", arguments: [true, false])
    func silent(_ hasRoom: Bool) async {
        store.pulse.withLock { $0 = .silent(TitleID(7), of: UserID(1)) }
        store.room.withLock { $0 = hasRoom }
        #expect(await mayGoOn(1) == hasRoom)
        #expect(store.wished == [.title(TitleID(7))])
    }
}

@Suite("The slots of an account")
struct PlaybacksTests {
    private static func user(_ playbacksMax: Int?) -> User {
        var user = User(
            id: UserID(1), uuid: "u", email: "a@example.org", name: "Ann", role: .user, isActive: true,
            createdAt: .test(0))
        user.playbacksMax = playbacksMax
        return user
    }

    @Test(
        "the account's own number, else the setting",
        arguments: [(nil, 3), (1, 1), (0, 0), (7, 7), (-1, 0)] as [(Int?, Int)])
    func limit(_ own: Int?, _ limit: Int) {
        let playbacks = Playbacks(store: NotedPlaybacks(), settings: PlaybackSettings(), world: TestWorld().world)
        #expect(playbacks.limit(of: Self.user(own)) == limit)
    }

    @Test("bytes want a slot, and are refused with the limit that is in force")
    func streams() async throws {
        let store = NotedPlaybacks()
        let playbacks = Playbacks(store: store, settings: PlaybackSettings(), world: TestWorld().world)
        try await playbacks.stream(.file(MediaFileID(3)), in: SessionID(1), of: UserID(1))
        store.room.withLock { $0 = false }
        await #expect(throws: PlaybackRefusal.limitReached(limit: StreamingLimits.playbacksDefault, active: 3)) {
            try await playbacks.stream(.title(TitleID(4)), in: SessionID(1), of: UserID(1))
        }
        #expect(store.wished == [.file(MediaFileID(3)), .title(TitleID(4))])
    }

    @Test(
        "those that began first go on",
        arguments: [
            (1, 3, PlaybackStanding(isRevoked: false, limit: 3, active: 4, projected: 4)),
            (3, 3, PlaybackStanding(isRevoked: false, limit: 3, active: 4, projected: 4)),
            (4, 3, PlaybackStanding(isRevoked: true, limit: 3, active: 4, projected: 4)),
            (9, 3, PlaybackStanding(isRevoked: true, limit: 3, active: 4, projected: 5)),
            (9, 5, PlaybackStanding(isRevoked: false, limit: 5, active: 4, projected: 5)),
            (9, 0, PlaybackStanding(isRevoked: false, limit: 0, active: 4, projected: 5)),
            (4, 0, PlaybackStanding(isRevoked: false, limit: 0, active: 4, projected: 4)),
        ])
    func standing(_ session: Int32, _ limit: Int, _ expected: PlaybackStanding) async throws {
        let store = NotedPlaybacks(playing: [1, 2, 3, 4])
        let playbacks = Playbacks(store: store, settings: PlaybackSettings(), world: TestWorld().world)
        #expect(try await playbacks.status(of: SessionID(session), of: Self.user(limit)) == expected)
    }
}

private struct Touch: Equatable, Sendable {
    let session: Int32
    let at: Instant
}

/// Notes who is kept alive, and says who plays.
private final class NotedPlaybacks: PlaybackStore {
    struct Unreachable: Error {}

    private let playing: [Int32]
    private let touches = Mutex<[Instant]>([])
    private let failing = Mutex(false)
    private let wishes = Mutex<[StreamWish]>([])
    /// What a touch finds, and whether there is a slot for a stream.
    let pulse = Mutex(PlaybackPulse.alive)
    let room = Mutex(true)
    private let stream: AsyncStream<Touch>
    private let continuation: AsyncStream<Touch>.Continuation

    init(playing: [Int32] = []) {
        self.playing = playing
        (stream, continuation) = AsyncStream.makeStream()
    }

    var count: Int { touches.withLock { $0.count } }
    var liveSince: [Instant] { touches.withLock { $0 } }
    var wished: [StreamWish.Media] { wishes.withLock { $0.map(\.media) } }

    func fail() { failing.withLock { $0 = true } }

    /// Waits for the next touch.
    func next() async -> Touch {
        for await touch in stream { return touch }
        return Touch(session: 0, at: .test(-1))
    }

    func touch(_ session: SessionID, at moment: Instant, liveSince: Instant) async throws -> PlaybackPulse {
        touches.withLock { $0.append(liveSince) }
        continuation.yield(Touch(session: session.rawValue, at: moment))
        if failing.withLock({ $0 }) { throw Unreachable() }
        return pulse.withLock { $0 }
    }

    func stream(_ wish: StreamWish) async throws -> StreamSlots? {
        wishes.withLock { $0.append(wish) }
        let hasRoom = room.withLock { $0 }
        return StreamSlots(slots: PlaybackSlots(isGranted: hasRoom, active: 3), limit: wish.limitDefault)
    }

    func file(of session: SessionID, playing title: TitleID) async throws -> MediaFileID? { nil }

    func claim(_ claim: PlaybackClaim) async throws -> PlaybackSlots { throw Unreachable() }

    func live(of user: UserID, since moment: Instant) async throws -> [Playback] {
        playing.map { session in
            Playback(
                sessionID: SessionID(session), userID: user, profileID: nil, titleID: TitleID(1),
                moments: (.test(Double(session)), .test(100)), position: 0, isPaused: false, device: nil)
        }
    }

    func live(since moment: Instant) async throws -> [Playback] { [] }
    func end(_ session: SessionID) async throws {}
    func remove(seenBefore moment: Instant) async throws -> Int { 0 }
}
