import Domain

/// Reads a list of ratings page by page, whether Trakt pages it or not.
struct TraktPageWalk {
    /// The page to ask for; nil at the end.
    private(set) var page: Int? = 1
    private(set) var ratings: [TraktRating] = []
    private(set) var isComplete = true
    private var seen: Set<TraktTitle> = []
    private var unreadable = 0
    private var announced: Int?

    /// Takes a page; nil stands for an entry that cannot be read. A list without a number of pages is whole.
    ///
    /// The list is complete if every page came, every entry could be read, and as many came as were announced. A
    /// list that changes while it is read is not, and neither is one of a server that repeats itself.
    mutating func take(_ entries: [TraktRating?], _ headers: [String: String]) {
        guard let current = page else { return }
        let before = ratings.count + unreadable
        for entry in entries { add(entry) }
        let items = headers["x-pagination-item-count"].flatMap { Int($0) }
        if current > 1, items != announced { isComplete = false }
        announced = items
        let pages = headers["x-pagination-page-count"].flatMap { Int($0) }
        page = current < pages ?? 1 ? current + 1 : nil
        guard page != nil else {
            if unreadable > 0 || announced.map({ $0 != ratings.count + unreadable }) ?? false { isComplete = false }
            return
        }
        let isStuck = ratings.count + unreadable == before
        if isStuck || current >= ConnectorsLimits.traktPagesMax || ratings.count >= ConnectorsLimits.traktRatingsMax {
            isComplete = false
            page = nil
        }
    }

    private mutating func add(_ entry: TraktRating?) {
        guard let entry else {
            unreadable += 1
            return
        }
        guard ratings.count < ConnectorsLimits.traktRatingsMax else {
            isComplete = false
            return
        }
        if seen.insert(entry.title).inserted { ratings.append(entry) }
    }
}
