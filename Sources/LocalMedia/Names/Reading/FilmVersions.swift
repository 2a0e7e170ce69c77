/// Names the versions of a film and puts the one that plays first in front.
enum FilmVersions {
    /// `edition` is that of the folder, for files that name none.
    static func readings(_ takes: [FilmTake], edition: String?, _ tree: LibraryTree) -> [VersionReading] {
        let labels = labels(takes, edition)
        let readings = zip(takes, labels).map { take, label in
            VersionReading(
                label: label, parts: take.files.map { tree.files[$0].path }, is3D: take.is3D, isDisc: take.isDisc)
        }
        return ordered(readings)
    }

    /// Labels that end in a height first, the highest in front; then those without a label, then the others by name.
    /// Discs come last, because what plays unasked has to be a file that can be streamed.
    static func ordered(_ versions: [VersionReading]) -> [VersionReading] {
        let sorted = versions.map { (order($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        return sorted.filter { !$0.isDisc } + sorted.filter(\.isDisc)
    }

    private static func labels(_ takes: [FilmTake], _ edition: String?) -> [String?] {
        let isSeveral = takes.count > 1
        var labels = takes.map { take -> String? in
            let given = take.name.edition ?? edition ?? take.folderLabel ?? take.name.label
            return given ?? (isSeveral ? take.name.resolution ?? (take.is3D ? "3D" : nil) : nil)
        }
        for (label, indices) in Dictionary(grouping: labels.indices, by: { labels[$0] }) where indices.count > 1 {
            guard let label else { continue }
            for index in indices {
                let resolution = takes[index].name.resolution.flatMap { label.contains($0) ? nil : $0 }
                let words = [takes[index].is3D ? "3D" : nil, label, resolution]
                labels[index] = words.compactMap(\.self).joined(separator: " ")
            }
        }
        return labels
    }

    private static func order(_ version: VersionReading) -> (Int, String, String) {
        let path = version.parts.first ?? ""
        guard let label = version.label else { return (0, "", path) }
        guard let height = height(label) else { return (0, label.lowercased(), path) }
        return (-height, label.lowercased(), path)
    }

    /// The number in front of the "p" or "i" at the end.
    private static func height(_ label: String) -> Int? {
        let low = NameText(label).low
        guard let last = low.last, last == 0x70 || last == 0x69 else { return nil }
        var start = low.count - 1
        while start > 0, NameBytes.isDigit(low[start - 1]) { start -= 1 }
        guard (3...4).contains(low.count - 1 - start) else { return nil }
        return NameBytes.number(low, start..<(low.count - 1))
    }
}
