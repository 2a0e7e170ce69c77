import Basics
import Domain
import Storage
import TestKit
import Testing

/// Releases of the app, alike on both drivers.
@Suite struct AppReleaseStoreTests {
    @Test(arguments: TestDriver.available)
    func `a release comes back as it was published`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.releases
            var release = AppRelease.test(42, channel: .beta)
            (release.isMandatory, release.versionCodeMin, release.summary) = (true, 40, "Faster & smaller")
            release.items = ["Subtitles", "\"Quotes\" \\ 🎬"]
            release.sizeBytes = 5_000_000_000
            #expect(try await store.publish(release, keep: 5).isEmpty)
            #expect(try await store.latest(.beta) == release)
            #expect(try await store.release(fileName: release.fileName) == release)
            #expect(try await store.latest(.stable) == nil)
            #expect(try await store.release(fileName: "other.apk") == nil)
        }
    }

    @Test(arguments: TestDriver.available, [1, 41, 42])
    func `only newer releases are taken, in each channel by itself`(driver: TestDriver, code: Int) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.releases
            _ = try await store.publish(.test(42), keep: 5)
            await #expect(throws: AppReleaseError.notNewer(current: 42)) {
                try await store.publish(.test(code), keep: 5)
            }
            _ = try await store.publish(.test(code, channel: .beta), keep: 5)
            #expect(try await store.latest(.stable)?.versionCode == 42)
            #expect(try await store.latest(.beta)?.versionCode == code)
            #expect(try await test.count("app_release") == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `the newest stay, and the files of the others are told`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.releases
            _ = try await store.publish(.test(1, channel: .beta), keep: 5)
            for code in 1...5 { #expect(try await store.publish(.test(code * 10), keep: 5).isEmpty) }
            #expect(try await store.publish(.test(60), keep: 5) == ["stable-10.apk"])
            #expect(
                Set(try await store.publish(.test(70), keep: 3)) == ["stable-20.apk", "stable-30.apk", "stable-40.apk"])
            #expect(try await store.release(fileName: "stable-40.apk") == nil)
            #expect(try await store.release(fileName: "stable-50.apk") != nil)
            #expect(try await store.latest(.stable)?.versionCode == 70)
            #expect(try await store.latest(.beta)?.versionCode == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of two who publish one version at once one succeeds`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.releases
            let published = try await concurrently(2) { number in
                var release = AppRelease.test(7)
                release.fileName = "upload-\(number).apk"
                do {
                    _ = try await store.publish(release, keep: 5)
                    return true
                } catch AppReleaseError.notNewer(current: 7) {
                    return false
                }
            }
            #expect(published.count { $0 } == 1)
            #expect(try await test.count("app_release") == 1)
            let winner = published.firstIndex(of: true) ?? -1
            #expect(try await store.latest(.stable)?.fileName == "upload-\(winner).apk")
        }
    }

    @Test(arguments: TestDriver.available)
    func `of several versions at once the highest is the latest`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let store = test.stores.releases
            let published = try await concurrently(6) { number in
                do {
                    _ = try await store.publish(.test(number + 1), keep: 5)
                    return true
                } catch AppReleaseError.notNewer {
                    return false
                }
            }
            #expect(published[5], "nothing is newer")
            #expect(try await store.latest(.stable)?.versionCode == 6)
            #expect(try await test.count("app_release") == min(5, published.count { $0 }))
        }
    }
}

extension AppRelease {
    fileprivate static func test(_ code: Int, channel: UpdateChannel = .stable) -> AppRelease {
        var release = AppRelease(
            channel: channel, versionCode: code, versionName: "1.\(code)", publishedAt: .test(Double(code)))
        release.fileName = "\(channel.rawValue)-\(code).apk"
        release.sha256 = String(repeating: "0a", count: 32)
        release.sizeBytes = 1000
        return release
    }
}
