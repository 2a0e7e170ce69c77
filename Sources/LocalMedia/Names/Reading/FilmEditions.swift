/// Makes one film of folders that hold editions of it: an edition is a version, never a film of its own.
enum FilmEditions {
    private struct Name: Hashable {
        let title: TitleKey
        let year: Int?
    }

    /// `editions` are the places in `films` of those that name an edition.
    static func merged(_ films: [FilmReading], _ editions: [Int]) -> [FilmReading] {
        guard !editions.isEmpty else { return films }
        var films = films
        var groups: [Name: [Int]] = [:]
        let names = Set(editions.map { name(films[$0]) })
        for (index, film) in films.enumerated() where film.year != nil && names.contains(name(film)) {
            groups[name(film), default: []].append(index)
        }
        var merged: Set<Int> = []
        for group in groups.values where group.count > 1 {
            // The film without an edition keeps its folder and pictures.
            let main = group.first { !editions.contains($0) } ?? group[0]
            for other in group where other != main && films[main].ids.fits(films[other].ids) {
                guard editions.contains(other) else { continue }
                films[main].take(films[other])
                merged.insert(other)
            }
        }
        return films.indices.filter { !merged.contains($0) }.map { films[$0] }
    }

    private static func name(_ film: FilmReading) -> Name { Name(title: TitleKey(film.title), year: film.year) }
}

extension FilmReading {
    fileprivate mutating func take(_ given: FilmReading) {
        var other = given
        bindSubtitles()
        other.bindSubtitles()
        ids = ids.filled(from: other.ids)
        versions = FilmVersions.ordered(versions + other.versions)
        extras += other.extras
        nfoCandidates += other.nfoCandidates
        subtitles += other.subtitles
        if artwork.isEmpty { artwork = other.artwork }
    }

    /// Subtitles for all versions of a folder are not for those of another.
    private mutating func bindSubtitles() {
        guard versions.count == 1, versions[0].parts.count == 1 else { return }
        for index in subtitles.indices where subtitles[index].videoPath == nil {
            subtitles[index].videoPath = versions[0].parts[0]
        }
    }
}
