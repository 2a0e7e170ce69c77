import Domain
import Synchronization
import Testing

/// Pages that a test lays out, and what was asked for.
private final class Pages: Sendable {
    private let asked = Mutex<[PageSpan]>([])
    private let answers: [Result<ListedPage<Int>, any Error>]

    init(_ answers: [Result<ListedPage<Int>, any Error>]) {
        self.answers = answers
    }

    var spans: [PageSpan] { asked.withLock { $0 } }

    func next(_ span: PageSpan) throws -> ListedPage<Int> {
        let place = asked.withLock { spans in
            spans.append(span)
            return spans.count - 1
        }
        return try answers[place].get()
    }

    static func page(_ numbers: some Sequence<Int>, of total: Int?) -> Result<ListedPage<Int>, any Error> {
        let entries = numbers.map { ListedPage<Int>.Entry(id: MediaServerID("\($0)"), item: $0) }
        return .success(ListedPage(entries: entries, total: total))
    }
}

private struct Stop: Error {}

@Suite("Listings")
struct ListingTests {
    private func listing(_ pages: Pages, size: Int = 100, until known: Int? = nil) -> Listing<Int> {
        Listing(
            PageWalk(pageSize: size, itemsMax: 10_000), until: { $0 == known }, fetch: { try pages.next($0) })
    }

    @Test("Nothing is fetched before it is read, and each reading begins anew")
    func lazily() async throws {
        let pages = Pages([Pages.page(0..<3, of: 3), Pages.page(0..<2, of: 2)])
        let listing = listing(pages)
        #expect(pages.spans.isEmpty)
        #expect(try await listing.all().items == [0, 1, 2])
        let second = try await listing.all()
        #expect(second.items == [0, 1] && second.end == .complete)
        #expect(pages.spans == [PageSpan(start: 0, limit: 100), PageSpan(start: 0, limit: 100)])
    }

    @Test("No more is fetched than is read")
    func oneByOne() async throws {
        let pages = Pages([Pages.page(0..<100, of: 300), Pages.page(100..<200, of: 300)])
        var iterator = listing(pages).makeAsyncIterator()
        let first = try await iterator.next()
        #expect(first?.items.count == 100 && first?.end == nil)
        #expect(pages.spans.count == 1)
        #expect(try await iterator.next()?.items.first == 100)
        #expect(pages.spans.last == PageSpan(start: 100, limit: 100))
    }

    @Test("After its end there is nothing more")
    func afterTheEnd() async throws {
        var iterator = listing(Pages([Pages.page(0..<1, of: 1)])).makeAsyncIterator()
        #expect(try await iterator.next()?.end == .complete)
        #expect(try await iterator.next() == nil)
        var failing = listing(Pages([.failure(MediaServerFailure.forbidden)])).makeAsyncIterator()
        await #expect(throws: MediaServerFailure.forbidden) { try await failing.next() }
        #expect(try await failing.next() == nil)
    }

    @Test("An item that is known ends the listing, and does not belong to it")
    func known() async throws {
        let pages = Pages([Pages.page(0..<100, of: 300), Pages.page(100..<200, of: 300)])
        let (items, end) = try await listing(pages, until: 120).all()
        #expect(items == Array(0..<120) && end == .reachedKnown)
        #expect(try await listing(Pages([Pages.page(0..<3, of: 3)]), until: 0).all().end == .reachedKnown)
    }

    @Test(
        "Too large or too slow pages become smaller, and other failures are told",
        arguments: [MediaServerFailure.timeout, .tooLarge])
    func smaller(_ failure: MediaServerFailure) async throws {
        let pages = Pages([
            Pages.page(0..<100, of: 150), .failure(failure), .failure(failure), Pages.page(100..<125, of: 150),
            Pages.page(125..<150, of: 150), Pages.page([], of: 150),
        ])
        let (items, end) = try await listing(pages).all()
        #expect(items == Array(0..<150) && end == .complete)
        #expect(pages.spans.map(\.limit) == [100, 100, 50, 25, 25, 25])
        let hopeless = Pages([.failure(failure), .failure(failure), .failure(failure)])
        await #expect(throws: failure) { try await self.listing(hopeless).all() }
        #expect(hopeless.spans.count == 3)
    }

    @Test("A later failure ends the listing, and what came is good; being called off is thrown")
    func later() async throws {
        let first = Pages.page(0..<100, of: 300)
        let (items, end) = try await listing(Pages([first, .failure(MediaServerFailure.unreachable)])).all()
        #expect(items.count == 100 && end == .incomplete(.failed(.unreachable)) && !end.isComplete)
        await #expect(throws: CancellationError.self) {
            try await listing(Pages([first, .failure(CancellationError())])).all()
        }
    }

    @Test("Who reads may stop")
    func stopped() async throws {
        let pages = Pages([Pages.page(0..<100, of: 300)])
        await #expect(throws: Stop.self) { try await listing(pages).read { _ in throw Stop() } }
        #expect(pages.spans.count == 1)
    }

    @Test("Entries without an item count, but are not handed over")
    func useless() async throws {
        let entries = (0..<4).map { ListedPage<Int>.Entry(id: MediaServerID("\($0)"), item: $0 % 2 == 0 ? $0 : nil) }
        let (items, end) = try await listing(Pages([.success(ListedPage(entries: entries, total: 4))])).all()
        #expect(items == [0, 2] && end == .complete)
    }
}
