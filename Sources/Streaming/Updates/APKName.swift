/// The name under which an uploaded app package is kept and offered.
package enum APKName {
    private static let ending = ".apk"

    /// A name of `[A-Za-z0-9._-]` in at most 120 characters that ends in `.apk` and is not taken.
    ///
    /// Of `uploaded` counts what stands after the last slash or backslash, without the characters that are not allowed,
    /// and without dots and dashes at the start, which would hide the file or look like an option. Where the name is
    /// taken, it gets the number behind the highest one that is, as in `-2`: a lower one that is free again was another
    /// package, which caches may still hold. Nil when `uploaded` does not end in `.apk` (in
    /// whatever case), when nothing is left before that, or when even number 9999 is taken.
    package static func safe(_ uploaded: String, taken: Set<String>) -> String? {
        let bytes = Array(uploaded.utf8)
        let slash = bytes.lastIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
        let base = bytes[((slash ?? -1) + 1)...]
        guard String(decoding: base.suffix(ending.utf8.count), as: UTF8.self).lowercased() == ending else { return nil }
        let kept = base.dropLast(ending.utf8.count).filter(isAllowed)
        let stem = Array(kept.drop { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") })
        guard !stem.isEmpty else { return nil }
        let highest = (1...StreamingLimits.apkNameNumberMax).last { taken.contains(name(stem, number: $0)) } ?? 0
        return highest < StreamingLimits.apkNameNumberMax ? name(stem, number: highest + 1) : nil
    }

    private static func name(_ stem: [UInt8], number: Int) -> String {
        let tail = (number == 1 ? "" : "-\(number)") + ending
        let room = StreamingLimits.apkNameCharactersMax - tail.utf8.count
        return String(decoding: stem.prefix(room), as: UTF8.self) + tail
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
