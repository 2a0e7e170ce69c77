/// What a picture shows, by its name.
enum ArtRole: UInt8 {
    case poster, backdrop, banner, thumb, logo, clearArt, discArt, keyArt
}

/// A picture of a title, and how well its name fits: the lowest rank of a role is taken.
struct ArtHit {
    let role: ArtRole
    var rank: Int
    /// The number of one of several backdrops; 0 without one.
    let number: Int
    let file: Int
}

/// The name of a picture, without its extension and in lower case.
struct ArtName {
    enum Owner: Equatable {
        /// The title that the folder belongs to.
        case folder
        /// A video whose name ends at this byte of the picture's.
        case video(end: Int)
        /// A season, by its number.
        case season(Int)
        case allSeasons
    }

    let owner: Owner
    let role: ArtRole
    let rank: Int
    let number: Int

    /// What the whole name says, as "fanart-2" or "season01-poster"; nil for other names.
    init?(folder key: ArraySlice<UInt8>) {
        if let season = ArtName.season(key) {
            self = season
            return
        }
        let (word, number) = ArtName.numbered(key)
        guard let entry = ArtName.words[word], number == 0 || entry.role == .backdrop else { return nil }
        self.init(owner: .folder, role: entry.role, rank: entry.rank, number: number)
    }

    /// What the name says behind that of a video, as "Film-fanart1"; nil if no such word ends it.
    init?(video key: ArraySlice<UInt8>) {
        let (body, number) = ArtName.numbered(key)
        guard let dash = body.lastIndex(of: NameBytes.dash), dash > body.startIndex,
            let entry = ArtName.words[body[(dash + 1)...]], entry.follows,
            number == 0 || entry.role == .backdrop
        else { return nil }
        self.init(owner: .video(end: dash - key.startIndex), role: entry.role, rank: entry.rank, number: number)
    }

    private init(owner: Owner, role: ArtRole, rank: Int, number: Int) {
        self.owner = owner
        self.role = role
        self.rank = rank
        self.number = number
    }

    private struct Word {
        let role: ArtRole
        let rank: Int
        /// Whether the word may stand behind a video's name.
        let follows: Bool
    }

    /// By word. Ranks follow the order in which players look; those of a video's own pictures are lower still.
    private static let words: [ArraySlice<UInt8>: Word] = {
        let list: [(String, ArtRole, Bool)] = [
            ("poster", .poster, true), ("folder", .poster, false), ("cover", .poster, false),
            ("default", .poster, false), ("movie", .poster, false), ("show", .poster, false),
            ("fanart", .backdrop, true), ("background", .backdrop, true), ("art", .backdrop, false),
            ("backdrop", .backdrop, true), ("banner", .banner, true), ("landscape", .thumb, true),
            ("thumb", .thumb, true), ("logo", .logo, true), ("clearlogo", .logo, true),
            ("clearart", .clearArt, true), ("disc", .discArt, true), ("discart", .discArt, true),
            ("keyart", .keyArt, true),
        ]
        var words: [ArraySlice<UInt8>: Word] = [:]
        for (index, entry) in list.enumerated() {
            words[Array(entry.0.utf8)[...]] = Word(role: entry.1, rank: ArtRank.folder + index, follows: entry.2)
        }
        return words
    }()

    /// A word and the number behind it: "fanart-2" and "backdrop2" are the second.
    private static func numbered(_ key: ArraySlice<UInt8>) -> (word: ArraySlice<UInt8>, number: Int) {
        var end = key.endIndex
        while end > key.startIndex, NameBytes.isDigit(key[end - 1]) { end -= 1 }
        guard end < key.endIndex, key.endIndex - end <= NamesLimits.numberDigitsMax else { return (key, 0) }
        let number = key[end...].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        if end > key.startIndex, key[end - 1] == NameBytes.dash { end -= 1 }
        return (key[..<end], number)
    }

    private static let seasonWord = Array("season".utf8)
    private static let seasonNames: [(word: [UInt8], owner: Owner)] = [
        (Array("-specials".utf8), .season(0)), (Array("-all".utf8), .allSeasons),
    ]

    /// "season01-poster", "season1", "season-specials-banner".
    private static func season(_ key: ArraySlice<UInt8>) -> ArtName? {
        guard key.starts(with: seasonWord) else { return nil }
        var rest = key.dropFirst(seasonWord.count)
        let owner: Owner
        if let named = seasonNames.first(where: { rest.starts(with: $0.word) }) {
            owner = named.owner
            rest = rest.dropFirst(named.word.count)
        } else {
            let digits = rest.prefix(while: NameBytes.isDigit)
            guard (1...NamesLimits.numberDigitsMax).contains(digits.count) else { return nil }
            owner = .season(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) })
            rest = rest.dropFirst(digits.count)
        }
        guard let first = rest.first else {
            return ArtName(owner: owner, role: .poster, rank: ArtRank.ownSecond, number: 0)
        }
        guard first == NameBytes.dash, let entry = words[rest.dropFirst()], entry.follows else { return nil }
        return ArtName(owner: owner, role: entry.role, rank: ArtRank.ownFirst + entry.rank, number: 0)
    }
}

/// The order in which pictures of one role are preferred; lower is better.
enum ArtRank {
    /// A picture with the name of the video, with or without a word behind it.
    static let ownFirst = 0
    static let ownSecond = 100
    /// A picture that is named for the folder; the place in the list of words is added.
    static let folder = 200
    /// A picture in a folder of its own, as `extrafanart`.
    static let apart = 400
    static let fallback = 600

    /// The place of an extension among pictures of one name.
    static func ending(_ ending: String) -> Int {
        ["jpg", "jpeg", "png", "webp", "avif", "gif", "tbn"].firstIndex(of: ending) ?? 7
    }
}
