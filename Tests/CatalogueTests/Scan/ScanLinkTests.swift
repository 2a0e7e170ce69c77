import Catalogue
import Domain
import Host
import Storage
import TestKit
import Testing

@Suite("Scanning: films behind links")
struct ScanLinkTests {
    private static let film = "Cube (1997).mkv"

    /// A library with a link to a film that lies elsewhere.
    private func withLink(
        _ body: (_ bench: ScanBench, _ shared: String, _ roots: AllowedRoots) async throws -> Void
    ) async throws {
        try await ScanBench.with { bench async throws in
            let shared = try bench.disk.sibling("shared")
            try bench.disk.write(shared + "/" + Self.film)
            try bench.disk.link(Self.film, to: shared + "/" + Self.film)
            try await body(
                bench, shared, AllowedRoots([HostPath(shared)], dataFolder: nil, threads: HostThreads(count: 1)))
        }
    }

    @Test("where the setting names the folder, the film is found, looked into and may be opened")
    func allowed() async throws {
        try await withLink { bench, shared, roots in
            try await bench.scan { $0.linkRoots = roots }
            #expect(try await bench.names() == ["Cube"])
            #expect(try await bench.video(Self.film).lengthSeconds == 5400)
            let file = try await bench.video(Self.film).files[0].file
            let (root, path) = (HostPath(file.root), HostPath(bytes: file.path.raw))
            let real = try RealPath(of: HostPath(shared + "/" + Self.film)).path
            #expect(try SafePath(root: root, links: roots.linkTargets()).resolve(path).path == real)
            #expect(throws: FileError.outside) { try SafePath(root: root).resolve(path) }
        }
    }

    @Test("without the setting it is left out, and told")
    func left() async throws {
        try await withLink { bench, _, _ in
            let status = try await bench.scan()
            #expect(try await bench.names().isEmpty)
            #expect(status == "0 files. 1 left out, for example \(Self.film) (a link out of the library)")
        }
    }

    @Test("a link that leads elsewhere since the scan is not opened, and lost with the next scan")
    func changed() async throws {
        try await withLink { bench, _, roots in
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan { $0.linkRoots = roots }
            let file = try await bench.video(Self.film).files[0].file
            let elsewhere = try bench.disk.sibling("elsewhere") + "/secret.mkv"
            try bench.disk.write(elsewhere)
            try bench.disk.remove(Self.film)
            try bench.disk.link(Self.film, to: elsewhere)
            #expect(throws: FileError.outside) {
                try SafePath(root: HostPath(file.root), links: roots.linkTargets())
                    .resolve(HostPath(bytes: file.path.raw))
            }
            try await bench.scan { $0.linkRoots = roots }
            #expect(try await bench.file(Self.film).isMissing)
        }
    }
}
