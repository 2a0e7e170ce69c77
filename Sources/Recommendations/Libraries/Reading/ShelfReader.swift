import Accounts
import Basics
package import Domain
import Host

/// What is to be shown of one title, before anything was read about it.
package struct ShelfEntry: Hashable, Sendable {
    package let titleID: TitleID
    /// 0...1.
    package var match: Double?
    package var explanation: String?

    package init(_ titleID: TitleID, match: Double? = nil, explanation: String? = nil) {
        self.titleID = titleID
        self.match = match
        self.explanation = explanation
    }
}

/// Reads what is written of titles, with a few statements for many of them.
struct ShelfReader: Sendable {
    let titles: any BrowseStore
    let videos: any VideoStore
    /// Whose items are wanted; nil for any.
    let server: MediaServerKey?
    let places: LibraryPlaces
    let threads: HostThreads

    /// In their order, the first with rank 1. Titles that are gone are left out, and nobody takes their rank.
    func films(_ entries: [ShelfEntry], withNeighbours: Bool) async throws -> [ShelvedTitle] {
        var shelved = try await shelved(entries)
        guard withNeighbours else { return shelved }
        for place in shelved.indices {
            for part in shelved[place].files.indices { try await addNeighbours(to: &shelved[place].files[part]) }
        }
        return shelved
    }

    func series(_ entries: [ShelfEntry]) async throws -> [ShelvedTitle] {
        var shelved = try await shelved(entries)
        let episodes = try await titles.episodes(of: shelved.map(\.title.id))
        let originals = try await originals(of: episodes.values.flatMap { $0.map(\.title.id) })
        for place in shelved.indices {
            shelved[place].episodes = (episodes[shelved[place].title.id] ?? []).map { episode in
                var shelved = ShelvedEpisode(title: episode.title, season: episode.season, number: episode.number)
                shelved.airDate = episode.airDate
                shelved.file = originals[episode.title.id]?.files.first
                return shelved
            }
        }
        return shelved
    }

    private func shelved(_ entries: [ShelfEntry]) async throws -> [ShelvedTitle] {
        var all: [ShelvedTitle] = []
        for start in stride(from: 0, to: entries.count, by: LibraryLimits.titlesTogether) {
            let part = entries[start..<min(start + LibraryLimits.titlesTogether, entries.count)]
            let ids = part.map(\.titleID)
            let found = Dictionary(try await titles.titles(ids).map { ($0.id, $0) }) { first, _ in first }
            let facts = try await titles.facts(of: ids)
            let originals = try await originals(of: ids)
            for (place, entry) in part.enumerated() {
                guard let title = found[entry.titleID] else { continue }
                var shelved = ShelvedTitle(title: title, rank: start + place + 1)
                (shelved.match, shelved.explanation) = (entry.match, entry.explanation)
                shelved.facts = facts[title.id]
                shelved.itemID = originals[title.id]?.itemID
                shelved.files = originals[title.id]?.files ?? []
                all.append(shelved)
            }
        }
        return all
    }

    private struct Original {
        var itemID: MediaServerID?
        var files: [ShelvedFile] = []
    }

    /// The media server's own file where it has one, else that of this server.
    private func originals(of titles: [TitleID]) async throws -> [TitleID: Original] {
        guard !titles.isEmpty else { return [:] }
        let copies = try await self.titles.copies(of: titles)
        var originals: [TitleID: Original] = [:]
        for (title, copies) in copies {
            let usable = copies.filter { copy in
                (server ?? copy.server) == copy.server && copy.path.map { places.holds(serverPath: $0) } != true
            }
            let first = usable.first { file(of: $0) != nil } ?? usable.first
            let path = first.flatMap { file(of: $0) }
            originals[title] = Original(itemID: first?.itemID, files: path.map { [ShelvedFile(path: $0)] } ?? [])
        }
        let others = titles.filter { originals[$0]?.files.isEmpty ?? true }
        for video in try await others.isEmpty ? [] : videos.videos(others, for: Self.nobody) {
            let files = video.standardFiles.map(\.file).filter { $0.missingSince == nil && $0.isStreamable }
            originals[video.title.id, default: Original()].files = files.compactMap { file in
                path(of: file).map { ShelvedFile(path: $0, probe: file.probe) }
            }
        }
        return originals
    }

    /// Files that hold an address alone cannot be led to.
    private func file(of copy: ServerCopy) -> ServerFilePath? {
        copy.path.flatMap { ServerFilePath($0) }.flatMap { $0.ending.lowercased() == ".strm" ? nil : $0 }
    }

    /// Nil for names that are no text.
    private func path(of file: MediaFile) -> ServerFilePath? {
        guard let name = String(validating: file.path.raw, as: UTF8.self) else { return nil }
        return ServerFilePath(places.serverPath(ofLocal: file.root + "/" + name))
    }

    private func addNeighbours(to file: inout ShelvedFile) async throws {
        guard let local = places.localPath(ofServer: file.path.text) else { return }
        let path = file.path
        file.neighbours = try await threads.run { _ in Neighbours.of(path, at: local) }
    }

    /// What a library of a media server shows is limited by that server.
    private static let nobody = Viewer(profile: ProfileID(0), certificateMax: nil, unratedAs: 0)
}
