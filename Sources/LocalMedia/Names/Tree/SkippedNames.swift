/// What a folder is read for, by its name alone.
package enum FolderUse: Sendable, Hashable {
    case everything
    /// Pictures beside a title: `extrafanart`, `.actors`, `metadata`.
    case artwork
    /// `Subs` and `Subtitles`.
    case subtitles
    /// Nothing: neither the folder nor anything below it.
    case nothing(SkipReason)
}

/// Names that are no part of a library. A walk through the folders can leave them out early.
package enum SkippedNames {
    /// Whether a walk need not enter a folder of this name.
    package static func isSkippedFolder(_ name: String) -> Bool {
        if case .nothing = use(ofFolder: name) { return true }
        return false
    }

    /// Whether a file of this name is never part of a library. Marker files are; see `isIgnoreMarker`.
    package static func isSkippedFile(_ name: String) -> Bool { reason(forFile: name[...]) != nil }

    /// Whether a file of this name makes its folder, and all below it, no part of the library.
    package static func isIgnoreMarker(_ name: some StringProtocol) -> Bool { name == ".ignore" || name == ".nomedia" }

    package static func use(ofFolder name: String) -> FolderUse {
        let lower = name.lowercased()
        if let use = folders[lower] { return use }
        if lower.utf8.first == NameBytes.dot { return .nothing(.hidden) }
        return lower.hasSuffix(".trickplay") ? .nothing(.skippedFolder) : .everything
    }

    /// Why a file of this name is left out; nil if it is not.
    package static func reason(forFile name: Substring) -> SkipReason? {
        if name.utf8.first == NameBytes.dot { return .hidden }
        let (stem, ending) = MediaKinds.split(name)
        if unfinished.contains(ending) { return .unfinishedDownload }
        if isSample(stem) { return .sample }
        if ending == "db" || ending == "ini" {
            let lower = name.lowercased()
            if lower == "thumbs.db" || lower == "desktop.ini" { return .systemFile }
        }
        return nil
    }

    private static let unfinished: Set<String> = ["part", "!qb", "crdownload", "tmp"]

    /// "sample", "Film-sample", "film.sample".
    private static func isSample(_ stem: Substring) -> Bool {
        let word: StaticString = "sample"
        let bytes = stem.utf8
        let count = word.utf8CodeUnitCount
        guard bytes.count >= count else { return false }
        for (offset, byte) in bytes.suffix(count).enumerated() {
            guard NameBytes.lowered(byte) == word.utf8Start[offset] else { return false }
        }
        guard let sign = bytes.dropLast(count).last else { return true }
        return sign == NameBytes.dot || sign == NameBytes.dash
    }

    private static let folders: [String: FolderUse] = {
        var folders: [String: FolderUse] = [
            ".actors": .artwork, "extrafanart": .artwork, "metadata": .artwork, "subs": .subtitles,
            "subtitles": .subtitles, "sample": .nothing(.sample),
        ]
        let skipped = [
            "@eadir", "#recycle", "@recycle", "$recycle.bin", "system volume information", "lost+found", ".snapshot",
            ".snapshots", "extrathumbs", "temprec", "tempsbe",
        ]
        for name in skipped { folders[name] = .nothing(.skippedFolder) }
        return folders
    }()
}
