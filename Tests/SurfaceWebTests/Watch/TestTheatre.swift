import Accounts
import Activity
import Basics
import Catalogue
import Domain
import Foundation
import HTTPTypes
import Host
import NIOPosix
import Storage
import Streaming
import SurfaceKit
import SurfaceWeb
import Synchronization
import TestKit

/// What a household with films of its own is like.
struct TheatreSettings: Sendable {
    var hasMedia = true
    var playbacksMax = 3
    var canConvert = true
    /// What the program does that converts.
    var conversion = CannedPrograms.Behaviour.works
}

/// The films of a household, over its stores and short files.
struct TestTheatre: Sendable {
    let theatre: Theatre
    let media: TestMediaFolder
    let profiles: Profiles
    let watching: Watching
    let playbacks: Playbacks
    let videos: any VideoStore
    let programs: CannedPrograms
    let hls: HLSTranscoder
    let titles: [String: TitleID]

    init(_ settings: TheatreSettings, _ stores: TestStores, _ world: TestWorld) async throws {
        let (all, clock) = (stores.stores, world.world)
        media = try TestMediaFolder()
        if settings.hasMedia { try await media.fill(all.media, world) }
        titles = settings.hasMedia ? try await media.titles(in: stores) : [:]
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: clock)
        profiles = Profiles(
            store: all.profiles,
            pins: ProfilePINs(
                passwords: passwords, secrets: all.secrets, windows: MemoryRateWindows(), world: clock),
            settings: ProfileSettings(), world: clock)
        watching = Watching(store: all.watching, world: clock)
        var playback = PlaybackSettings()
        playback.playbacksMax = settings.playbacksMax
        playbacks = Playbacks(store: all.playbacks, settings: playback, world: clock)
        videos = all.videos
        programs = CannedPrograms(settings.conversion)
        hls = HLSTranscoder(
            programs: programs, folder: media.cache + "/pieces", threads: HostThreads(count: 2), world: clock)
        let threads = NIOThreadPool.singleton
        let libraries = all.media
        theatre = Theatre(
            profiles: profiles, watching: watching, videos: Videos(store: all.videos),
            libraries: { try await libraries.libraries() },
            player: Theatre.Player(
                playbacks: playbacks, pulses: StreamPulses(playbacks: playbacks, world: clock),
                tickets: Tickets(
                    secrets: all.secrets, sessions: AppSessions(store: all.sessions, world: clock), world: clock),
                presence: FilePresence(threads: threads, world: clock), hls: settings.canConvert ? hls : nil,
                files: FileReplies(pool: threads)))
    }

    func id(_ name: String) -> Int32 { titles[name]?.rawValue ?? 0 }
}

/// Programs that write the same small film, or fail.
struct CannedPrograms: HLSPrograms {
    enum Behaviour: Sendable {
        case works
        case fails
    }

    final class Record: Sendable {
        private let orders = Mutex<[HLSOrder]>([])

        var all: [HLSOrder] { orders.withLock { $0 } }
        func add(_ order: HLSOrder) { orders.withLock { $0.append(order) } }
    }

    private let behaviour: Behaviour
    let started = Record()

    init(_ behaviour: Behaviour) {
        self.behaviour = behaviour
    }

    func start(
        _ order: HLSOrder, output: @escaping @Sendable (ArraySlice<UInt8>) -> Void
    ) async throws -> any HLSProgram {
        started.add(order)
        guard behaviour == .works else { return Ended(complaint: "no such codec") }
        output(Self.film[...])
        return Ended(complaint: nil)
    }

    private struct Ended: HLSProgram {
        let complaint: String?

        func kill() {}
        func end() async -> String? { complaint }
    }

    /// A track of pictures in two fragments of two seconds.
    static let film = head + fragment(at: 0) + fragment(at: 2)

    static let head: [UInt8] = {
        let tkhd = box("tkhd", zeros(12) + number(1) + zeros(60))
        let mdhd = box("mdhd", zeros(12) + number(1000) + zeros(8))
        let hdlr = box("hdlr", zeros(8) + Array("vide".utf8) + zeros(13))
        return box("ftyp", Array("iso5".utf8)) + box("moov", box("trak", tkhd + box("mdia", mdhd + hdlr)))
    }()

    static func fragment(at second: UInt32) -> [UInt8] {
        let tfhd = box("tfhd", number(0x8) + number(1) + number(1000))
        let traf = box("traf", tfhd + box("tfdt", zeros(4) + number(second * 1000)) + box("trun", zeros(4) + number(2)))
        return box("moof", traf) + box("mdat", Array("pictures of \(second)".utf8))
    }

    private static func box(_ kind: String, _ content: [UInt8]) -> [UInt8] {
        number(UInt32(content.count + 8)) + Array(kind.utf8) + content
    }

    private static func number(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
}

extension WebHousehold {
    /// A household with films of its own, and their place in it.
    static func withFilms(
        _ change: @escaping @Sendable (inout TheatreSettings) -> Void = { _ in },
        _ body: @escaping @Sendable (WebHousehold, TestTheatre) async throws -> Void
    ) async throws {
        var theatre = TheatreSettings()
        change(&theatre)
        let settings = Settings { $0.theatre = theatre }
        try await with(settings) { house in
            if let theatre = house.theatre { try await body(house, theatre) }
        }
    }

    /// The session of somebody who is signed in.
    func session(of name: String) async throws -> (id: SessionID, user: User) {
        let user = name == "member" ? people.member : name == "guest" ? people.guest : people.admin
        let sessions = try await sessions.list(of: user.id)
        return (sessions.first?.id ?? SessionID(0), user)
    }

    func page(_ path: String, as name: String = "member") -> Scenario {
        Scenario(path, .get, path, as: .signedIn(name)).answers(200)
    }
}
