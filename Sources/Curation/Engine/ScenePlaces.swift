import Domain

/// The texts of a scene in which names are looked for.
struct ScenePlaces: Sendable {
    struct Place: Sendable {
        /// As it is written; of a file without its ending.
        let text: String
        /// The whole name of a file.
        var fileName: String?
        let folded: FoldedText
        /// Which words are noise; nil where none are.
        let noise: [Bool]?
        let hits: [NameHit]
    }

    let title: Place?
    /// The name of the primary file.
    let file: Place?
    /// The nearest to the file first.
    let directories: [Place]

    init(_ scene: SceneFacts, _ index: NameIndex) {
        title = Self.place(scene.title, index)
        let parts = Self.parts(of: scene.files.first?.path ?? "")
        file = parts.last.flatMap { name in
            var place = Self.place(Self.withoutEnding(name), index, isFile: true)
            place?.fileName = Self.bounded(name)
            return place
        }
        directories = parts.dropLast().reversed().prefix(DetectionLimits.directoriesMax).compactMap {
            Self.place($0, index, isDirectory: true)
        }
    }

    var all: [Place] { [file, title].compactMap(\.self) + directories }

    private static func place(
        _ text: some StringProtocol, _ index: NameIndex, isFile: Bool = false, isDirectory: Bool = false
    ) -> Place? {
        let text = bounded(text)
        let folded = FoldedText(text)
        guard folded.count > 0 else { return nil }
        let noise = isFile ? ReleaseNoise.marks(folded) : nil
        let hits = index.hits(in: folded, noise: noise, withLetters: isDirectory)
        return Place(text: text, folded: folded, noise: noise, hits: hits)
    }

    /// Paths of other systems are divided by backslashes.
    private static func parts(of path: String) -> [Substring] {
        let divider: UInt8 = path.utf8.contains(UInt8(ascii: "/")) ? UInt8(ascii: "/") : UInt8(ascii: "\\")
        return path.utf8.split(separator: divider).map { Substring($0) }
    }

    /// A stop and up to five letters or digits, of which one is a letter.
    private static func withoutEnding(_ name: Substring) -> Substring {
        guard let stop = name.utf8.lastIndex(of: UInt8(ascii: ".")), stop > name.startIndex else { return name }
        let ending = name.utf8[name.utf8.index(after: stop)...]
        let isEnding =
            (1...5).contains(ending.count)
            && ending.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
            && ending.contains { $0 >= 0x41 }
        return isEnding ? name[..<stop] : name
    }

    private static func bounded(_ text: some StringProtocol) -> String {
        let bytes = text.utf8.prefix(DetectionLimits.textBytesMax)
        guard bytes.endIndex < text.utf8.endIndex else { return String(text) }
        // A character that is cut through goes as a whole.
        let start = bytes.reversed().drop { $0 & 0xC0 == 0x80 }.dropFirst()
        return String(decoding: start.reversed(), as: UTF8.self)
    }
}
