/// A Kodi .nfo file: XML, XML with a link behind it, or a link only.
package enum NFOFile {
    /// What the file says, one entry for each of its roots: a multi-episode file has several.
    ///
    /// Reads any of the usual encodings. A file with a link only gives one entry with ids; behind the XML of a film or
    /// a series a link adds ids. Document types and entities mean nothing and expand to nothing.
    ///
    /// - Throws: `NFOFailure` when the file is too large, broken, or about nothing.
    package static func read(_ bytes: [UInt8]) throws(NFOFailure) -> [NFOEntry] {
        guard bytes.count <= LocalMediaLimits.nfoBytesMax else { throw .tooLarge(bytes: bytes.count) }
        let text = NFOEncoding.utf8(bytes)
        guard mentionsRoot(text) else { return try linkedEntry(NFOLinks(in: text)) }
        let document = try NFODocument(text)
        var entries = document.roots.compactMap(NFOEntryReader.entry)
        let links = NFOLinks(in: document.loose)
        if entries.isEmpty { return try linkedEntry(links) }
        if let place = entries.firstIndex(where: { $0.kind == .movie || $0.kind == .series }) {
            let known = Set(entries[place].identifiers.map(\.kind))
            entries[place].identifiers += links.identifiers.filter { !known.contains($0.kind) }
        }
        return entries
    }

    private static func linkedEntry(_ links: NFOLinks) throws(NFOFailure) -> [NFOEntry] {
        guard !links.identifiers.isEmpty else { throw .nothingFound }
        var entry = NFOEntry(kind: links.kind ?? .unspecified)
        entry.identifiers = links.identifiers
        return [entry]
    }

    /// Whether the start tag of a root element may be somewhere. Release notes, which are no XML at all, have none.
    private static func mentionsRoot(_ bytes: [UInt8]) -> Bool {
        var index = bytes.startIndex
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            let letters = bytes[index...].prefix(rootBytesMax).prefix { (97...122).contains($0 | 0x20) }
            if NFOEntry.Kind.roots[String(decoding: letters, as: UTF8.self).lowercased()] != nil { return true }
        }
        return false
    }

    /// The length of `episodedetails` and one more, so that a longer name is not taken for it.
    private static let rootBytesMax = 15
}
