import Basics
import Crypto
import Domain
import Foundation
import NIOPosix
import Storage
import Streaming
import TestKit
import Testing

@Suite("Releases of the app")
struct AppUpdatesTests {
    @Test("a package is published under a safe name, with its hash and size")
    func publish() async throws {
        try await UpdatesBench.with { bench async throws in
            var draft = AppReleaseDraft(versionCode: 42, versionName: "1.4.2")
            (draft.isMandatory, draft.versionCodeMin, draft.summary) = (true, 40, "Faster")
            draft.items = ["Subtitles", "Fewer crashes"]
            let upload = try await bench.upload(bench.app)
            let release = try await bench.updates.publish(draft, file: upload, named: "C:\\fakepath\\My App.apk")
            #expect(release.fileName == "MyApp.apk" && release.sizeBytes == Int64(bench.app.count))
            #expect(release.sha256 == SHA256.hash(data: bench.app).map { String(format: "%02x", $0) }.joined())
            #expect(release.versionCode == 42 && release.versionName == "1.4.2" && release.channel == .stable)
            #expect(release.isMandatory && release.versionCodeMin == 40 && release.items == draft.items)
            #expect(release.publishedAt == bench.clock.now && release.summary == "Faster")
            #expect(try await bench.updates.latest(.stable) == release)
            #expect(try await bench.updates.latest(.beta) == nil)
            #expect(bench.names == ["MyApp.apk"], "the upload was moved")
            let found = try #require(try await bench.updates.package(named: "MyApp.apk"))
            #expect(found.release == release && FileManager.default.contents(atPath: found.path) == Data(bench.app))
        }
    }

    @Test("an upload has a place of its own, which nobody else may read")
    func uploads() async throws {
        try await UpdatesBench.with { bench async throws in
            let (first, second) = (try await bench.updates.makeUpload(), try await bench.updates.makeUpload())
            #expect(first != second && first.hasPrefix(bench.folder + "/"))
            let attributes = try FileManager.default.attributesOfItem(atPath: bench.folder)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
            #expect(bench.names.isEmpty)
        }
    }

    @Test("an upload that a killed server left behind goes with the next one; those that arrive stay")
    func abandoned() async throws {
        try await UpdatesBench.with { bench async throws in
            let published = bench.folder + "/" + (try await bench.publish(1, as: "upload-1.apk").fileName)
            let (left, arriving) = (try await bench.upload(bench.app), try await bench.upload(bench.app))
            let limit = StreamingLimits.uploadSilentSeconds
            for (path, seconds) in [(left, limit + 1), (arriving, limit - 1), (published, limit * 2)] {
                let moment = bench.clock.now.adding(seconds: -seconds)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: moment.seconds)], ofItemAtPath: path)
            }
            _ = try await bench.updates.makeUpload()
            #expect(!bench.isThere(left))
            #expect(bench.isThere(arriving) && bench.isThere(published))
        }
    }

    @Test(
        "only published names are handed out",
        arguments: ["", "other.apk", "../secret.apk", "MyApp", "upload-1", "/etc/passwd"])
    func otherNames(_ name: String) async throws {
        try await UpdatesBench.with { bench async throws in
            _ = try await bench.publish(1, as: "MyApp.apk")
            try Data(bench.app).write(to: URL(fileURLWithPath: bench.folder + "/other.apk"))
            #expect(try await bench.updates.package(named: name) == nil)
        }
    }

    @Test("an equal name gets a number, and the older release stays")
    func equalNames() async throws {
        try await UpdatesBench.with { bench async throws in
            #expect(try await bench.publish(1, as: "app.apk").fileName == "app.apk")
            #expect(try await bench.publish(2, as: "app.apk").fileName == "app-2.apk")
            #expect(try await bench.publish(1, as: "app.apk", channel: .beta).fileName == "app-3.apk")
            #expect(try await bench.updates.package(named: "app.apk")?.release.versionCode == 1)
            #expect(bench.names == ["app-2.apk", "app-3.apk", "app.apk"])
        }
    }

    @Test("the last five of a channel stay, with their files")
    func kept() async throws {
        try await UpdatesBench.with { bench async throws in
            _ = try await bench.publish(1, as: "beta.apk", channel: .beta)
            for code in 1...7 { _ = try await bench.publish(code, as: "app\(code).apk") }
            #expect(bench.names == ["app3.apk", "app4.apk", "app5.apk", "app6.apk", "app7.apk", "beta.apk"])
            #expect(try await bench.updates.package(named: "app2.apk") == nil)
            #expect(try await bench.updates.package(named: "app3.apk") != nil)
            #expect(try await bench.updates.latest(.stable)?.versionCode == 7)
        }
    }

    @Test("a version that is not newer leaves nothing behind", arguments: [5, 4, 1])
    func notNewer(_ code: Int) async throws {
        try await UpdatesBench.with { bench async throws in
            _ = try await bench.publish(5, as: "app.apk")
            let upload = try await bench.upload(bench.app)
            await #expect(throws: AppReleaseError.notNewer(current: 5)) {
                try await bench.updates.publish(
                    AppReleaseDraft(versionCode: code, versionName: "x"), file: upload, named: "old.apk")
            }
            #expect(bench.isThere(upload), "whoever uploaded it removes it")
            #expect(bench.names == ["app.apk", "upload"])
        }
    }

    @Test("what is no package, or has no name, leaves nothing behind")
    func noPackage() async throws {
        try await UpdatesBench.with { bench async throws in
            let draft = AppReleaseDraft(versionCode: 1, versionName: "1")
            for bytes in [[], Array("no zip".utf8), SampleZip(files: [.init(name: "a.txt")]).bytes] {
                let upload = try await bench.upload(bytes)
                await #expect(throws: AppReleaseError.notAnAPK) {
                    try await bench.updates.publish(draft, file: upload, named: "app.apk")
                }
                try FileManager.default.removeItem(atPath: upload)
            }
            let upload = try await bench.upload(bench.app)
            for name in ["", "app.zip", "../.apk", "app"] {
                await #expect(throws: AppReleaseError.nameInvalid) {
                    try await bench.updates.publish(draft, file: upload, named: name)
                }
            }
            await #expect(throws: AppReleaseError.notAnAPK) {
                try await bench.updates.publish(draft, file: bench.folder + "/gone", named: "app.apk")
            }
            #expect(bench.names == ["upload"] && bench.isThere(upload))
            #expect(try await bench.updates.latest(.stable) == nil)
        }
    }

    private static let drafts: [AppReleaseDraft] = {
        func draft(_ code: Int, _ name: String, _ change: (inout AppReleaseDraft) -> Void = { _ in }) -> AppReleaseDraft
        {
            var draft = AppReleaseDraft(versionCode: code, versionName: name)
            change(&draft)
            return draft
        }
        return [
            draft(0, "1"), draft(-1, "1"), draft(Int(Int32.max) + 1, "1"), draft(1, ""),
            draft(1, String(repeating: "x", count: 51)), draft(5, "1") { $0.versionCodeMin = 6 },
            draft(5, "1") { $0.versionCodeMin = 0 }, draft(1, "1") { $0.summary = String(repeating: "x", count: 4001) },
            draft(1, "1") { $0.items = [String](repeating: "x", count: 51) },
            draft(1, "1") { $0.items = [String(repeating: "x", count: 4001)] },
        ]
    }()

    @Test("what is said of a release has bounds", arguments: drafts.indices)
    func bounds(_ number: Int) async throws {
        try await UpdatesBench.with { bench async throws in
            let upload = try await bench.upload(bench.app)
            do {
                _ = try await bench.updates.publish(Self.drafts[number], file: upload, named: "app.apk")
                Issue.record("it was published")
            } catch AppReleaseError.invalid(let reason) {
                #expect(!reason.isEmpty)
            }
            #expect(bench.names == ["upload"])
        }
    }

    @Test("a database that fails leaves no package behind, and older ones alone")
    func failedStore() async throws {
        try await UpdatesBench.with { bench async throws in
            _ = try await bench.publish(1, as: "app.apk")
            let failing = AppUpdates(
                store: FailingReleases(releases: bench.releases), folder: bench.folder, threads: .singleton,
                world: bench.clock.world)
            let upload = try await bench.upload(bench.app)
            await #expect(throws: FailingReleases.Full()) {
                try await failing.publish(
                    AppReleaseDraft(versionCode: 2, versionName: "2"), file: upload, named: "app.apk")
            }
            #expect(bench.names == ["app.apk"])
            #expect(try await bench.updates.latest(.stable)?.versionCode == 1)
        }
    }

    @Test("of several at once the newest is the latest, and every file has its release")
    func atOnce() async throws {
        try await UpdatesBench.with { bench async throws in
            let uploads = try await bench.uploads(4)
            await withTaskGroup(of: Void.self) { group in
                for (number, upload) in uploads.enumerated() {
                    group.addTask {
                        let draft = AppReleaseDraft(versionCode: number + 1, versionName: "1")
                        _ = try? await bench.updates.publish(draft, file: upload, named: "app\(number).apk")
                    }
                }
            }
            for upload in uploads { try? FileManager.default.removeItem(atPath: upload) }
            #expect(try await bench.updates.latest(.stable)?.versionCode == 4)
            for name in bench.names { #expect(try await bench.updates.package(named: name) != nil, "\(name)") }
            #expect(bench.names.contains("app3.apk"))
        }
    }
}

/// Fails where it matters.
private struct FailingReleases: AppReleaseStore {
    struct Full: Error, Equatable {}

    let releases: any AppReleaseStore

    func publish(_ release: AppRelease, keep: Int) async throws -> [String] { throw Full() }
    func latest(_ channel: UpdateChannel) async throws -> AppRelease? { try await releases.latest(channel) }
    func release(fileName: String) async throws -> AppRelease? { try await releases.release(fileName: fileName) }
}

/// Releases in a real database and a folder of a test's own.
private struct UpdatesBench: Sendable {
    let releases: SQLAppReleaseStore
    let updates: AppUpdates
    let folder: String
    let clock: TestWorld
    let app = SampleZip.app.bytes

    static func with(_ body: (UpdatesBench) async throws -> Void) async throws {
        let clock = TestWorld()
        let base = FileManager.default.temporaryDirectory.path + "/updates-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: base) }
        try await TestStores.with(.sqlite, world: clock.world) { test async throws in
            let updates = AppUpdates(
                store: test.stores.releases, folder: base + "/apps", threads: .singleton, world: clock.world)
            try await body(
                UpdatesBench(releases: test.stores.releases, updates: updates, folder: base + "/apps", clock: clock))
        }
    }

    /// What lies in the folder; packages that are still arriving are all called `upload`.
    var names: [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return all.map { $0.hasPrefix("upload-") ? "upload" : $0 }.sorted()
    }

    func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    func upload(_ bytes: [UInt8]) async throws -> String {
        let path = try await updates.makeUpload()
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func uploads(_ count: Int) async throws -> [String] {
        var paths: [String] = []
        for _ in 0..<count { paths.append(try await upload(app)) }
        return paths
    }

    func publish(_ code: Int, as name: String, channel: UpdateChannel = .stable) async throws -> AppRelease {
        var draft = AppReleaseDraft(versionCode: code, versionName: "1.\(code)")
        draft.channel = channel
        return try await updates.publish(draft, file: try await upload(app), named: name)
    }
}
