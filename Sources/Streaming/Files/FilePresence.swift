package import Basics
package import Domain
import Glibc
package import NIOPosix
import Synchronization

/// Whether files are there at this moment, or were `StreamingLimits.presenceSeconds` ago.
package final class FilePresence: Sendable {
    private struct Answer {
        let isThere: Bool
        let at: Instant
    }

    private let threads: NIOThreadPool
    private let world: World
    private let answers = Mutex<[MediaFileID: Answer]>([:])

    /// `threads` wait for the file system, which may sleep on another machine.
    package init(threads: NIOThreadPool, world: World) {
        self.threads = threads
        self.world = world
    }

    /// Those of the files that are there.
    package func present(_ files: [MediaFile]) async throws -> Set<MediaFileID> {
        let now = world.now()
        let (known, unknown) = answers.withLock { answers in
            var known: Set<MediaFileID> = []
            var unknown: [MediaFile] = []
            for file in files {
                guard let answer = answers[file.id], now.seconds(since: answer.at) < StreamingLimits.presenceSeconds
                else {
                    unknown.append(file)
                    continue
                }
                if answer.isThere { known.insert(file.id) }
            }
            return (known, unknown)
        }
        guard !unknown.isEmpty else { return known }
        let found = try await threads.runIfActive { Set(unknown.filter(Self.isThere).map(\.id)) }
        answers.withLock { answers in
            if answers.count > StreamingLimits.presenceEntriesMax { answers.removeAll() }
            for file in unknown { answers[file.id] = Answer(isThere: found.contains(file.id), at: now) }
        }
        return known.union(found)
    }

    /// Looks at the disk, whatever is remembered.
    package func isPresent(_ file: MediaFile) async throws -> Bool {
        answers.withLock { _ = $0.removeValue(forKey: file.id) }
        return try await present([file]).contains(file.id)
    }

    private static func isThere(_ file: MediaFile) -> Bool {
        // Whether the archive is there is found out when somebody plays.
        guard file.sceneID == nil else { return true }
        var status = stat()
        let path = (Array((file.root + "/").utf8) + file.path.raw + [0]).map { CChar(bitPattern: $0) }
        let found = stat(path, &status)
        return found == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
    }
}
