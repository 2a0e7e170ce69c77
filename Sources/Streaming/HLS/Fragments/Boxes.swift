/// A part of an MP4 file: its four letters and what is in it.
struct Box: Equatable {
    let kind: String
    let content: ArraySlice<UInt8>
}

extension ArraySlice<UInt8> {
    /// The boxes that these bytes are, one behind the other; what is cut off is left out.
    var boxes: [Box] {
        var (rest, boxes) = (self, [Box]())
        while let head = BoxHead(rest), let length = head.length, length <= rest.count {
            boxes.append(Box(kind: head.kind, content: rest.dropFirst(head.bytes).prefix(length - head.bytes)))
            rest = rest.dropFirst(length)
        }
        return boxes
    }

    /// The first box of this kind.
    func box(_ kind: String) -> ArraySlice<UInt8>? { boxes.first { $0.kind == kind }?.content }

    /// A big-endian number of so many bytes; nil where there are not enough.
    func number(at offset: Int, bytes: Int) -> UInt64? {
        guard offset >= 0, offset + bytes <= count else { return nil }
        let first = startIndex + offset
        return self[first..<(first + bytes)].reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// The beginning of a box.
struct BoxHead: Equatable {
    let kind: String
    /// Of the whole box; nil where it goes on to the end of the file.
    let length: Int?
    /// Of the beginning itself.
    let bytes: Int

    /// Nil while there are not enough bytes, and for a length that cannot be.
    init?(_ data: ArraySlice<UInt8>) {
        guard let short = data.number(at: 0, bytes: 4), data.count >= 8 else { return nil }
        let isLong = short == 1
        guard let length = isLong ? data.number(at: 8, bytes: 8) : short else { return nil }
        bytes = isLong ? 16 : 8
        kind = String(decoding: data.dropFirst(4).prefix(4), as: UTF8.self)
        guard length != 0 else {
            self.length = nil
            return
        }
        guard length >= bytes, length <= UInt64(Int.max) else { return nil }
        self.length = Int(length)
    }
}
