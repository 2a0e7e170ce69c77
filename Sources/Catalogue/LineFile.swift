package import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A line of a file: its number, counted from 1, and its bytes, or nil for a line that is too long to keep.
package struct FileLine: Sendable {
    package let number: Int
    package let bytes: [UInt8]?
}

/// Reads a text file, plain or gzip, line by line with bounded memory, off Swift's cooperative threads.
package final class LineFile: Sendable {
    private let state: Mutex<State>
    private let threads: NIOThreadPool
    package let sizeBytes: Int

    /// Opens `path`; gzip is recognised by its first two bytes, not by the file's name.
    package init(path: String, threads: NIOThreadPool) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LoadError.unreadable(path: path, reason: String(cString: strerror(errno))) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw LoadError.unreadable(path: path, reason: "it is a folder")
        }
        sizeBytes = Int(facts.st_size)
        self.threads = threads
        state = Mutex(State(path: path, descriptor: descriptor))
    }

    deinit {
        state.withLock { _ = close($0.descriptor) }
    }

    /// Bytes of the file, as stored, that were read so far.
    package var readBytes: Int { state.withLock { $0.readBytes } }

    /// The next lines, at most `limit`; empty at the end of the file.
    package func next(_ limit: Int) async throws -> [FileLine] {
        try await threads.runIfActive {
            try self.state.withLock { try $0.next(limit) }
        }
    }
}

extension LineFile {
    /// Everything that moves while reading. Never leaves the lock.
    private struct State {
        let path: String
        let descriptor: Int32
        var readBytes = 0
        private var gunzip: Gunzip?
        private var lines: [FileLine] = []
        private var current: [UInt8] = []
        private var isTooLong = false
        private var number = 0
        private var isAtEnd = false
        /// An error that is told only after the lines before it were handed out.
        private var failure: LoadError?

        init(path: String, descriptor: Int32) {
            self.path = path
            self.descriptor = descriptor
        }

        mutating func next(_ limit: Int) throws -> [FileLine] {
            while lines.count < limit, !isAtEnd { try readPiece() }
            if lines.isEmpty, let failure { throw failure }
            let batch = lines.prefix(limit)
            lines.removeFirst(batch.count)
            return Array(batch)
        }

        private mutating func readPiece() throws {
            var piece = [UInt8](repeating: 0, count: CatalogueLimits.readBytes)
            let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else {
                throw LoadError.unreadable(path: path, reason: String(cString: strerror(errno)))
            }
            guard count > 0 else { return finish() }
            piece.removeSubrange(count...)
            if readBytes == 0 { try recognise(piece) }
            readBytes += count
            inflateOrSplit(piece)
        }

        private mutating func recognise(_ start: [UInt8]) throws {
            if start.starts(with: [0x1f, 0x8b]) { gunzip = try Gunzip() }
            if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) {
                throw LoadError.notUTF8(path: path, encoding: "UTF-16")
            }
        }

        private mutating func inflateOrSplit(_ piece: [UInt8]) {
            guard let gunzip else { return split(piece[...]) }
            do {
                try gunzip.feed(piece) { split($0) }
            } catch {
                failure = .damagedGzip(path: path)
                isAtEnd = true
            }
        }

        private mutating func split(_ piece: ArraySlice<UInt8>) {
            var rest = piece
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                keep(rest[..<end])
                endLine()
                rest = rest[(end + 1)...]
            }
            keep(rest)
        }

        private mutating func keep(_ bytes: ArraySlice<UInt8>) {
            if current.count + bytes.count > CatalogueLimits.lineBytesMax { isTooLong = true }
            if !isTooLong { current += bytes }
        }

        private mutating func endLine() {
            number += 1
            lines.append(FileLine(number: number, bytes: isTooLong ? nil : current))
            current = []
            isTooLong = false
        }

        private mutating func finish() {
            isAtEnd = true
            if let gunzip, !gunzip.isComplete {
                // The last line is a part of one; it would only be reported as malformed besides.
                failure = .truncatedGzip(path: path)
            } else if !current.isEmpty || isTooLong {
                endLine()
            }
        }
    }
}
