/// A file on its own, or a member of an archive.
struct HistoryMember {
    /// In lower case and without folders; empty when nobody knows it.
    let name: String
    /// Valid UTF-8.
    let text: [UInt8]
    /// Whether it begins as text does. Pictures and programs have zero bytes there.
    let isText: Bool

    /// A file that is no archive; nil when there is nothing in it.
    init?(file: [UInt8], name: String?) {
        let isUTF16 = [[0xFF, 0xFE], [0xFE, 0xFF]].contains { file.starts(with: $0) }
        isText = isUTF16 || !file.prefix(ImportsLimits.recognisedBytes).contains(0)
        text = FileText.utf8(file)
        guard !text.isEmpty else { return nil }
        self.name = (name ?? "").lowercased().split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
    }

    /// The members of an archive that may belong to a history; all others are left packed. More than
    /// `ImportsLimits.archiveMembersRead` of them are too many, and more than `ImportsLimits.jsonBytesMax` of JSON,
    /// which takes many times as much memory, is too large.
    static func all(in bytes: [UInt8]) throws(ArchiveError) -> [HistoryMember] {
        var archive = try ZIPArchive(bytes)
        let known = archive.entries.filter { isKnown($0.name) }
        guard known.count <= ImportsLimits.archiveMembersRead else { throw .tooManyEntries }
        let lists = known.filter { $0.name.lowercased().hasSuffix(".json") }
        var bytesLeft = ImportsLimits.jsonBytesMax
        for list in lists {
            guard list.size <= bytesLeft else { throw .tooLarge }
            bytesLeft -= list.size
        }
        var members: [HistoryMember] = []
        for entry in known {
            let contents = try archive.contents(of: entry)
            if let member = HistoryMember(file: contents, name: entry.lastComponent) { members.append(member) }
        }
        return members
    }

    /// Whether a member has a name that services give to what is read here; what it is, its content says.
    static func isKnown(_ path: String) -> Bool {
        let components = path.lowercased().split(separator: "/")
        guard let name = components.last, !name.hasPrefix(".") else { return false }
        let folders = components.dropLast()
        if name.hasSuffix(".csv") {
            guard folders.allSatisfy({ !leftOutFolders.contains(String($0)) }) else { return false }
            return tables.contains(String(name)) || tablePrefixes.contains { name.hasPrefix($0) }
        }
        guard name.hasSuffix(".json"), !folders.contains("__macosx") else { return false }
        return listPrefixes.contains { name.hasPrefix($0) }
    }

    // What was deleted at Letterboxd, and its lists; and what macOS adds to archives.
    private static let leftOutFolders: Set<String> = ["likes", "lists", "deleted", "orphaned", "__macosx"]
    private static let tables: Set<String> = [
        // Letterboxd and ourselves.
        "diary.csv", "reviews.csv", "ratings.csv", "watched.csv", "watchlist.csv", "viewings.csv", "kinothek.csv",
        // Netflix and Amazon.
        "viewingactivity.csv", "viewing history.csv", "primevideo.viewinghistory.csv",
        "digital.primevideo.viewinghistory.csv",
    ]
    private static let tablePrefixes = ["letterboxd", "netflixviewinghistory", "watch-history-export"]
    private static let listPrefixes = [
        "watched-", "history", "ratings-", "lists-watchlist", "watchlist", "watch-history-export",
    ]
}
