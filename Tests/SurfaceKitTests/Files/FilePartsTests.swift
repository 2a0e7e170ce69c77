import Foundation
import NIOCore
import Streaming
import Testing

@testable import SurfaceKit

@Suite("The steps of a body")
struct FilePiecesTests {
    private func range(_ first: Int64, _ last: Int64) throws -> FilePiece {
        .range(try #require(ByteRange(first: first, last: last)))
    }

    @Test("ranges are cut into spans, texts are not")
    func steps() throws {
        var pieces = FilePieces([.text("head"), try range(10, 24), .text("tail")])
        var steps: [FilePieces.Step] = []
        while let step = pieces.next(spanBytesMax: 10) { steps.append(step) }
        #expect(
            steps == [
                .bytes(ByteBuffer(string: "head")), .span(FileSpan(offset: 10, count: 10)),
                .span(FileSpan(offset: 20, count: 5)), .bytes(ByteBuffer(string: "tail")),
            ])
    }

    @Test("what was cut off comes again, in one with what follows it")
    func shorten() throws {
        var pieces = FilePieces([try range(0, 99), try range(200, 299)])
        guard case .span(let span)? = pieces.next(spanBytesMax: 50) else {
            Issue.record("no span")
            return
        }
        #expect(pieces.shorten(span, to: 50) == span)
        #expect(pieces.shorten(span, to: 20) == FileSpan(offset: 0, count: 20))
        #expect(pieces.next(spanBytesMax: 1000) == .span(FileSpan(offset: 20, count: 80)))
        guard case .span(let last)? = pieces.next(spanBytesMax: 1000) else {
            Issue.record("no last span")
            return
        }
        #expect(pieces.shorten(last, to: 99) == FileSpan(offset: 200, count: 99))
        #expect(pieces.next(spanBytesMax: 1000) == .span(FileSpan(offset: 299, count: 1)))
        #expect(pieces.next(spanBytesMax: 1000) == nil)
    }

    @Test("however it is cut, every byte comes once and in order")
    func property() throws {
        var numbers = SeededNumbers(state: 4)
        for _ in 0..<200 {
            let ends = (Int64.random(in: 1...300, using: &numbers), Int64.random(in: 401...900, using: &numbers))
            let bounds = [0..<ends.0, 400..<ends.1]
            var pieces = FilePieces(try bounds.map { try range($0.lowerBound, $0.upperBound - 1) })
            var seen: [Int64] = []
            while case .span(var span)? = pieces.next(spanBytesMax: Int.random(in: 1...200, using: &numbers)) {
                if Bool.random(using: &numbers) {
                    span = pieces.shorten(span, to: Int.random(in: 1...50, using: &numbers))
                }
                seen += Array(span.offset..<span.end)
            }
            #expect(seen == bounds.flatMap { Array($0) })
        }
    }
}

@Suite("The progress of a stream")
struct StreamProgressTests {
    private let start = ContinuousClock.now

    private func at(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

    @Test("is told at most once a second, and adds up")
    func telling() {
        var progress = StreamProgress(at: start)
        progress.advance(to: 10, at: at(0.1))
        #expect(progress.toTell(at: at(0.9)) == nil)
        #expect(progress.toTell(at: at(1)) == 10)
        progress.advance(to: 30, at: at(1.5))
        #expect(progress.toTell(at: at(1.9)) == nil)
        progress.advance(to: 20, at: at(1.9))
        #expect(progress.toTell(at: at(2)) == 20)
        #expect(progress.toTell(at: at(3)) == nil)
        progress.advance(to: 31, at: at(3.1))
        #expect(progress.rest() == 1 && progress.rest() == nil && progress.sentBytes == 31)
    }

    @Test("a stream that nobody reads is stalled after a while")
    func stalling() {
        var progress = StreamProgress(at: start)
        let limit = Double(SurfaceKitLimits.streamStalledSeconds)
        #expect(!progress.isStalled(at: at(limit - 1)) && progress.isStalled(at: at(limit)))
        progress.advance(to: 1, at: at(limit))
        #expect(!progress.isStalled(at: at(limit + 1)))
        progress.advance(to: 1, at: at(limit + 100))
        #expect(progress.isStalled(at: at(2 * limit)))
    }
}

@Suite("Opening files")
struct OpenedFileTests {
    private let replies = FileReplies()

    @Test("a regular file is what it was at that moment")
    func regular() async throws {
        let file = try MediaFile(size: 1000)
        let opened = try await replies.open(file.path)
        #expect(opened.version.size == 1000 && file.openDescriptors == 1)
        #expect(opened.version == (try await replies.open(file.path)).version)
        file.truncate(to: 999)
        #expect(opened.version.size == 1000)
        #expect(try await replies.open(file.path).version.entityTag != opened.version.entityTag)
    }

    @Test("a path need not be UTF-8")
    func rawPath() async throws {
        let file = try MediaFile(size: 10)
        let folder = Array(file.path.dropLast("film.mp4".count).utf8)
        let name = folder + [0x66, 0xfc, 0x72]
        #expect(symlink(file.path, (name + [0]).map { CChar(bitPattern: $0) }) == 0)
        #expect(try await replies.open(rawPath: name).version.size == 10)
        #expect(try await replies.open(rawPath: Array(file.path.utf8)).version.size == 10)
        await #expect(throws: FileError.missing) { try await replies.open(rawPath: name + [0xff]) }
        await #expect(throws: FileError.missing) { try await replies.open(rawPath: name + [0]) }
    }

    @Test("the descriptor goes with the last reference")
    func release() async throws {
        let file = try MediaFile(size: 1000)
        var opened: OpenedFile? = try await replies.open(file.path)
        let other = opened
        opened = nil
        #expect(file.openDescriptors == 1 && other != nil)
        let read = try await { try await replies.open(file.path).version }()
        #expect(read == other?.version && file.openDescriptors == 1)
    }

    @Test("anything else is refused")
    func others() async throws {
        let file = try MediaFile(size: 10)
        let folder = String(file.path.dropLast("film.mp4".count))
        mkfifo(folder + "pipe", 0o600)
        symlink(folder + "loop", folder + "loop")
        let refusals: [(String, FileError)] = [
            (folder, .notRegular), (folder + "pipe", .notRegular), ("/dev/null", .notRegular),
            (folder + "none", .missing), (file.path + "/below", .missing), (folder + "loop", .missing),
            ("", .missing), (file.path + "\0", .missing), (folder + String(repeating: "x", count: 300), .missing),
        ]
        for (path, error) in refusals {
            await #expect(throws: error) { try await replies.open(path) }
        }
        #expect(file.openDescriptors == 0)
    }

    @Test("reading behind the end is an error, not a shorter answer")
    func reading() async throws {
        let file = try MediaFile(size: 1000)
        let opened = try await replies.open(file.path)
        let bytes = try opened.read(FileSpan(offset: 10, count: 20))
        #expect(Array(bytes.readableBytesView) == MediaFile.bytes(10..<30))
        #expect(throws: FileError.shrunk) { try opened.read(FileSpan(offset: 990, count: 20)) }
        #expect(opened.reaches(FileSpan(offset: 990, count: 10)) && !opened.reaches(FileSpan(offset: 990, count: 11)))
    }

    @Test("the system's memory is asked without waiting")
    func cache() async throws {
        let file = try MediaFile(size: 3_000_000)
        let opened = try await replies.open(file.path)
        let span = FileSpan(offset: 5, count: 2_900_000)
        opened.fetch(span)
        if opened.isCached(span) {
            let bytes = opened.readCached(FileSpan(offset: 7, count: 9))
            #expect(bytes.map { Array($0.readableBytesView) } == MediaFile.bytes(7..<16))
        }
        #expect(opened.readCached(FileSpan(offset: 2_999_990, count: 20)) == nil)
        #expect(!opened.isCached(FileSpan(offset: 2_000_000, count: 2_000_000)))
    }
}
