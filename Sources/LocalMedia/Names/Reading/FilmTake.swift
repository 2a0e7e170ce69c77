/// A folder's name, as it is compared with those of the films in it.
struct FolderName {
    let text: NameText
    let film: FilmName
    let key: TitleKey

    init(_ name: String, currentYear: Int) {
        text = NameText(name)
        film = FilmName(text, currentYear: currentYear)
        key = TitleKey(film.title)
    }

    /// Whether the name is a short number and then `title`: "01 Name", "1. Name", "1 - Name".
    func isNumbered(_ title: TitleKey) -> Bool {
        var cursor = NameCursor(text.low, at: 0)
        guard !title.isEmpty, cursor.digits(1...2) != nil else { return false }
        let digits = cursor.at
        let gap = cursor.separators(atMost: 3)
        let isSetOff = text.low[0] == 0x30 || text.low[digits..<cursor.at].contains(NameBytes.dot) || gap.hasDash
        return gap.count > 0 && isSetOff && key.bytes.dropFirst(digits).elementsEqual(title.bytes)
    }

    /// Whether the name is one of a title, and not only of a place to keep titles in.
    var namesTitle: Bool { film.year != nil || !film.ids.isEmpty }
}

/// One version of a film while its folder is read.
struct FilmTake {
    /// Its files in the order of playing.
    let files: [Int]
    let name: FilmName
    let key: TitleKey
    let text: NameText
    var is3D: Bool
    var isDisc = false
    /// The description inside a disc's folder.
    var discMetadata: Int?
    /// What the file name adds to the folder's, as the text behind " - ".
    var folderLabel: String?

    init(_ files: [Int], _ text: NameText, _ tree: LibraryTree, currentYear: Int) {
        self.files = files
        self.text = text
        name = FilmName(text, currentYear: currentYear)
        key = TitleKey(name.title)
        is3D = name.is3D || files.contains { tree.files[$0].ending == "mk3d" }
        isDisc = files.contains { tree.files[$0].kind == .discImage }
    }

    /// Whether both can be versions of one film.
    func isSame(as other: FilmTake) -> Bool {
        !key.isEmpty && key == other.key && name.year == other.name.year && name.ids.fits(other.name.ids)
    }

    /// Whether years and ids allow both to be the film of one folder.
    func fits(_ other: FilmTake) -> Bool {
        let isOneYear = name.year == nil || other.name.year == nil || name.year == other.name.year
        return isOneYear && name.ids.fits(other.name.ids)
    }

    /// Whether the name is that of the folder, perhaps with less in it.
    func isNamed(like folder: FolderName) -> Bool {
        guard !key.isEmpty, key == folder.key, name.ids.fits(folder.film.ids) else { return false }
        return name.year == nil || folder.film.year == nil || name.year == folder.film.year
    }

    /// What follows the folder's whole name: nothing, or a label behind " - ". nil if the name starts otherwise.
    func label(behind folder: FolderName) -> String? {
        let base = folder.text.low
        guard !base.isEmpty, text.low.starts(with: base) else { return nil }
        if text.count == base.count { return "" }
        var cursor = NameCursor(text.low, at: base.count)
        guard cursor.take(" - "), cursor.at < text.count else { return nil }
        return text.title(cursor.at..<text.count, keepsDots: true)
    }
}
