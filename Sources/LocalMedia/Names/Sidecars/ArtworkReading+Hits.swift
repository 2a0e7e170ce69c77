extension ArtworkReading {
    /// Takes the best picture of each role, and all backdrops whose numbers have no long gaps.
    init(_ hits: [ArtHit], _ tree: LibraryTree) {
        self.init()
        guard !hits.isEmpty else { return }
        let ordered = hits.sorted { ArtworkReading.order($0, tree) < ArtworkReading.order($1, tree) }
        func best(_ role: ArtRole) -> String? { ordered.first { $0.role == role }.map { tree.files[$0.file].path } }
        poster = best(.poster)
        banner = best(.banner)
        thumb = best(.thumb)
        logo = best(.logo)
        clearArt = best(.clearArt)
        discArt = best(.discArt)
        keyArt = best(.keyArt)
        backdrops = ArtworkReading.backdrops(ordered.filter { $0.role == .backdrop }, tree)
    }

    private static func order(_ hit: ArtHit, _ tree: LibraryTree) -> (Int, Int, Int, Int) {
        (hit.rank, hit.number, ArtRank.ending(tree.files[hit.file].ending), hit.file)
    }

    /// `hits` are ordered. Of two pictures with one name and number the better extension is kept.
    private static func backdrops(_ hits: [ArtHit], _ tree: LibraryTree) -> [String] {
        var paths: [String] = []
        var last: (rank: Int, number: Int)?
        var stopped: Int?
        for hit in hits where hit.rank != stopped {
            let previous = last.flatMap { $0.rank == hit.rank ? $0.number : nil }
            if hit.rank < ArtRank.apart {
                if previous == hit.number { continue }
                if hit.number - (previous ?? 0) - 1 >= NamesLimits.backdropGapsMax {
                    stopped = hit.rank
                    continue
                }
            }
            last = (hit.rank, hit.number)
            paths.append(tree.files[hit.file].path)
        }
        return paths
    }
}
