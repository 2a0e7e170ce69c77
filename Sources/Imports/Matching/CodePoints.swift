/// Puts the code points of texts down.
enum CodePoints {
    private static let sigma: Unicode.Scalar = "\u{3A3}"
    private static let finalSigma: Unicode.Scalar = "\u{3C2}"

    /// The first code points of a text, as many as there is room for: a text has no more of them than bytes, in lower
    /// case as well.
    static func of(
        _ text: String, _ letters: SequenceMatcher.Case, in room: UnsafeMutableBufferPointer<Int>
    ) -> UnsafeMutableBufferPointer<Int> {
        let count = plain(text, letters, room) ?? any(text, letters, room)
        return UnsafeMutableBufferPointer(rebasing: room.prefix(count))
    }

    /// The number of code points; nil for text that is not plain ASCII, as few titles are not.
    private static func plain(
        _ text: String, _ letters: SequenceMatcher.Case, _ room: UnsafeMutableBufferPointer<Int>
    ) -> Int? {
        var text = text
        return text.withUTF8 { bytes in
            for place in room.indices {
                guard bytes[place] < 0x80 else { return nil }
                room[place] = Int(letters == .lowered ? lower(bytes[place]) : bytes[place])
            }
            return room.count
        }
    }

    private static func any(
        _ text: String, _ letters: SequenceMatcher.Case, _ room: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        let scalars = text.unicodeScalars
        var count = 0
        for place in scalars.indices {
            let scalar = scalars[place]
            if letters == .lowered, scalar.value >= 0x80 {
                count = put(scalar == sigma ? lowerSigma(at: place, of: scalars) : scalar, count, room)
            } else if count < room.count {
                room[count] = Int(letters == .lowered ? UInt32(lower(UInt8(scalar.value))) : scalar.value)
                count += 1
            }
            if count == room.count { break }
        }
        return count
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

    /// Puts what a scalar is in lower case, which may be two, and returns how many there are then.
    private static func put(_ scalar: Unicode.Scalar, _ count: Int, _ room: UnsafeMutableBufferPointer<Int>) -> Int {
        guard scalar.properties.changesWhenLowercased else {
            room[count] = Int(scalar.value)
            return count + 1
        }
        var count = count
        for lower in scalar.properties.lowercaseMapping.unicodeScalars where count < room.count {
            room[count] = Int(lower.value)
            count += 1
        }
        return count
    }

    /// The other sigma ends a word: a letter with case is before it and none behind it, apart from what has no say in
    /// it, such as accents and apostrophes.
    private static func lowerSigma(
        at place: String.UnicodeScalarView.Index, of scalars: String.UnicodeScalarView
    ) -> Unicode.Scalar {
        let before = scalars[..<place].last { !$0.properties.isCaseIgnorable }
        let behind = scalars[scalars.index(after: place)...].first { !$0.properties.isCaseIgnorable }
        return before?.properties.isCased == true && behind?.properties.isCased != true ? finalSigma : sigma
    }
}
