import Domain
package import Host
package import NIOPosix
import SurfaceKit

/// Opens the files of libraries for clients, never outside a library's folder and where its links may lead.
package struct MediaFiles: Sendable {
    let replies: FileReplies
    private let links: LinkTargets
    private let pool: NIOThreadPool

    /// `pool` has the threads that wait for disks. `links` are folders outside a library's own into which its links may
    /// lead.
    package init(pool: NIOThreadPool, links: LinkTargets = .nowhereElse) {
        self.pool = pool
        self.links = links
        replies = FileReplies(pool: pool)
    }

    /// Throws `MediaFileGone` for a file that is not there, or not where it may be.
    func open(_ file: MediaFile) async throws -> OpenedFile {
        do {
            let links = links
            let path = try await pool.runIfActive {
                try SafePath(root: HostPath(file.root), links: links).resolve(HostPath(bytes: file.path.raw)).path
            }
            return try await replies.open(rawPath: path.bytes)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw MediaFileGone()
        }
    }
}

/// The file is not there any more.
struct MediaFileGone: Error {}
