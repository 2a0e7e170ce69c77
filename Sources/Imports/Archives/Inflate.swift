internal import CZlib

/// Unpacks what is packed with deflate, without a header of its own.
enum Inflate {
    /// `packed` as exactly `size` bytes; throws `damaged` for more, for fewer, and when packed bytes are left over.
    static func whole(_ packed: ArraySlice<UInt8>, size: Int) throws(ArchiveError) -> [UInt8] {
        // A byte more than is expected, so that a member which goes on shows itself.
        var output = [UInt8](repeating: 0, count: size + 1)
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        // -15: the largest window and no header.
        let length = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, -15, ZLIB_VERSION, length) == Z_OK else { throw .damaged }
        defer { inflateEnd(stream) }
        var input = Array(packed)
        let status = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.pointee.next_in = source.baseAddress
                stream.pointee.avail_in = UInt32(source.count)
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(target.count)
                return inflate(stream, Z_FINISH)
            }
        }
        guard status == Z_STREAM_END, stream.pointee.avail_in == 0, stream.pointee.avail_out == 1 else {
            throw .damaged
        }
        output.removeLast()
        return output
    }
}

/// The checksum of ZIP archives.
enum Checksum {
    static func crc32(_ bytes: [UInt8], continuing checksum: UInt32 = 0) -> UInt32 {
        bytes.withUnsafeBufferPointer { buffer in
            UInt32(truncatingIfNeeded: crc32_z(UInt(checksum), buffer.baseAddress, buffer.count))
        }
    }
}
