/// The films of one folder, each with its versions.
struct FilmTitles {
    struct Title {
        var takes: [FilmTake]
        /// Whether the folder bears this film's name.
        let isFolders: Bool
    }

    private(set) var titles: [Title] = []
    /// Where in `titles` those of a name are.
    private(set) var places: [TitleKey: [Int]] = [:]

    init(_ takes: [FilmTake], _ folder: FolderName?) {
        let named = folder.map { FilmTitles.named(takes, $0) } ?? [:]
        for (index, take) in takes.enumerated() {
            if let label = named[index] {
                var take = take
                take.folderLabel = label
                addToFolders(take)
            } else if let place = places[take.key]?.first(where: { titles[$0].takes[0].isSame(as: take) }) {
                titles[place].takes.append(take)
            } else {
                titles.append(Title(takes: [take], isFolders: false))
                places[take.key, default: []].append(titles.count - 1)
            }
        }
    }

    private mutating func addToFolders(_ take: FilmTake) {
        let place = titles.firstIndex { title in
            title.isFolders && title.takes.allSatisfy { $0.fits(take) }
        }
        if let place {
            titles[place].takes.append(take)
        } else {
            titles.append(Title(takes: [take], isFolders: true))
            places[take.key, default: []].append(titles.count - 1)
        }
    }

    /// The takes that are versions of the folder's film, with what sets each apart.
    private static func named(_ takes: [FilmTake], _ folder: FolderName) -> [Int: String?] {
        let labels = takes.map { $0.label(behind: folder) }
        // In a folder "Star Wars" the file "Star Wars - A New Hope" is no version, unless there is a "Star Wars".
        let isCertain = folder.namesTitle || labels.contains("")
        var named: [Int: String?] = [:]
        for index in takes.indices {
            if let label = labels[index], isCertain || FilmLabel.isLabel(label) {
                named.updateValue(label.isEmpty ? nil : label, forKey: index)
            } else if takes[index].isNamed(like: folder) {
                named.updateValue(nil, forKey: index)
            }
        }
        return named
    }
}
