import Basics
import Domain

extension LibraryPlan {
    /// All in one folder: `.strm` files with the paths of the originals. False without any.
    mutating func addAddress(of film: ShelvedTitle, _ moment: Instant) -> Bool {
        guard !film.files.isEmpty else { return false }
        let metadata = film.title.metadata
        let name = LibraryFileName.film(metadata.title, year: metadata.year, id: film.nameID)
        for (part, file) in film.files.enumerated() {
            add(.text(file.path.text), at: name + Self.partMark(part, of: film.files) + ".strm")
        }
        add(.text(NFODocument.film(film, addedAt: moment).text), at: name + ".nfo")
        addPoster(of: film, at: name + "-poster.jpg")
        return true
    }

    /// A folder of its own, with links to the film and what lies beside it. False without any.
    mutating func addLinks(to film: ShelvedTitle, _ moment: Instant) -> Bool {
        guard let first = film.files.first else { return false }
        let metadata = film.title.metadata
        let name = take(
            LibraryFileName.folder(metadata.title, year: metadata.year),
            or: LibraryFileName.film(metadata.title, year: metadata.year, id: film.nameID))
        for (part, file) in film.files.enumerated() {
            addOriginal(file, at: "\(name)/\(name)" + Self.partMark(part, of: film.files))
        }
        add(.text(NFODocument.film(film, addedAt: moment).text), at: name + "/movie.nfo")
        addPictures(beside: first, in: name, besides: metadata.posterPath == nil ? nil : "poster")
        addPoster(of: film, at: name + "/poster.jpg")
        return true
    }

    /// A link, with its subtitles, or an address where no link can lead.
    mutating func addOriginal(_ file: ShelvedFile, at path: String) {
        guard file.path.isLinkable else { return add(.text(file.path.text), at: path + ".strm") }
        add(.link(file.path.text), at: path + file.path.ending)
        for neighbour in file.neighbours where neighbour.path.isLinkable {
            guard case .subtitle(let suffix) = neighbour.part else { continue }
            add(.link(neighbour.path.text), at: path + suffix)
        }
    }

    private mutating func addPictures(beside file: ShelvedFile, in folder: String, besides known: String?) {
        for neighbour in file.neighbours where neighbour.path.isLinkable {
            guard case .picture(let name) = neighbour.part, known.map(name.hasPrefix) != true else { continue }
            add(.link(neighbour.path.text), at: "\(folder)/\(name)")
        }
    }

    /// By which media servers know the parts of a film that is several files.
    private static func partMark(_ part: Int, of files: [ShelvedFile]) -> String {
        files.count > 1 ? "-cd\(part + 1)" : ""
    }
}
