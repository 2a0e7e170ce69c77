import Foundation
import TestKit
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite("Many connections")
struct IdleConnectionsTests {
    private static let count = 5_000
    /// Opened at a time, and then waited for: a server takes in no more than it has room for in its queue.
    private static let batch = 200
    /// What a server opens and closes for itself meanwhile.
    private static let spare = 40
    /// This process holds the other ends, besides whatever other tests have open.
    private static let limit: rlim_t = 7_000
    private static let settings = ["KINOTHEK_MEDIA_QUIET_SECONDS": "0", "KINOTHEK_MEDIA_WATCH": "0"]

    @Test(
        "a server with 5,000 connections on which nothing happens still answers and streams, and lets go of them",
        .enabled(
            if: ProcessInfo.processInfo.environment["KINOTHEK_TEST_IDLE_CONNECTIONS"] != nil,
            "so many sockets would disturb the tests beside it, so it runs by itself"),
        .enabled(if: OpenFileLimit.highest >= limit, "too few files may be open at once"))
    func idle() async throws {
        // The server inherits it.
        OpenFileLimit.raise(to: Self.limit)
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await LiveServer.with(sandbox, environment: Self.settings) { server in
            let anna = try await WebVisitor.setUp(server)
            let film = try await addFilm(sandbox)
            let files = try OpenFiles(ofProgramIn: sandbox.folder)
            let before = files.count
            try await withIdleConnections(to: server, files) {
                #expect(try await server.get("/healthz").status == 200)
                #expect(try await anna.get("/films").filmTitles.contains("Long Reel"))
                let phone = try await AndroidClient.signIn(at: server)
                let card = try await phone.get("library")["data"]?.list?.first
                let id = try #require(card?["id"]?.int)
                let stream = try await phone.fetch(phone.play(id))
                #expect(stream.status == 200 && stream.body == film)
            }
            #expect(await Patience.until { files.count <= before + Self.spare })
            #expect(try await server.get("/healthz").status == 200)
        }
    }

    /// Of bytes that are no film: what is in it does not matter to whoever sends it.
    private func addFilm(_ sandbox: Sandbox) async throws -> Data {
        let folder = sandbox.folder.appending(path: "media")
        let film = Data(TestMediaFolder.bytes(1 << 20))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try film.write(to: folder.appending(path: "Long Reel (1970).mp4"))
        _ = try await sandbox.scan([("Films", folder.path, "movies")], environment: Self.settings)
        return film
    }

    /// On every second one, half of a request's head has been said.
    private func withIdleConnections(
        to server: LiveServer, _ files: OpenFiles, _ test: () async throws -> Void
    ) async throws {
        let port = try #require(server.address.split(separator: ":").last.flatMap { UInt16($0) })
        let before = files.count
        var open: [PlainConnection] = []
        defer { for connection in open { connection.end() } }
        while open.count < Self.count {
            for number in 0..<Self.batch {
                let connection = try PlainConnection(port: port)
                open.append(connection)
                if number.isMultiple(of: 2) { connection.say("GET /healthz HTTP/1.1\r\nHost: films\r\n") }
            }
            let expected = before + open.count - Self.spare
            try #require(await Patience.until { files.count >= expected }, "\(files.count) of \(expected)")
        }
        try await test()
    }
}

/// A connection of a client that does nothing by itself.
private struct PlainConnection: Sendable {
    struct Failure: Error {
        let code: CInt
    }

    private let descriptor: CInt

    init(port: UInt16) throws {
        // Programs that other tests start meanwhile must not keep it open.
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            throw Failure(code: code)
        }
        self.descriptor = descriptor
    }

    /// So little that it always fits into what the system keeps for a connection.
    func say(_ text: String) {
        let bytes = Array(text.utf8)
        let sent = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
        #expect(sent == bytes.count)
    }

    func end() { close(descriptor) }
}

/// How many files a running program has open, as the system counts them.
private struct OpenFiles: Sendable {
    private let list: String

    /// The program that was started in a folder of its own.
    init(ofProgramIn folder: URL) throws {
        let place = folder.resolvingSymlinksInPath().path
        let manager = FileManager.default
        let program = try manager.contentsOfDirectory(atPath: "/proc").first { name in
            Int32(name) != nil && (try? manager.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd")) == place
        }
        let id = try #require(program, "no program runs in \(place)")
        list = "/proc/\(id)/fd"
    }

    var count: Int { (try? FileManager.default.contentsOfDirectory(atPath: list).count) ?? 0 }
}

/// How many files this process, and those that it starts, may have open.
private enum OpenFileLimit {
    private static let resource = CInt(RLIMIT_NOFILE.rawValue)

    /// To what it can be raised.
    static var highest: rlim_t { current.rlim_max }

    static func raise(to count: rlim_t) {
        var wanted = current
        guard wanted.rlim_cur < count else { return }
        wanted.rlim_cur = count
        let result = setrlimit(resource, &wanted)
        #expect(result == 0)
    }

    private static var current: rlimit {
        var limit = rlimit()
        getrlimit(resource, &limit)
        return limit
    }
}
