/// A page as a server sent it.
package struct ListedPage<Item: Sendable>: Sendable {
    /// One line of the page.
    package struct Entry: Sendable {
        /// Nil when the entry cannot be read.
        package let id: MediaServerID?
        /// Nil for what is there but of no use, such as an episode without a number.
        package let item: Item?

        package init(id: MediaServerID?, item: Item?) {
            self.id = id
            self.item = item
        }
    }

    package let entries: [Entry]
    /// What the server says it has; nil when it does not say.
    package let total: Int?

    package init(entries: [Entry], total: Int?) {
        self.entries = entries
        self.total = total
    }
}

/// A part of a listing.
package struct ListingPage<Item: Sendable>: Sendable {
    /// Items that did not come before.
    package let items: [Item]
    /// How many the server says that it has; nil when it does not say.
    package let announced: Int?
    /// Set on the last page.
    package let end: ListingEnd?
}

/// A list of a media server, fetched page by page as it is read, so that never more than a page is held.
///
/// Throws `MediaServerFailure` when the first page cannot be had, and `CancellationError`. A later failure is told by
/// the end of the listing, because what came until then is good.
package struct Listing<Item: Sendable>: AsyncSequence, Sendable {
    package typealias Fetch = @Sendable (PageSpan) async throws -> ListedPage<Item>

    private let walk: PageWalk
    private let isKnown: @Sendable (Item) -> Bool
    private let fetch: Fetch

    /// The listing ends before the first item that `isKnown`.
    package init(
        _ walk: PageWalk, until isKnown: @escaping @Sendable (Item) -> Bool = { _ in false }, fetch: @escaping Fetch
    ) {
        self.walk = walk
        self.isKnown = isKnown
        self.fetch = fetch
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(walk: walk, isKnown: isKnown, fetch: fetch)
    }

    /// Reads to the end and hands over page by page. Throws also what `body` throws.
    package func read(_ body: ([Item]) async throws -> Void) async throws -> ListingEnd {
        for try await page in self {
            if !page.items.isEmpty { try await body(page.items) }
            if let end = page.end { return end }
        }
        return .incomplete(.totalUnknown)
    }

    /// One reading of the listing.
    package struct AsyncIterator: AsyncIteratorProtocol {
        private var walk: PageWalk
        private let isKnown: @Sendable (Item) -> Bool
        private let fetch: Fetch
        private var hasBegun = false
        private var hasEnded = false

        fileprivate init(walk: PageWalk, isKnown: @escaping @Sendable (Item) -> Bool, fetch: @escaping Fetch) {
            self.walk = walk
            self.isKnown = isKnown
            self.fetch = fetch
        }

        package mutating func next() async throws -> ListingPage<Item>? {
            guard !hasEnded else { return nil }
            do {
                let page = take(try await fetched())
                hasBegun = true
                hasEnded = page.end != nil
                return page
            } catch let failure as MediaServerFailure where hasBegun {
                hasEnded = true
                return ListingPage(items: [], announced: nil, end: .incomplete(.failed(failure)))
            } catch {
                hasEnded = true
                throw error
            }
        }

        /// The next page, or a smaller one where the server or the connection cannot cope with so much at once.
        private mutating func fetched() async throws -> ListedPage<Item> {
            while true {
                do {
                    return try await fetch(walk.span)
                } catch let failure as MediaServerFailure where [.timeout, .tooLarge].contains(failure) {
                    guard walk.shrink() else { throw failure }
                }
            }
        }

        private mutating func take(_ page: ListedPage<Item>) -> ListingPage<Item> {
            let (fresh, end) = walk.take(page.entries.map(\.id), total: page.total)
            let items = fresh.compactMap { page.entries[$0].item }
            guard let known = items.firstIndex(where: isKnown) else {
                return ListingPage(items: items, announced: page.total, end: end)
            }
            return ListingPage(items: Array(items[..<known]), announced: page.total, end: .reachedKnown)
        }
    }
}
