import Domain
import Synchronization
import VectorIndex

/// The titles that a search may find, as the two indexes want them.
struct TitleFilter: Sendable {
    /// Upwards; nil for all there are.
    private let ids: [Int64]?
    /// Where the same ids are asked for all the time.
    private let kept: KeptTitles?
    /// Whose films are searched; nil where it is nobody's.
    private let owned: OwnedSet?

    init(_ scope: SearchScope, in index: LiveIndex) {
        switch scope {
        case .everything: kept = index.titles(areClips: false)
        case .clips: kept = index.titles(areClips: true)
        case .owned(let set):
            (kept, owned) = (nil, set)
            ids = index.titleIDs(of: set)
            return
        }
        owned = nil
        ids = kept?.ids
    }

    var isEverything: Bool { ids == nil }

    func contains(_ id: TitleID) -> Bool {
        guard let ids else { return true }
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < Int64(id.rawValue) { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == Int64(id.rawValue)
    }

    /// The id by which a film is told, among somebody's films the one that they have of it; nil for series, and for
    /// films that IMDb does not know.
    func filmID(of entry: WordEntry) -> IMDbID? {
        guard entry.kind == .movie else { return nil }
        if let owned, !entry.otherIMDbIDs.isEmpty { return entry.imdbIDs.first { owned.ids.contains($0) } }
        return entry.imdbID ?? entry.otherIMDbIDs.first
    }

    func bitmap(in vectors: FacetIndex) -> Bitmap? {
        kept.map { $0.bitmap(in: vectors) } ?? ids.map { vectors.bitmap(of: $0) }
    }
}

/// Titles that many searches are about, with the bitmap that the last one made.
final class KeptTitles: Sendable {
    private struct Made {
        /// An index that is gone must not be taken for another one at its place in memory.
        weak var vectors: FacetIndex?
        let bitmap: Bitmap
    }

    /// Upwards.
    let ids: [Int64]
    /// The version of the directory that they are of.
    let generation: Int
    private let made = Mutex<Made?>(nil)

    init(ids: [Int64], generation: Int) {
        self.ids = ids
        self.generation = generation
    }

    func bitmap(in vectors: FacetIndex) -> Bitmap {
        if let made = made.withLock({ $0 }), made.vectors === vectors { return made.bitmap }
        let bitmap = vectors.bitmap(of: ids)
        made.withLock { $0 = Made(vectors: vectors, bitmap: bitmap) }
        return bitmap
    }
}
