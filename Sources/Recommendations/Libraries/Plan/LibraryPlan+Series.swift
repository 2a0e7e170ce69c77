import Basics
import Domain

extension LibraryPlan {
    /// A folder with a folder for each season. False for a series without an episode that can be played.
    mutating func add(_ series: ShelvedTitle, links: Bool, _ moment: Instant) -> Bool {
        let episodes = series.episodes.filter { $0.file != nil }
        guard !episodes.isEmpty else { return false }
        let metadata = series.title.metadata
        let folder = take(
            LibraryFileName.folder(metadata.title, year: metadata.year),
            or: LibraryFileName.film(metadata.title, year: metadata.year, id: series.nameID))
        add(.text(NFODocument.series(series, addedAt: moment).text), at: folder + "/tvshow.nfo")
        addPoster(of: series, at: folder + "/poster.jpg")
        let seasons = Dictionary(grouping: episodes, by: \.season)
        let linked = links ? Self.seasonFolders(seasons) : [:]
        for (season, episodes) in seasons {
            let place = "\(folder)/\(LibraryFileName.season(season))"
            if let original = linked[season] {
                add(.link(original.text), at: place)
            } else {
                for episode in episodes { add(episode, of: series, (place, links), moment) }
            }
        }
        return true
    }

    private mutating func add(
        _ episode: ShelvedEpisode, of series: ShelvedTitle, _ shelf: (folder: String, links: Bool), _ moment: Instant
    ) {
        guard let file = episode.file else { return }
        let name = LibraryFileName.episode(
            of: series.title.metadata.title, season: episode.season, number: episode.number,
            name: episode.title.metadata.title)
        let path = "\(shelf.folder)/\(name)"
        if shelf.links {
            addOriginal(file, at: path)
        } else {
            add(.text(file.path.text), at: path + ".strm")
        }
        add(.text(NFODocument.episode(episode, of: series, addedAt: moment).text), at: path + ".nfo")
    }

    /// The folders that hold one season and are named after it, by season. Any other folder may hold more.
    private static func seasonFolders(_ seasons: [Int: [ShelvedEpisode]]) -> [Int: ServerFilePath] {
        let folders = seasons.mapValues { episodes in Set(episodes.map { $0.file?.path.folder }) }
        var found: [Int: ServerFilePath] = [:]
        for (season, folders) in folders where folders.count == 1 {
            guard let folder = folders.first ?? nil, folder.isLinkable, isName(folder.name, of: season) else {
                continue
            }
            found[season] = folder
        }
        return found
    }

    private static func isName(_ name: String, of season: Int) -> Bool {
        let numbers = name.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
        return numbers.isEmpty ? season == 0 && name.lowercased() == "specials" : numbers == [season]
    }
}
