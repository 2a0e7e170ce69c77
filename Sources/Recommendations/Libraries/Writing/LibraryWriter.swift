import Basics
package import Domain
package import Host

/// Writes libraries, with their posters.
package struct LibraryWriter: Sendable {
    private let pictures: any PictureSource
    private let marking: PosterMarking?
    private let threads: HostThreads

    /// Posters carry a rank where there is ffmpeg. `threads` may wait for disks.
    package init(pictures: any PictureSource, ffmpeg: HostPath?, threads: HostThreads) {
        self.pictures = pictures
        marking = ffmpeg.map { PosterMarking(ffmpeg: $0) }
        self.threads = threads
    }

    /// Makes the folder hold what the plan says. A poster that cannot be had is tried again the next time; the former
    /// one stays meanwhile. Throws `FileError` and `CancellationError`.
    package func write(_ plan: LibraryPlan, in folder: LibraryFolder) async throws -> LibraryChanges {
        var (changes, stamps) = try await threads.run { stop in
            (try folder.apply(plan, stop), try folder.stamps())
        }
        let wanted = plan.pictures
        let known = stamps.filter { path, stamp in wanted[path].map { self.stamp(of: $0) == stamp } ?? false }
        let missing = wanted.filter { known[$0.key] == nil }.sorted { $0.key < $1.key }
        let made = try await missing.mapConcurrently(atMost: LibraryLimits.picturesAtOnce) { path, picture in
            try await put(picture, at: path, in: folder)
        }
        stamps = known
        for case (let (path, picture), let isNew?) in zip(missing, made) {
            stamps[path] = stamp(of: picture)
            if isNew { changes.written += 1 }
        }
        let list = stamps
        try await threads.run { _ in try folder.putStamps(list) }
        return changes
    }

    /// Empties a folder that is there; false when there was nothing in it.
    package func clear(_ folder: LibraryFolder) async throws -> Bool {
        try await threads.run { stop in
            guard try folder.isThere() else { return false }
            let changes = try folder.apply(LibraryPlan(), stop)
            try folder.putStamps([:])
            return changes.removed > 0
        }
    }

    private func stamp(of picture: LibraryPicture) -> String { picture.stamp(isMarked: marking != nil) }

    /// Whether a poster was written; nil where there is none.
    private func put(
        _ picture: LibraryPicture, at path: String, in folder: LibraryFolder
    ) async throws -> Bool? {
        guard let plain = try await plain(picture), plain.bytes.count <= LibraryLimits.pictureBytesMax else {
            return nil
        }
        guard let marked = try await marked(plain, picture, in: folder) else {
            return try await threads.run { _ in try folder.put(plain.bytes, at: path) }
        }
        return try await threads.run { _ in try folder.put(marked, at: path) }
    }

    private func plain(_ picture: LibraryPicture) async throws -> Picture? {
        do {
            return try await pictures.picture(picture.source, .w500)
        } catch is PictureError {
            return nil
        }
    }

    /// Nil where it cannot be marked. The program reads a file, which the next run removes when this one cannot.
    private func marked(
        _ plain: Picture, _ picture: LibraryPicture, in folder: LibraryFolder
    ) async throws -> [UInt8]? {
        guard let marking else { return nil }
        let name = ".kinothek-" + stamp(of: picture)
        try await threads.run { _ in _ = try folder.put(plain.bytes, at: name) }
        let bytes = try await marking.jpeg(of: folder.path(of: name), plain.contentType, picture)
        try await threads.run { _ in try folder.remove(name) }
        return bytes
    }
}

extension LibraryPlan {
    fileprivate var pictures: [String: LibraryPicture] {
        files.compactMapValues { file in
            if case .picture(let picture) = file { picture } else { nil }
        }
    }
}
