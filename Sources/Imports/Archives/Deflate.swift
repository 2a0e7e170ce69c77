internal import CZlib

/// Packs a stream with deflate, piece by piece, without a header of its own.
///
/// A class because zlib's state must not move in memory; it belongs to one writer.
final class Deflate {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var output = [UInt8](repeating: 0, count: ImportsLimits.packedBytesPerStep)

    /// Throws `unsupported` when zlib refuses, for want of memory.
    init() throws(ArchiveError) {
        stream.initialize(to: z_stream())
        // -15: the largest window and no header.
        let length = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, length) == Z_OK
        else { throw .unsupported }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Packs `bytes` and appends what is ready; the last piece ends the stream, and the next begins another one.
    func pack(_ bytes: [UInt8], isLast: Bool, into packed: inout [UInt8]) {
        var input = bytes
        input.withUnsafeMutableBufferPointer { source in
            stream.pointee.next_in = source.baseAddress
            stream.pointee.avail_in = UInt32(source.count)
            repeat {
                step(isLast ? Z_FINISH : Z_NO_FLUSH, into: &packed)
            } while stream.pointee.avail_out == 0
        }
        if isLast { deflateReset(stream) }
    }

    private func step(_ flush: Int32, into packed: inout [UInt8]) {
        output.withUnsafeMutableBufferPointer { target in
            stream.pointee.next_out = target.baseAddress
            stream.pointee.avail_out = UInt32(target.count)
            _ = deflate(stream, flush)
        }
        packed += output.dropLast(Int(stream.pointee.avail_out))
    }
}
