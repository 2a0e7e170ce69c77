/// What lies beside one title.
struct SidecarHits {
    var metadata: [Int] = []
    var art: [ArtHit] = []
    /// `index` is the other half of a VobSub pair.
    var subtitles: [(reading: SubtitleReading, file: Int, index: Int?)] = []

    mutating func merge(_ other: SidecarHits) {
        metadata += other.metadata
        art += other.art
        subtitles += other.subtitles
    }
}

/// Assigns the pictures, descriptions and subtitles of one folder to the titles in it.
struct FolderSidecars {
    /// How pictures with a video's name are understood.
    enum Style {
        /// A film in a folder of its own: the bare name comes first.
        case ownFolder
        /// Films that share a folder: "-poster" comes first.
        case shared
        /// Episodes: the bare name is a still.
        case episodes
    }

    /// By the title's place in the owners.
    private(set) var titles: [Int: SidecarHits] = [:]
    /// Pictures that are named for the folder.
    private(set) var folderArt: [ArtHit] = []
    private(set) var seasonArt: [(owner: ArtName.Owner, hit: ArtHit)] = []
    private(set) var people: [(picture: PersonPicture, file: Int)] = []
    /// Descriptions that have no video's name, by their own.
    private(set) var metadata: [NameKey: Int] = [:]
    /// Music for the title's page.
    private(set) var themes: [Int] = []

    private let tree: LibraryTree
    private let owners: StemOwners
    private let style: Style
    private let language: String?

    init(_ tree: LibraryTree, folder: Int, owners: StemOwners, style: Style, options: NameOptions) {
        self.tree = tree
        self.owners = owners
        self.style = style
        language = options.subtitleLanguage
        let entry = tree.folders[folder]
        guard entry.use == .everything else { return }
        let indexes = indexes(in: folder)
        for file in entry.files {
            switch tree.files[file].kind {
            case .image: addImage(file)
            case .metadata: addMetadata(file)
            case .subtitle: addSubtitle(file, indexes)
            case .audio where tree.files[file].key == FolderSidecars.theme: themes.append(file)
            default: break
            }
        }
        for child in entry.folders where !tree.folders[child].isIgnored {
            switch tree.folders[child].use {
            case .artwork: addArtFolder(child)
            case .subtitles: addSubtitleFolder(child)
            default: break
            }
        }
    }

    private static let theme = NameKey("theme")

    private mutating func addImage(_ file: Int) {
        let key = tree.files[file].key
        if let owner = owners.exact(key) {
            let rank = style == .ownFolder ? ArtRank.ownFirst : ArtRank.ownSecond
            let role: ArtRole = style == .episodes ? .thumb : .poster
            titles[owner.title, default: SidecarHits()].art.append(
                ArtHit(role: role, rank: rank, number: 0, file: file))
            return
        }
        if let name = ArtName(video: key.bytes), case .video(let end) = name.owner,
            let owner = owners.exact(key.prefix(end))
        {
            let base = style == .ownFolder ? ArtRank.ownSecond : ArtRank.ownFirst
            let rank = base + name.rank - ArtRank.folder
            titles[owner.title, default: SidecarHits()].art.append(
                ArtHit(role: name.role, rank: rank, number: name.number, file: file))
            return
        }
        guard let name = ArtName(folder: key.bytes) else { return }
        let hit = ArtHit(role: name.role, rank: name.rank, number: name.number, file: file)
        if name.owner == .folder { folderArt.append(hit) } else { seasonArt.append((name.owner, hit)) }
    }

    private mutating func addMetadata(_ file: Int) {
        let key = tree.files[file].key
        if let owner = owners.exact(key) {
            titles[owner.title, default: SidecarHits()].metadata.append(file)
        } else {
            metadata[key] = file
        }
    }

    private mutating func addArtFolder(_ folder: Int) {
        for file in tree.folders[folder].files where tree.files[file].kind == .image {
            let entry = tree.files[file]
            switch tree.folders[folder].name.lowercased() {
            case "extrafanart":
                folderArt.append(ArtHit(role: .backdrop, rank: ArtRank.apart, number: 0, file: file))
            case ".actors":
                let name = String(decoding: entry.stem.bytes.map { $0 == 0x5F ? NameBytes.space : $0 }, as: UTF8.self)
                people.append((PersonPicture(name: name, path: entry.path), file))
            default:
                guard let owner = owners.exact(entry.key) else { continue }
                let role: ArtRole = style == .episodes ? .thumb : .poster
                titles[owner.title, default: SidecarHits()].art.append(
                    ArtHit(role: role, rank: ArtRank.apart, number: 0, file: file))
            }
        }
    }
}

extension FolderSidecars {
    private func indexes(in folder: Int) -> [NameKey: Int] {
        var indexes: [NameKey: Int] = [:]
        for file in tree.folders[folder].files where tree.files[file].kind == .subtitleIndex {
            indexes[tree.files[file].key] = file
        }
        return indexes
    }

    private mutating func addSubtitle(_ file: Int, _ indexes: [NameKey: Int]) {
        let entry = tree.files[file]
        guard let (owner, end) = owners.longest(startOf: entry.key) else { return }
        // Counted from the end, because folding may have changed the length of what stands in front.
        let start = max(0, min(entry.stem.count, entry.stem.count - (entry.key.bytes.count - end)))
        add(file, SubtitleName(entry.stem[start..<entry.stem.count]), owner, indexes)
    }

    private mutating func add(
        _ file: Int, _ name: SubtitleName, _ owner: StemOwners.Owner, _ indexes: [NameKey: Int]
    ) {
        let entry = tree.files[file]
        var reading = SubtitleReading(path: entry.path, format: SubtitleFormat(ending: entry.ending))
        reading.language = name.language ?? language
        reading.isLanguageGuessed = name.language == nil
        reading.title = name.title
        reading.isForced = name.isForced
        reading.isSDH = name.isSDH
        reading.isDefault = name.isDefault
        reading.videoPath = owner.video.map { tree.files[$0].path }
        let index = reading.format == .microDVD ? indexes[entry.key] : nil
        if let index {
            reading.format = .vobSub
            reading.indexPath = tree.files[index].path
        }
        titles[owner.title, default: SidecarHits()].subtitles.append((reading, file, index))
    }

    /// Files named for a video, folders named for a video, and any file if the folder above has one title only.
    private mutating func addSubtitleFolder(_ folder: Int) {
        let only = owners.only.map { StemOwners.Owner(title: $0, video: nil) }
        addLoose(folder, owner: only)
        for child in tree.folders[folder].folders where !tree.folders[child].isIgnored {
            addLoose(child, owner: owners.exact(NameKey(tree.folders[child].name)) ?? only)
        }
    }

    private mutating func addLoose(_ folder: Int, owner: StemOwners.Owner?) {
        let indexes = indexes(in: folder)
        for file in tree.folders[folder].files where tree.files[file].kind == .subtitle {
            let entry = tree.files[file]
            if owners.longest(startOf: entry.key) != nil {
                addSubtitle(file, indexes)
            } else if let owner {
                var name = SubtitleName(entry.stem[...])
                name.dropReleaseTitle(entry.stem)
                add(file, name, owner, indexes)
            }
        }
    }
}

extension SubtitleName {
    /// "2_English" is no title "2", and the words of a release are none either.
    fileprivate mutating func dropReleaseTitle(_ stem: NameText) {
        guard let title else { return }
        let tokens = NameTokens(NameText(title))
        let isNumber = (0..<tokens.count).allSatisfy { tokens.number($0) != nil }
        let isRelease =
            ReleaseTokens(tokens).strengths.contains(.certain) || NumberedRules(stem.low).match(from: 0) != nil
        if isNumber || isRelease { dropTitle() }
    }
}

extension SubtitleFormat {
    fileprivate init(ending: String) {
        switch ending {
        case "vtt": self = .vtt
        case "ass": self = .ass
        case "ssa": self = .ssa
        case "smi", "sami": self = .sami
        case "sub": self = .microDVD
        case "sup": self = .pgs
        case "mks": self = .matroska
        default: self = .srt
        }
    }
}
