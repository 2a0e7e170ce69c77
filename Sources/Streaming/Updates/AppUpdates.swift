package import Basics
import Crypto
package import Domain
import Foundation
package import NIOPosix

/// What whoever publishes says of a release; name, hash and size come from the file.
package struct AppReleaseDraft: Sendable, Hashable {
    package var channel = UpdateChannel.stable
    package var versionCode: Int
    package var versionName: String
    package var isMandatory = false
    package var versionCodeMin: Int?
    package var summary: String?
    package var items: [String] = []

    package init(versionCode: Int, versionName: String) {
        self.versionCode = versionCode
        self.versionName = versionName
    }

    /// Throws `AppReleaseError.invalid`.
    func check() throws(AppReleaseError) {
        guard (1...Int(Int32.max)).contains(versionCode) else {
            throw .invalid("version_code must be a number from 1 to \(Int32.max).")
        }
        guard (1...StreamingLimits.versionNameCharactersMax).contains(versionName.count) else {
            throw .invalid("version_name must have 1 to \(StreamingLimits.versionNameCharactersMax) characters.")
        }
        if let versionCodeMin {
            guard (1...versionCode).contains(versionCodeMin) else {
                throw .invalid("min_supported_version_code must be a number from 1 to version_code.")
            }
        }
        let texts = items + [summary].compactMap(\.self)
        guard items.count <= StreamingLimits.changelogItemsMax,
            texts.allSatisfy({ $0.count <= StreamingLimits.changelogCharactersMax })
        else { throw .invalid("The changelog is too long.") }
    }
}

/// The releases of the Android app that this server hands out: packages in a folder, what is said of them in the
/// database. First the file, then the release, so that nobody is ever told of a package that is not there.
package struct AppUpdates: Sendable {
    private let store: any AppReleaseStore
    private let folder: String
    private let threads: NIOThreadPool
    private let world: World

    /// `folder` is made when the first package comes.
    package init(store: any AppReleaseStore, folder: String, threads: NIOThreadPool, world: World) {
        self.store = store
        self.folder = folder
        self.threads = threads
        self.world = world
    }

    package func latest(_ channel: UpdateChannel) async throws -> AppRelease? {
        try await store.latest(channel)
    }

    /// A published package by its name, and where it lies; nil for every other name.
    package func package(named name: String) async throws -> (release: AppRelease, path: String)? {
        guard let release = try await store.release(fileName: name) else { return nil }
        return (release, path(of: release.fileName))
    }

    /// Where a package can be written while it arrives. Whoever asks removes the file when it was not published.
    package func makeUpload() async throws -> String {
        let (folder, name) = (folder, Self.uploadPrefix + world.randomHex(byteCount: 16))
        let abandonedAt = world.now().adding(seconds: -StreamingLimits.uploadSilentSeconds)
        return try await threads.runIfActive {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            Self.removeUploads(in: folder, silentSince: abandonedAt)
            return folder + "/" + name
        }
    }

    /// Publishes the package at `path`, which is moved, under the name that its uploader gave it.
    ///
    /// Throws `AppReleaseError`.
    package func publish(_ draft: AppReleaseDraft, file path: String, named name: String) async throws -> AppRelease {
        try draft.check()
        if let current = try await store.latest(draft.channel), current.versionCode >= draft.versionCode {
            throw AppReleaseError.notNewer(current: current.versionCode)
        }
        var release = AppRelease(
            channel: draft.channel, versionCode: draft.versionCode, versionName: draft.versionName,
            publishedAt: world.now())
        release.isMandatory = draft.isMandatory
        release.versionCodeMin = draft.versionCodeMin
        (release.summary, release.items) = (draft.summary, draft.items)
        (release.sha256, release.sizeBytes) = try await threads.runIfActive { try Self.measured(path) }
        let folder = folder
        let stored = try await threads.runIfActive { try Self.move(path, into: folder, as: name) }
        release.fileName = stored
        do {
            let gone = try await store.publish(release, keep: StreamingLimits.releasesKept)
            try? await remove(gone)
            return release
        } catch {
            try? await remove([stored])
            throw error
        }
    }

    /// Removes packages whose server was killed while they arrived. Published ones end in `.apk`, so none is taken for
    /// one of these.
    private static func removeUploads(in folder: String, silentSince moment: Instant) {
        let files = FileManager.default
        for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
            guard name.hasPrefix(uploadPrefix), name.dropFirst(uploadPrefix.count).allSatisfy(\.isHexDigit) else {
                continue
            }
            let path = folder + "/" + name
            guard let attributes = try? files.attributesOfItem(atPath: path),
                let changed = attributes[.modificationDate] as? Date, changed.timeIntervalSince1970 < moment.seconds
            else { continue }
            try? files.removeItem(atPath: path)
        }
    }

    private static let uploadPrefix = "upload-"

    private func path(of name: String) -> String { folder + "/" + name }

    private func remove(_ names: [String]) async throws {
        let paths = names.map(path)
        try await threads.runIfActive { for path in paths { try? FileManager.default.removeItem(atPath: path) } }
    }

    /// The hash in hexadecimal and the size, after a look at what is inside.
    private static func measured(_ path: String) throws -> (String, Int64) {
        do {
            try APKFile.check(path: path)
        } catch {
            throw AppReleaseError.notAnAPK
        }
        guard let file = FileHandle(forReadingAtPath: path) else { throw AppReleaseError.notAnAPK }
        defer { try? file.close() }
        var (hash, size) = (SHA256(), Int64(0))
        while let piece = try file.read(upToCount: StreamingLimits.hashBytes), !piece.isEmpty {
            hash.update(data: piece)
            size += Int64(piece.count)
        }
        return (Hex.encode(hash.finalize()), size)
    }

    private static func move(_ path: String, into folder: String, as name: String) throws -> String {
        let files = FileManager.default
        // A link never replaces a file, so of two uploads at one moment the later one looks again.
        for _ in 0..<StreamingLimits.apkMoveTriesMax {
            let taken = Set(try files.contentsOfDirectory(atPath: folder))
            guard let safe = APKName.safe(name, taken: taken) else { throw AppReleaseError.nameInvalid }
            guard (try? files.linkItem(atPath: path, toPath: folder + "/" + safe)) != nil else { continue }
            try files.removeItem(atPath: path)
            return safe
        }
        throw AppReleaseError.nameInvalid
    }
}
