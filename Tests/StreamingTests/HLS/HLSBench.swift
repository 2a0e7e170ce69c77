import Basics
import Domain
import Foundation
import Host
import Synchronization

@testable import Streaming

/// A transcoder over programs that the test plays, in a folder of its own.
struct HLSBench: Sendable {
    let transcoder: HLSTranscoder
    let programs = FakePrograms()
    let clock = MovedClock()
    let folder: String
    let complaints: Complaints

    final class Complaints: Sendable {
        private let texts = Mutex<[String]>([])

        var all: [String] { texts.withLock { $0 } }
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    static let film = TitleID(7)
    static let recipe = HLSRecipe(picture: .copied(.h264), sound: .converted)
    static let job = HLSJob(title: film, file: .matroska, recipe: recipe)

    /// Runs a test, and removes the folder afterwards.
    static func with(
        _ settings: HLSSettings = HLSSettings(), leftover: String? = nil,
        _ body: (HLSBench) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/kinothek-hls-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        if let leftover {
            try FileManager.default.createDirectory(
                atPath: folder + "/" + leftover, withIntermediateDirectories: true)
        }
        try await body(HLSBench(folder, settings))
    }

    private init(_ folder: String, _ settings: HLSSettings) {
        self.folder = folder
        let complaints = Complaints()
        self.complaints = complaints
        transcoder = HLSTranscoder(
            programs: programs, folder: folder, settings: settings, threads: HostThreads(count: 2),
            world: clock.world, complain: { complaints.add($0) })
    }

    static func place(_ start: Int = 0, session: Int32 = 1, title: TitleID = film) -> HLSPlace {
        HLSPlace(title: title, start: start, session: SessionID(session))
    }

    func sit(_ session: Int32 = 1, user: Int32 = 1, at job: HLSJob = job) async {
        await transcoder.seat(SessionID(session), of: UserID(user), at: job)
    }

    /// Begins at a place; the program writes so many fragments of two seconds, from there on.
    func begin(
        _ start: Int = 0, session: Int32 = 1, fragments: Int = 8
    ) async throws -> (list: String, program: FakeProgram) {
        let count = programs.all.count
        async let list = transcoder.playlist(at: Self.place(start, session: session))
        let program = try await programs.started(count + 1)
        program.write(from: Double(start), fragments: fragments)
        return (try await list, program)
    }

    func segment(_ number: Int, _ start: Int = 0, session: Int32 = 1) async throws -> [UInt8] {
        let path = try await transcoder.segment(number, at: Self.place(start, session: session))
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Names of everything in the folder, the folder of this value's own left out.
    var files: [String] {
        get throws {
            let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            return names.compactMap { name in
                let parts = name.split(separator: "/").dropFirst()
                return parts.isEmpty ? nil : parts.joined(separator: "/")
            }.sorted()
        }
    }

    /// Waits for what comes about by itself.
    func eventually(_ holds: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<5000 {
            if try await holds() { return true }
            try await Task.sleep(for: .milliseconds(1))
        }
        return false
    }
}
