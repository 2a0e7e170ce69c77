import CZlib

/// Inflates a gzip stream piece by piece; several members one after another count as one stream.
///
/// A class because zlib's state must not move in memory; it is used by one reader at a time, under that reader's lock.
final class Gunzip {
    /// Why a gzip stream cannot be read on.
    enum Failure: Error, Equatable {
        case damaged
    }

    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var output = [UInt8](repeating: 0, count: CatalogueLimits.readBytes)
    /// Whether the input so far ends exactly behind a member.
    private(set) var isComplete = true

    init() throws {
        stream.initialize(to: z_stream())
        guard kinothek_inflate_init(stream) == Z_OK else { throw Failure.damaged }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Inflates `input` and hands every piece of output to `sink`.
    func feed(_ input: [UInt8], _ sink: ([UInt8].SubSequence) throws -> Void) throws {
        var input = input
        try input.withUnsafeMutableBufferPointer { bytes in
            stream.pointee.next_in = bytes.baseAddress
            stream.pointee.avail_in = UInt32(bytes.count)
            while stream.pointee.avail_in > 0 {
                try inflateOnce(sink)
            }
            // Output that did not fit the buffer is still waiting inside zlib.
            while !isComplete, try inflateOnce(sink) == output.count {}
        }
    }

    @discardableResult
    private func inflateOnce(_ sink: ([UInt8].SubSequence) throws -> Void) throws -> Int {
        if isComplete, stream.pointee.avail_in > 0 { isComplete = false }
        let capacity = output.count
        let status = output.withUnsafeMutableBufferPointer { buffer in
            stream.pointee.next_out = buffer.baseAddress
            stream.pointee.avail_out = UInt32(capacity)
            return inflate(stream, Z_NO_FLUSH)
        }
        let produced = capacity - Int(stream.pointee.avail_out)
        switch status {
        case Z_STREAM_END:
            isComplete = true
            inflateReset(stream)
        case Z_OK, Z_BUF_ERROR:
            break
        default:
            throw Failure.damaged
        }
        if produced > 0 { try sink(output[..<produced]) }
        return produced
    }
}
