/// The folders of a library and the files in them that may belong to it.
struct LibraryTree {
    struct File {
        let path: String
        /// The name without its extension.
        let stem: NameText
        let key: NameKey
        /// In lower case, without its dot.
        let ending: String
        let kind: MediaKind
    }

    struct Folder {
        let name: String
        /// Below the library root; empty for the root.
        let path: String
        let parent: Int
        let depth: Int
        let use: FolderUse
        var isIgnored: Bool
        var folders: [Int] = []
        var files: [Int] = []
        /// Videos in the folder and all below it.
        var videos = 0
    }

    static let root = 0

    private(set) var files: [File] = []
    private(set) var folders = [
        Folder(name: "", path: "", parent: 0, depth: 0, use: .everything, isIgnored: false)
    ]
    private(set) var skipped: [SkippedPath] = []
    /// The children of a folder by their names as they are compared.
    private var children: [[NameKey: Int]] = [[:]]
    private let listsPointers: Bool

    /// The order of `listed` does not matter; files in folders that are read for nothing end up in `skipped`.
    init(_ listed: [ListedFile], _ options: NameOptions) {
        listsPointers = options.listsPointers
        let sorted = listed.sorted(by: LibraryTree.precedes)
        markIgnored(sorted)
        var last: String?
        var folder = (prefix: Substring(""), index: LibraryTree.root)
        for file in sorted where last != file.path || last?.utf8.elementsEqual(file.path.utf8) != true {
            last = file.path
            let cut = file.path.utf8.lastIndex(of: 0x2F)
            let prefix = cut.map { file.path[..<$0] } ?? ""
            if prefix != folder.prefix || !prefix.utf8.elementsEqual(folder.prefix.utf8) {
                folder = (prefix, index(ofFolder: prefix))
            }
            let name = cut.map { file.path[file.path.utf8.index(after: $0)...] } ?? file.path[...]
            add(file, name: name, to: folder.index)
        }
        countVideos()
    }

    func isVideo(_ file: Int) -> Bool { LibraryTree.isVideo(files[file].kind) }

    /// Images of discs count as videos, and pointers where they are listed.
    static func isVideo(_ kind: MediaKind) -> Bool { kind == .video || kind == .discImage || kind == .pointer }

    /// By path; paths that differ in the composition of their letters alone are equal to `String`.
    private static func precedes(_ one: ListedFile, _ two: ListedFile) -> Bool {
        guard one.path == two.path else { return one.path < two.path }
        if one.path.utf8.elementsEqual(two.path.utf8) { return one.sizeBytes > two.sizeBytes }
        return one.path.utf8.lexicographicallyPrecedes(two.path.utf8)
    }

    private mutating func markIgnored(_ sorted: [ListedFile]) {
        // Both names of a marker end in a letter that few other files end in.
        for file in sorted where file.path.utf8.last == 0x65 || file.path.utf8.last == 0x61 {
            guard let cut = file.path.utf8.lastIndex(of: 0x2F) else {
                if SkippedNames.isIgnoreMarker(file.path) { folders[LibraryTree.root].isIgnored = true }
                continue
            }
            guard SkippedNames.isIgnoreMarker(file.path[file.path.utf8.index(after: cut)...]) else { continue }
            folders[index(ofFolder: file.path[..<cut])].isIgnored = true
        }
        // Folders stand behind their parents.
        for index in folders.indices where folders[folders[index].parent].isIgnored { folders[index].isIgnored = true }
    }

    private mutating func index(ofFolder path: Substring) -> Int {
        var index = LibraryTree.root
        for name in path.utf8.split(separator: 0x2F) where folders[index].use != .nothing(.tooDeep) {
            index = child(String(Substring(name)), of: index)
        }
        return index
    }

    private mutating func child(_ name: String, of parent: Int) -> Int {
        let key = NameKey(name)
        if let index = children[parent][key] { return index }
        let above = folders[parent]
        let inherited = above.use == .everything ? SkippedNames.use(ofFolder: name) : above.use
        let isTooDeep = above.depth >= NamesLimits.folderDepthMax
        let isTooLong = name.utf8.count > NamesLimits.nameBytesMax
        let use = isTooDeep ? .nothing(.tooDeep) : isTooLong ? .nothing(.nameTooLong) : inherited
        let path = parent == LibraryTree.root ? name : above.path + "/" + name
        folders.append(
            Folder(
                name: name, path: path, parent: parent, depth: above.depth + 1, use: use, isIgnored: above.isIgnored))
        children.append([:])
        let index = folders.count - 1
        folders[parent].folders.append(index)
        children[parent][key] = index
        return index
    }

    private mutating func add(_ file: ListedFile, name: Substring, to folder: Int) {
        if let reason = reason(file, name, in: folders[folder]) {
            skipped.append(SkippedPath(path: file.path, reason: reason))
            return
        }
        let (stem, ending) = MediaKinds.split(name)
        let kind = MediaKinds.kind(stem: stem, ending: ending)
        guard kind != .other, kind != .pointer || listsPointers else {
            skipped.append(SkippedPath(path: file.path, reason: kind == .pointer ? .pointer : .otherKind))
            return
        }
        let text = NameText(stem)
        files.append(File(path: file.path, stem: text, key: NameKey(stem, text), ending: ending, kind: kind))
        folders[folder].files.append(files.count - 1)
    }

    private func reason(_ file: ListedFile, _ name: Substring, in folder: Folder) -> SkipReason? {
        if folder.isIgnored { return .ignoredFolder }
        if case .nothing(let reason) = folder.use { return reason }
        if name.utf8.count > NamesLimits.nameBytesMax { return .nameTooLong }
        if let reason = SkippedNames.reason(forFile: name) { return reason }
        return file.sizeBytes <= 0 ? .empty : nil
    }

    private mutating func countVideos() {
        for index in folders.indices.reversed() {
            if folders[index].use == .everything {
                folders[index].videos += folders[index].files.count { LibraryTree.isVideo(files[$0].kind) }
            }
            let parent = folders[index].parent
            if index != LibraryTree.root { folders[parent].videos += folders[index].videos }
        }
    }
}
