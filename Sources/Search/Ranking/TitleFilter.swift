import Domain
import VectorIndex

/// The titles that a search may find, as the two indexes want them.
struct TitleFilter: Sendable {
    /// Upwards; nil for all there are.
    private let ids: [Int64]?

    init(_ scope: SearchScope, in index: LiveIndex) {
        switch scope {
        case .everything: ids = nil
        case .owned(let set): ids = index.titleIDs(of: set)
        }
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

    func bitmap(in vectors: FacetIndex) -> Bitmap? { ids.map { vectors.bitmap(of: $0) } }
}
