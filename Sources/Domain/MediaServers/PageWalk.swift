/// A stretch of a list that is asked for.
package struct PageSpan: Hashable, Sendable {
    package let start: Int
    package let limit: Int

    package init(start: Int, limit: Int) {
        self.start = start
        self.limit = limit
    }
}

/// Why a listing cannot be trusted to hold everything.
package enum ListingProblem: Hashable, Sendable {
    /// A page did not come; nobody knows what it held.
    case failed(MediaServerFailure)
    /// The server listed another number of items than it announced.
    case countDiffers(listed: Int, announced: Int)
    /// The server announced different numbers on the way.
    case totalChanged
    case totalUnknown
    /// Items came twice, so that others may have slipped through.
    case repeatedItems
    /// Items without an id.
    case unreadableItems
    /// More than this server takes over.
    case limitReached
}

/// How a listing ended.
package enum ListingEnd: Hashable, Sendable {
    /// Everything came: what was not listed is gone.
    case complete
    /// It was only asked for what is new, and all of that came.
    case reachedKnown
    /// What was listed is there; what was not may be there too.
    case incomplete(ListingProblem)

    package var isComplete: Bool { self == .complete }
}

/// The way through a list that a server hands out in pages: where the next page begins, what of it is new, and at the
/// end whether everything came.
///
/// It ends with every server: each page has to bring something new. It does not take the announced total for granted,
/// because a total that is too small would end the listing early and have titles removed.
package struct PageWalk: Sendable {
    private let itemsMax: Int
    private var start = 0
    private var size: Int
    /// Hashes of the ids that came, to hold little of large lists.
    private var seen: Set<Int> = []
    private var total: Int?
    /// The most entries that a page had: servers may give less than they are asked for.
    private var largestPage = 0
    private var problem: ListingProblem?

    package init(pageSize: Int, itemsMax: Int) {
        size = max(1, pageSize)
        self.itemsMax = itemsMax
    }

    package var span: PageSpan { PageSpan(start: start, limit: size) }

    /// Asks for half as much from now on; false when that is too little to help.
    package mutating func shrink() -> Bool {
        guard size > DomainLimits.mediaServerPageMin else { return false }
        size = max(DomainLimits.mediaServerPageMin, size / 2)
        return true
    }

    /// Takes a page: the ids of its entries (nil where one cannot be read) and the total that it announces. Returns
    /// the places of entries that did not come before, and how the listing ended if it did.
    package mutating func take(_ ids: [MediaServerID?], total announced: Int?) -> (fresh: [Int], end: ListingEnd?) {
        note(announced)
        var fresh: [Int] = []
        for (place, id) in ids.enumerated() {
            guard let id else {
                note(.unreadableItems)
                continue
            }
            if seen.insert(id.hashValue).inserted { fresh.append(place) } else { note(.repeatedItems) }
        }
        let isFull = ids.count >= (largestPage == 0 ? size : min(size, largestPage))
        largestPage = max(largestPage, ids.count)
        start += ids.count
        return (fresh, end(isFull: isFull, isStuck: fresh.isEmpty))
    }

    private func end(isFull: Bool, isStuck: Bool) -> ListingEnd? {
        if seen.count >= itemsMax { return .incomplete(.limitReached) }
        let isThrough = total.map { start >= $0 } ?? false
        guard isStuck || (isThrough && !isFull) else { return nil }
        if let problem { return .incomplete(problem) }
        guard let total else { return .incomplete(.totalUnknown) }
        return seen.count == total
            ? .complete : .incomplete(.countDiffers(listed: seen.count, announced: total))
    }

    private mutating func note(_ announced: Int?) {
        guard let announced, announced >= 0 else { return note(.totalUnknown) }
        if let total, total != announced { note(.totalChanged) }
        total = announced
    }

    /// The first problem is told.
    private mutating func note(_ new: ListingProblem) {
        problem = problem ?? new
    }
}
