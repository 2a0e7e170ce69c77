/// What one folder of films holds, sorted into films, extras and further folders. Pure; marks nothing as used.
struct FilmFolder {
    let id: Int
    /// nil for the library root.
    let name: FolderName?
    private(set) var titles: [FilmTitles.Title] = []
    /// Where in `titles` those of a name are.
    private(set) var places: [TitleKey: [Int]] = [:]
    /// The film that the folder belongs to, for its extras and pictures.
    private(set) var owner: Int?
    /// Files whose names make them extras.
    private(set) var extras: [(file: Int, extra: ExtraName)] = []
    private(set) var extraFolders: [(folder: Int, kind: ExtraKind)] = []
    private(set) var discs: [DiscFolder] = []
    /// Folders "CD1", "CD2" whose files are parts of the film.
    private(set) var partFolders: [Int] = []
    /// Folders with titles of their own.
    private(set) var ordinary: [Int] = []
    private(set) var incomplete: [[Int]] = []

    /// Whether the folder holds this one film.
    var isOwn: Bool { owner != nil && titles.count == 1 }

    /// `left` are the files that have been read as episodes.
    init(_ tree: LibraryTree, _ id: Int, leaving left: Set<Int>, _ options: NameOptions) {
        self.id = id
        name = id == LibraryTree.root ? nil : FolderName(tree.folders[id].name, currentYear: options.currentYear)
        discs = tree.discs(in: id)
        let year = options.currentYear
        var takes = discTakes(tree, year) + partTakes(tree, year)
        takes += fileTakes(tree, leaving: left, year)
        sortFolders(tree)
        let grouped = FilmTitles(takes, name)
        titles = grouped.titles
        places = grouped.places
        owner = findOwner(tree, isShared: !left.isEmpty)
    }

    private var holdsDisc: Bool { discs.contains { $0.folder == id } }

    private func discTakes(_ tree: LibraryTree, _ year: Int) -> [FilmTake] {
        discs.map { disc in
            let text = name?.text ?? NameText(tree.folders[disc.folder].name)
            var take = FilmTake([disc.index], text, tree, currentYear: year)
            take.isDisc = true
            take.discMetadata = disc.metadata
            return take
        }
    }

    /// "Film/CD1/a.avi" and "Film/CD2/b.avi".
    private mutating func partTakes(_ tree: LibraryTree, _ year: Int) -> [FilmTake] {
        guard let name else { return [] }
        var parts: [(number: Int, folder: Int, file: Int)] = []
        for child in tree.folders[id].folders where tree.folders[child].use == .everything {
            guard let marker = PartMarker(folder: NameText(tree.folders[child].name)) else { continue }
            let disc = tree.discs(in: child).first?.index
            let videos = tree.folders[child].files.filter(tree.isVideo)
            guard let file = disc ?? (videos.count == 1 ? videos[0] : nil) else { return [] }
            parts.append((marker.number, child, file))
        }
        parts.sort { $0.number < $1.number }
        guard !parts.isEmpty, parts.map(\.number) == Array(1...parts.count) else { return [] }
        partFolders = parts.map(\.folder)
        var take = FilmTake(parts.map(\.file), name.text, tree, currentYear: year)
        take.isDisc = take.isDisc || parts.contains { !tree.isVideo($0.file) }
        return [take]
    }

    private mutating func fileTakes(_ tree: LibraryTree, leaving left: Set<Int>, _ year: Int) -> [FilmTake] {
        guard !holdsDisc else { return [] }
        var videos: [Int] = []
        for file in tree.folders[id].files where tree.isVideo(file) && !left.contains(file) {
            let text = tree.files[file].stem
            if let extra = ExtraName(text), !isTitle(text, extra, year) {
                extras.append((file, extra))
            } else {
                videos.append(file)
            }
        }
        let stacks = PartStacks(videos, tree)
        incomplete = stacks.incomplete
        var takes = stacks.stacks.map { FilmTake($0.files, $0.text, tree, currentYear: year) }
        for file in stacks.singles {
            let text = tree.files[file].stem
            // "Film-cd1" without its second part is still the film.
            let marker = PartMarker(text).flatMap { $0.namesMedium ? $0 : nil }
            takes.append(FilmTake([file], marker.map { text.without($0) } ?? text, tree, currentYear: year))
        }
        return takes.sorted { $0.files[0] < $1.files[0] }
    }

    /// Whether the name is the folder's own, so that what looks like an extra's ending is part of a title.
    private func isTitle(_ text: NameText, _ extra: ExtraName, _ year: Int) -> Bool {
        guard let name else { return false }
        func isNamed(_ text: NameText) -> Bool { TitleKey(FilmName(text, currentYear: year).title) == name.key }
        return isNamed(text) && !isNamed(text.part(0..<extra.baseEnd))
    }

    private mutating func sortFolders(_ tree: LibraryTree) {
        for child in tree.folders[id].folders where tree.folders[child].use == .everything {
            if discs.contains(where: { $0.folder == child }) || partFolders.contains(child) { continue }
            if holdsDisc, tree.isDiscPart(child) { continue }
            if let kind = ExtraName.kind(ofFolder: tree.folders[child].name) {
                extraFolders.append((child, kind))
            } else {
                ordinary.append(child)
            }
        }
    }

    private func findOwner(_ tree: LibraryTree, isShared: Bool) -> Int? {
        guard let name else { return nil }
        let named = titles.indices.filter { titles[$0].isFolders }
        // A film and its remake may both bear the folder's name.
        if named.count == 1 { return named[0] }
        guard titles.count == 1, !isShared else { return nil }
        let holdsOthers = ordinary.contains { tree.folders[$0].videos > 0 }
        return name.namesTitle || !holdsOthers ? 0 : nil
    }
}
