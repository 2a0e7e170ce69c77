import Foundation
import NIOCore
import TestKit
import Testing

@Suite("Files over sockets")
struct LiveFileTests {
    @Test("a player's way through a film: whole, then parts, then the end", arguments: [true, false])
    func player(isQuick: Bool) async throws {
        let size = 12_000_000
        var server = FileServer(try MediaFile(size: Int64(size)))
        server.isQuick = isQuick
        try await server.client { connection in
            try connection.ask("GET", "/file", "Accept-Encoding: identity", "User-Agent: okhttp/4.9.0")
            let whole = try connection.head()
            #expect(whole.status == 200 && whole.length == size)
            #expect(whole["transfer-encoding"] == nil && whole["content-encoding"] == nil)
            #expect(try connection.body(size) == MediaFile.bytes(0..<Int64(size)))
            for first in [size / 2, 1, size - 10] {
                try connection.ask("GET", "/file", "Range: bytes=\(first)-")
                let part = try connection.head()
                #expect(part.status == 206 && part["content-range"] == "bytes \(first)-\(size - 1)/\(size)")
                #expect(try connection.body(part.length) == MediaFile.bytes(Int64(first)..<Int64(size)))
            }
            try connection.ask("GET", "/file", "Range: bytes=\(size)-")
            let end = try connection.head()
            #expect(end.status == 416 && end["content-range"] == "bytes */\(size)" && end.length == 0)
        }
        #expect(try await server.isReleased())
        #expect(server.told.total == size + size / 2 + (size - 1) + 10)
    }

    @Test("HEAD has the headers of the whole file, no body, and leaves the connection usable")
    func head() async throws {
        let server = FileServer(try MediaFile(size: 1000))
        try await server.client { connection in
            for fields in [[], ["Range: bytes=0-9"]] {
                try connection.send(
                    (["HEAD /file HTTP/1.1", "Host: x"] + fields).joined(separator: "\r\n") + "\r\n\r\n")
                let head = try connection.head()
                #expect(head.status == 200 && head.length == 1000 && head["accept-ranges"] == "bytes")
                #expect(head["content-range"] == nil && head["etag"] != nil && head["content-type"] == "video/mp4")
            }
            try connection.ask("GET", "/plain")
            #expect(try connection.head().status == 200)
            #expect(try connection.body(5) == Array("plain".utf8))
        }
        #expect(try await server.isReleased())
    }

    @Test("a thousand small ranges on one connection", arguments: [true, false])
    func manyRanges(isQuick: Bool) async throws {
        var server = FileServer(try MediaFile(size: 1_000_000))
        server.isQuick = isQuick
        try await server.client { connection in
            for index in 0..<1000 as Range<Int64> {
                // Some are copied, some are sent from the file.
                let range = index * 700..<index * 700 + (index.isMultiple(of: 3) ? 40_000 : 100 + index)
                try connection.ask("GET", "/file", "Range: bytes=\(range.lowerBound)-\(range.upperBound - 1)")
                let head = try connection.head()
                try #require(head.status == 206 && head.length == range.count)
                try #require(try connection.body(head.length) == MediaFile.bytes(range))
            }
        }
        #expect(try await server.isReleased())
    }

    @Test("requests may be sent before the answers to earlier ones, files among other things")
    func pipelining() async throws {
        let server = FileServer(try MediaFile(size: 1_000_000))
        try await server.client { connection in
            let paths = ["/file", "/plain", "/late", "/file", "/dropped", "/file"]
            try connection.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
            for path in paths {
                let head = try connection.head()
                let body = try connection.body(head.length)
                let isFile = path == "/file"
                #expect(head.status == 200)
                #expect(body == (isFile ? MediaFile.bytes(0..<1_000_000) : Array(path.dropFirst().utf8)))
            }
        }
        #expect(try await server.isReleased())
    }

    @Test("positions behind 4 GiB")
    func large() async throws {
        let size: Int64 = 5 << 30
        let spots: [Range<Int64>] = [(1 << 32) - 50..<(1 << 32) + 50, size - 100..<size]
        let server = FileServer(try MediaFile(size: size, written: spots))
        try await server.client { connection in
            for spot in spots {
                try connection.ask("GET", "/file", "Range: bytes=\(spot.lowerBound)-\(spot.upperBound - 1)")
                let head = try connection.head()
                #expect(head["content-range"] == "bytes \(spot.lowerBound)-\(spot.upperBound - 1)/\(size)")
                #expect(try connection.body(head.length) == MediaFile.bytes(spot))
            }
            try connection.ask("GET", "/file")
            #expect(try connection.head()["content-length"] == String(size))
        }
        #expect(try await server.isReleased())
    }

    @Test("what the system has not in memory is read first")
    func cold() async throws {
        let size: Int64 = 12_000_000
        let server = FileServer(try MediaFile(size: size))
        try await server.client { [file = server.file] connection in
            for range in [0..<size, 5_000_000..<5_000_100, 3_000_000..<size - 1] {
                file.evict()
                try connection.ask("GET", "/file", "Range: bytes=\(range.lowerBound)-\(range.upperBound - 1)")
                #expect(try connection.body(try connection.head().length) == MediaFile.bytes(range))
            }
        }
    }

    @Test("limits of heads and idle connections are kept")
    func limits() async throws {
        var server = FileServer(try MediaFile(size: 1000))
        try await server.client { connection in
            try connection.ask("GET", "/file", "X-Long: " + String(repeating: "x", count: 10_000))
            #expect(try connection.head().status == 400)
        }
        // Long enough for a busy machine to answer before.
        server.idleTimeout = .seconds(5)
        try await server.client { connection in
            try connection.ask()
            _ = try connection.body(try connection.head().length)
            #expect(try connection.isAtEnd())
        }
    }
}
