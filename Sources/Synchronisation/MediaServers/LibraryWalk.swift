import Domain
import Jobs

/// What is listed by library.
protocol LibraryTitleItem: Sendable {
    var item: MediaServerItem { get }
}

extension MediaServerFilm: LibraryTitleItem {}
extension MediaServerSeries: LibraryTitleItem {}
extension MediaServerEpisode: LibraryTitleItem {}

/// The way through the libraries page by page: stores each page, remembers what was seen, and tells the job how far it
/// is. Never more than a page is held.
struct LibraryWalk {
    private let context: JobContext
    private(set) var seen = SeenItems()
    /// Whether every listing came to its end with everything.
    private(set) var isComplete = true
    private(set) var itemCount = 0
    private(set) var outcome = UpsertOutcome()
    private var announced = 0

    init(_ context: JobContext) {
        self.context = context
    }

    /// Takes a listing of a library over. A library that cannot be listed is told and keeps the others from nothing,
    /// as long as the media server is there; otherwise throws `MediaServerFailure`.
    mutating func read<Item: LibraryTitleItem>(
        _ listing: Listing<Item>, of library: ServerLibrary, save: ([Item]) async throws -> UpsertOutcome
    ) async throws {
        let before = itemCount
        do {
            for try await page in listing {
                announced = max(announced, before + (page.announced ?? 0))
                for title in page.items { seen.insert(title.item.id, in: library.id) }
                if !page.items.isEmpty { outcome = outcome + (try await save(page.items)) }
                itemCount += page.items.count
                try await context.items(
                    itemCount, of: max(itemCount, announced), item: page.items.last?.item.name)
                if let end = page.end { try await note(end, of: library) }
            }
        } catch let failure as MediaServerFailure {
            try await note(.incomplete(.failed(failure)), of: library)
        }
    }

    private mutating func note(_ end: ListingEnd, of library: ServerLibrary) async throws {
        guard case .incomplete(let problem) = end else { return }
        isComplete = false
        try await context.log("\(library.name) was not listed as a whole: \(problem.sentence)", .warn)
        if case .failed(let failure) = problem, failure.concernsServer { throw failure }
    }
}

extension ListingProblem {
    /// For the administrator.
    var sentence: String {
        switch self {
        case .failed(let failure): "\(failure)"
        case .countDiffers(let listed, let announced):
            "the media server listed \(listed) items and announced \(announced)"
        case .totalChanged: "the media server changed its mind about how many items there are"
        case .totalUnknown: "the media server does not say how many items there are"
        case .repeatedItems: "items came twice, so that others may be missing"
        case .unreadableItems: "items came that cannot be read"
        case .limitReached: "there are more items than are taken over"
        }
    }
}
