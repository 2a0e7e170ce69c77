import Foundation
import NIOCore
import ServiceLifecycle
import TestKit
import Testing

/// Everything that can happen while a file is on its way.
@Suite("Files that do not arrive", .serialized)
struct InterruptedFileTests {
    private static let size: Int64 = 200_000_000

    /// A large file that takes no room on the disk.
    private static func server(_ way: Way = .eventLoop) throws -> FileServer {
        var server = FileServer(try MediaFile(size: size, written: [0..<1000]))
        server.isQuick = way == .eventLoop
        server.isSendingFiles = way != .otherConnection
        return server
    }

    enum Way: CaseIterable, Sendable {
        case eventLoop, ownThreads, otherConnection
    }

    @Test("a client that goes away frees the descriptor", arguments: Way.allCases)
    func disconnect(_ way: Way) async throws {
        let server = try Self.server(way)
        try await server.serve { port in
            for _ in 0..<20 {
                try await RawConnection.run(port: port) { connection in
                    try connection.ask()
                    #expect(try connection.head().length == Self.size)
                    #expect(try connection.body(1000) == MediaFile.bytes(0..<1000))
                }
            }
            #expect(try await server.isReleased())
            #expect(server.told.total < 20 * Self.size)
        }
    }

    @Test("so does one that never reads, or asks for no body")
    func silent() async throws {
        let server = try Self.server()
        try await server.serve { port in
            try await RawConnection.run(port: port) { try $0.ask() }
            try await RawConnection.run(port: port) { connection in
                try connection.ask("HEAD")
                _ = try connection.head()
            }
            try await RawConnection.run(port: port) { connection in
                try connection.ask("GET", "/dropped")
                #expect(try connection.body(try connection.head().length) == Array("dropped".utf8))
                #expect(server.file.openDescriptors == 0)
            }
            #expect(try await server.isReleased())
        }
    }

    @Test(
        "a file that is cut short ends the connection", arguments: [0, 1_000_000, 150_000_000] as [Int64], Way.allCases)
    func shrinking(to size: Int64, _ way: Way) async throws {
        let server = try Self.server(way)
        try await server.serve { port in
            try await RawConnection.run(port: port) { connection in
                try connection.ask()
                #expect(try connection.head().length == Self.size)
                var count = try connection.skip(100_000)
                server.file.truncate(to: size)
                count += try connection.skip()
                #expect(count < Self.size)
            }
            #expect(try await server.isReleased())
            // The server is none the worse for it.
            try await RawConnection.run(port: port) { connection in
                try connection.ask()
                #expect(try connection.skip(try connection.head().length) == size)
            }
        }
    }

    @Test("one that grows is sent as long as it was")
    func growing() async throws {
        let server = try Self.server()
        try await server.client { connection in
            try connection.ask()
            var left = try connection.head().length
            left -= try connection.skip(100_000)
            server.file.truncate(to: Self.size * 2)
            #expect(try connection.skip(left) == left)
            try connection.ask("GET", "/file", "Range: bytes=\(Self.size * 2 - 5)-")
            #expect(try connection.head()["content-range"]?.hasSuffix("/\(Self.size * 2)") == true)
        }
    }

    @Test("one that is replaced is sent to its end, and the next request gets the new one")
    func replaced() async throws {
        let server = FileServer(try MediaFile(size: 15_000_000))
        try await server.client(receiveBufferBytes: 65_536) { connection in
            try connection.ask()
            let old = try connection.head()
            try server.file.replace(with: "new")
            #expect(try connection.body(old.length) == MediaFile.bytes(0..<15_000_000))
            try connection.ask("GET", "/file", "Range: bytes=1-1", "If-Range: \(old["etag"] ?? "")")
            let new = try connection.head()
            #expect(new.status == 200 && new["etag"] != old["etag"])
            #expect(try connection.body(3) == Array("new".utf8))
        }
        #expect(try await server.isReleased())
    }

    @Test("of a file that is read slowly, only what the connection holds has left", arguments: Way.allCases)
    func slowReaders(_ way: Way) async throws {
        let server = try Self.server(way)
        try await server.serve { port in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await RawConnection.run(port: port, receiveBufferBytes: 65_536) { connection in
                            try connection.ask()
                            #expect(try connection.head().status == 200)
                            for _ in 0..<10 {
                                _ = try connection.skip(100_000)
                                Thread.sleep(forTimeInterval: 0.05)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(try await server.isReleased())
        // Twenty files are 4 GB. The rest of what left lies in the buffers of the system and of the connection.
        #expect(server.told.total < 20 * 16_000_000)
    }

    @Test("a server that stops ends its streams", arguments: [Way.eventLoop, .ownThreads])
    func shutdown(_ way: Way) async throws {
        let server = try Self.server(way)
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let client = try await server.serve { port in
            let client = Task {
                try await RawConnection.run(port: port, receiveBufferBytes: 65_536) { connection in
                    try connection.ask()
                    #expect(try connection.head().length == Self.size)
                    begin.finish()
                    // Reads no faster than a film is watched, so that the end does not come by itself.
                    var count = 0
                    while true {
                        let more = try connection.skip(20_000)
                        if more == 0 { return count }
                        count += more
                        Thread.sleep(forTimeInterval: 0.01)
                    }
                }
            }
            for await _ in begun {}
            return client
        }
        #expect(try await client.value < Self.size)
        #expect(try await server.isReleased())
    }

    @Test("a stream of which no more is wanted ends with its connection", arguments: Way.allCases)
    func unwanted(_ way: Way) async throws {
        var server = try Self.server(way)
        server.isWanted = false
        let told = server.told
        try await server.client(receiveBufferBytes: 65_536) { connection in
            try connection.ask()
            var left = try connection.head().length
            // Slowly, so that the stream is still under way when somebody is asked whether it may go on.
            while told.all.isEmpty, left > 1 {
                left -= try connection.skip(min(left - 1, 20_000))
                Thread.sleep(forTimeInterval: 0.01)
            }
            #expect(try connection.skip(left) < left)
        }
        #expect(told.total < Self.size)
        #expect(try await server.isReleased())
    }

    @Test("progress is told while a stream runs, and adds up")
    func progress() async throws {
        let server = try Self.server()
        try await server.client(receiveBufferBytes: 65_536) { connection in
            try connection.ask()
            var left = try connection.head().length
            while server.told.all.isEmpty {
                left -= try connection.skip(min(left - 1, 20_000))
                Thread.sleep(forTimeInterval: 0.01)
            }
            #expect(server.told.total > 0 && server.told.total < Self.size)
            #expect(try connection.skip(left) == left)
        }
        #expect(server.told.total == Self.size)
        #expect(server.told.all.allSatisfy { $0 > 0 })
    }
}
