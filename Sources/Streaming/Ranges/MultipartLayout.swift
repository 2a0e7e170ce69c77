/// The parts of a `multipart/byteranges` body and the text between them (RFC 9110, section 14.6).
package struct MultipartLayout: Sendable, Equatable {
    package struct Part: Sendable, Equatable {
        /// Stands before the bytes.
        package let head: String
        package let range: ByteRange
    }

    package let parts: [Part]
    /// Stands behind the last bytes.
    package let tail: String
    /// The value of `Content-Type`.
    package let contentType: String

    /// `boundary` must be a token that the file does not hold, so a long random one; `partType` is the file's own type.
    package init(_ ranges: [ByteRange], of size: Int64, partType: String, boundary: String) {
        parts = ranges.enumerated().map { index, range in
            let lines = [
                (index == 0 ? "" : "\r\n") + "--" + boundary, "Content-Type: \(partType)",
                "Content-Range: \(range.contentRange(of: size))", "", "",
            ]
            return Part(head: lines.joined(separator: "\r\n"), range: range)
        }
        tail = "\r\n--\(boundary)--\r\n"
        contentType = "multipart/byteranges; boundary=\(boundary)"
    }

    /// Bytes of the whole body.
    package var byteCount: Int64 {
        parts.reduce(Int64(tail.utf8.count)) { $0 + Int64($1.head.utf8.count) + $1.range.count }
    }
}
