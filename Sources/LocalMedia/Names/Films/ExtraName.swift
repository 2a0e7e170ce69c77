/// How a name says that its file is an extra: by a folder's name, by a whole file name or by an ending.
struct ExtraName {
    let kind: ExtraKind
    /// Where the name of the film that it belongs to ends; 0 for a whole name.
    let baseEnd: Int
    /// Whether a dash, and no blank, leads to the ending, so that it cannot be the end of a title.
    let isTight: Bool

    /// By a file name without its extension.
    init?(_ text: NameText) {
        let low = text.low
        for ending in ExtraName.endings where low.count >= ending.text.count {
            guard low.suffix(ending.text.count).elementsEqual(ending.text) else { continue }
            let start = low.count - ending.text.count
            if start == 0 {
                guard ending.isWholeName else { continue }
                kind = ending.kind
                baseEnd = 0
                isTight = true
                return
            }
            let sign = low[start - 1]
            guard sign == NameBytes.dash || ending.isWholeName && ExtraName.isJoint(sign) else { continue }
            kind = ending.kind
            var base = start - 1
            while base > 0, ExtraName.isJoint(low[base - 1]) || low[base - 1] == NameBytes.dash { base -= 1 }
            baseEnd = base
            isTight = sign == NameBytes.dash || sign == 0x5F
            return
        }
        return nil
    }

    /// The kind of the extras in a folder of this name.
    static func kind(ofFolder name: String) -> ExtraKind? { folders[name.lowercased()] }

    private struct Ending {
        let text: [UInt8]
        let kind: ExtraKind
        /// Whether the word alone is a name too, and dots, blanks and underscores may lead to it.
        let isWholeName: Bool

        init(_ text: String, _ kind: ExtraKind, isWholeName: Bool = false) {
            self.text = Array(text.utf8)
            self.kind = kind
            self.isWholeName = isWholeName
        }
    }

    private static let endings: [Ending] = [
        Ending("trailer", .trailer, isWholeName: true), Ending("sample", .sample, isWholeName: true),
        Ending("behindthescenes", .behindTheScenes), Ending("deletedscene", .deletedScene),
        Ending("deleted", .deletedScene), Ending("featurette", .featurette), Ending("interview", .interview),
        Ending("scene", .scene), Ending("clip", .clip), Ending("short", .short), Ending("other", .other),
        Ending("extra", .other),
    ]

    private static let folders: [String: ExtraKind] = [
        "behind the scenes": .behindTheScenes, "deleted scenes": .deletedScene, "interviews": .interview,
        "scenes": .scene, "samples": .sample, "shorts": .short, "featurettes": .featurette, "clips": .clip,
        "other": .other, "extras": .other, "extra": .other, "trailers": .trailer, "backdrops": .themeVideo,
        "theme-music": .themeAudio,
    ]

    private static func isJoint(_ byte: UInt8) -> Bool {
        NameBytes.isBlank(byte) || byte == NameBytes.dot || byte == 0x5F
    }
}
