import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestKit
import Testing

/// One request for a file of 1,000 bytes and what must come back, whatever carries it.
struct ReplyRow: Sendable, CustomTestStringConvertible {
    let name: String
    let headers: HTTPFields
    let status: Int
    var bytes: Range<Int64> = 0..<0
    var range: String?

    var testDescription: String { name }

    static func range(_ range: String, _ status: Int, _ bytes: Range<Int64>, _ contentRange: String?) -> ReplyRow {
        ReplyRow(name: range, headers: [.range: range], status: status, bytes: bytes, range: contentRange)
    }
}

extension ReplyRow {
    static let all: [ReplyRow] = [
        ReplyRow(name: "no range", headers: [:], status: 200, bytes: 0..<1000),
        .range("bytes=0-99", 206, 0..<100, "bytes 0-99/1000"),
        .range("bytes=0-", 206, 0..<1000, "bytes 0-999/1000"),
        .range("bytes=990-", 206, 990..<1000, "bytes 990-999/1000"),
        .range("bytes=-10", 206, 990..<1000, "bytes 990-999/1000"),
        .range("bytes=990-5000", 206, 990..<1000, "bytes 990-999/1000"),
        .range("bytes=1000-", 416, 0..<0, "bytes */1000"),
        .range("bytes=-0", 416, 0..<0, "bytes */1000"),
        .range("bytes=5-4", 200, 0..<1000, nil),
        .range("lines=0-4", 200, 0..<1000, nil),
        .range("bytes=0-5,3-9", 200, 0..<1000, nil),
        .range("bytes=" + (0..<17).map { "\($0)-\($0)" }.joined(separator: ","), 200, 0..<1000, nil),
        ReplyRow(name: "unknown tag", headers: [.ifNoneMatch: "\"x\""], status: 200, bytes: 0..<1000),
        ReplyRow(name: "any tag", headers: [.ifNoneMatch: "*"], status: 304),
        ReplyRow(name: "another tag", headers: [.ifMatch: "\"x\""], status: 412),
        ReplyRow(
            name: "seen in the future", headers: [.ifModifiedSince: "Fri, 31 Dec 9999 23:59:59 GMT"], status: 304),
        ReplyRow(
            name: "another version", headers: [.range: "bytes=0-9", .ifRange: "\"x\""], status: 200, bytes: 0..<1000),
    ]
}

@Suite("Answers with files")
struct FileReplyTests {
    private enum Transport: CaseIterable, Sendable {
        case noSocket, otherConnection, eventLoop, ownThreads
    }

    @Test(
        "the same without a socket, on connections of others, from the event loop and from other threads",
        arguments: ReplyRow.all)
    func everywhere(_ row: ReplyRow) async throws {
        let file = try MediaFile(size: 1000)
        for transport in Transport.allCases {
            var server = FileServer(file)
            server.isQuick = transport == .eventLoop
            server.isSendingFiles = transport != .otherConnection
            try await server.application.test(transport == .noSocket ? .router : .live) { client in
                let response = try await client.execute(uri: "/file", method: .get, headers: row.headers)
                #expect(response.status.code == row.status)
                #expect(Array(response.body.readableBytesView) == MediaFile.bytes(row.bytes))
                #expect(response.headers[.contentRange] == row.range)
                if row.status != 304 { #expect(response.headers[.contentLength] == String(row.bytes.count)) }
                #expect(response.headers[.cacheControl] == "private, max-age=0, no-transform")
                #expect(response.headers[.acceptRanges] == "bytes")
                #expect((response.headers[.contentType] == "video/mp4") == [200, 206].contains(row.status))
                #expect((response.headers[.eTag] == nil) == (row.status == 416))
                #expect((response.headers[.lastModified] == nil) == (row.status == 416))
            }
            #expect(try await server.isReleased())
            #expect(server.told.total == row.bytes.count)
        }
    }

    @Test("several ranges are parts of one body of the announced length")
    func multipart() async throws {
        let file = try MediaFile(size: 300_000)
        for isLive in [false, true] {
            try await FileServer(file).application.test(isLive ? .live : .router) { client in
                let headers: HTTPFields = [.range: "bytes=0-9, 100000-299999, 20-20"]
                let response = try await client.execute(uri: "/file", method: .get, headers: headers)
                #expect(response.status == .partialContent)
                #expect(response.headers[.contentRange] == nil)
                let type = try #require(response.headers[.contentType])
                #expect(type.hasPrefix("multipart/byteranges; boundary="))
                let boundary = String(type.dropFirst("multipart/byteranges; boundary=".count))
                #expect(boundary.count == 32)
                var body: [UInt8] = []
                for range in [0..<10, 100_000..<300_000, 20..<21] as [Range<Int64>] {
                    body += Array(((body.isEmpty ? "" : "\r\n") + "--\(boundary)\r\nContent-Type: video/mp4\r\n").utf8)
                    let bounds = "\(range.lowerBound)-\(range.upperBound - 1)"
                    body += Array("Content-Range: bytes \(bounds)/300000\r\n\r\n".utf8) + MediaFile.bytes(range)
                }
                body += Array("\r\n--\(boundary)--\r\n".utf8)
                #expect(Array(response.body.readableBytesView) == body)
                #expect(response.headers[.contentLength] == String(body.count))
            }
        }
    }

    @Test("If-Range with the tag or the date of this version gets the part")
    func ifRange() async throws {
        let server = FileServer(try MediaFile(size: 1000))
        try await server.application.test(.live) { client in
            let first = try await client.execute(uri: "/file", method: .get)
            let tag = try #require(first.headers[.eTag])
            let date = try #require(first.headers[.lastModified])
            for validator in [tag, date] {
                let headers: HTTPFields = [.range: "bytes=5-9", .ifRange: validator]
                let response = try await client.execute(uri: "/file", method: .get, headers: headers)
                #expect(response.status == .partialContent)
                #expect(Array(response.body.readableBytesView) == MediaFile.bytes(5..<10))
            }
            for headers in [[.ifNoneMatch: tag], [.ifModifiedSince: date]] as [HTTPFields] {
                let response = try await client.execute(uri: "/file", method: .get, headers: headers)
                #expect(response.status == .notModified && response.headers[.eTag] == tag)
                #expect(response.body.readableBytes == 0)
            }
        }
    }

    @Test("an empty file")
    func empty() async throws {
        let server = FileServer(try MediaFile(size: 0))
        for isLive in [false, true] {
            try await server.application.test(isLive ? .live : .router) { client in
                for (range, status) in [("", 200), ("bytes=-5", 200), ("bytes=0-", 416)] {
                    let response = try await client.execute(uri: "/file", method: .get, headers: [.range: range])
                    #expect(response.status.code == status && response.headers[.contentLength] == "0")
                    #expect(response.headers[.contentRange] == (status == 416 ? "bytes */0" : nil))
                }
            }
        }
    }

    @Test("middleware that looks at a body sees all of it, on our connections too")
    func seenBody() async throws {
        let server = FileServer(try MediaFile(size: 700_000))
        for isLive in [false, true] {
            try await server.application.test(isLive ? .live : .router) { client in
                let response = try await client.execute(
                    uri: "/seen", method: .get, headers: [.range: "bytes=1-600000"])
                #expect(Array(response.body.readableBytesView) == MediaFile.bytes(1..<600_001))
            }
        }
        #expect(server.seen.total == 2 * 600_000)
        #expect(try await server.isReleased())
    }
}
