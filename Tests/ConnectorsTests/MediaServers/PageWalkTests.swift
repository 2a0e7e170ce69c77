import Domain
import Testing

/// A server that pages as it likes, made from a seed.
private struct OddServer {
    var random: SeededGenerator
    let count: Int
    let lies: Bool
    /// What it gives at most.
    let pageMax: Int

    init(seed: UInt64, lies: Bool) {
        random = SeededGenerator(state: seed)
        count = Int.random(in: 0...700, using: &random)
        pageMax = Int.random(in: 20...300, using: &random)
        self.lies = lies
    }

    mutating func page(_ span: PageSpan) -> (ids: [Int?], total: Int?) {
        var start = span.start
        var total: Int? = count
        var limit = min(span.limit, pageMax)
        var ids: [Int?] = []
        if lies {
            switch Int.random(in: 0..<12, using: &random) {
            case 0: total = Int.random(in: -1...1_000, using: &random)
            case 1: total = nil
            case 2: limit = Int.random(in: 0...limit, using: &random)
            case 3: start = max(0, start - Int.random(in: 0...50, using: &random))
            case 4: ids.append(nil)
            case 5: start += Int.random(in: 0...20, using: &random)
            case 6: limit += 40
            default: break
            }
        }
        ids += Array((0..<count).dropFirst(start).prefix(limit))
        return (ids, total)
    }
}

private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

@Suite("The way through pages")
struct PageWalkTests {
    private func walk(_ server: inout OddServer, pageSize: Int = 100) -> (listed: [Int], end: ListingEnd, pages: Int) {
        var walk = PageWalk(pageSize: pageSize, itemsMax: 10_000)
        var listed: [Int] = []
        for page in 1... {
            let answer = server.page(walk.span)
            let (fresh, end) = walk.take(answer.ids.map { $0.flatMap { MediaServerID("\($0)") } }, total: answer.total)
            listed += fresh.compactMap { answer.ids[$0] }
            if let end { return (listed, end, page) }
        }
        return (listed, .incomplete(.limitReached), 0)
    }

    @Test("An honest server is read whole, whatever the sizes of its pages")
    func honest() {
        for seed in 0..<400 as Range<UInt64> {
            var server = OddServer(seed: seed, lies: false)
            let (listed, end, pages) = walk(&server)
            #expect(listed == Array(0..<server.count), "seed \(seed)")
            #expect(end == .complete, "seed \(seed)")
            #expect(pages <= server.count / min(100, server.pageMax) + 2, "seed \(seed)")
        }
    }

    @Test("With any server it ends, lists nothing twice, and is complete only when nothing is missing")
    func lying() {
        var completed = 0
        for seed in 0..<3_000 as Range<UInt64> {
            var server = OddServer(seed: seed, lies: true)
            let (listed, end, pages) = walk(&server)
            #expect(Set(listed).count == listed.count, "seed \(seed)")
            #expect(pages <= listed.count + 1, "seed \(seed)")
            if end == .complete {
                completed += 1
                #expect(listed.sorted() == Array(0..<server.count), "seed \(seed)")
            }
        }
        #expect(completed > 100)
    }

    @Test("It ends at the limit")
    func limit() {
        var walk = PageWalk(pageSize: 10, itemsMax: 25)
        var (next, end): (Int, ListingEnd?) = (0, nil)
        while end == nil {
            end = walk.take((next..<(next + 10)).map { MediaServerID("\($0)") }, total: 1_000_000).end
            next += 10
        }
        #expect(end == .incomplete(.limitReached) && next == 30)
    }

    @Test("Pages become smaller down to a bound")
    func shrinks() {
        var walk = PageWalk(pageSize: 200, itemsMax: 1_000)
        var sizes = [walk.span.limit]
        while walk.shrink() { sizes.append(walk.span.limit) }
        #expect(sizes == [200, 100, 50, 25])
    }
}

@Suite("How a playlist becomes another")
struct PlaylistChangeTests {
    private func apply(_ steps: [PlaylistStep], to old: [MediaServerPlaylistEntry], sharesIDs: Bool)
        -> (states: [[MediaServerID]], end: [MediaServerID])
    {
        var (entries, states, next) = (old, [[MediaServerID]](), 9_000)
        for step in steps {
            switch step {
            case .append(let items):
                for item in items {
                    next += 1
                    let own = MediaServerID("\(next)") ?? item
                    entries.append(MediaServerPlaylistEntry(entryID: sharesIDs ? item : own, itemID: item, name: ""))
                }
            case .remove(let ids): entries.removeAll { ids.contains($0.entryID) }
            }
            states.append(entries.map(\.itemID))
        }
        return (states, entries.map(\.itemID))
    }

    @Test("It ends as wanted and is never empty in between", arguments: [true, false])
    func properties(_ sharesIDs: Bool) throws {
        for seed in 0..<2_000 as Range<UInt64> {
            var random = SeededGenerator(state: seed)
            let pool = try (1...8).map { try #require(MediaServerID("\($0)")) }
            var old = pool.shuffled(using: &random).prefix(Int.random(in: 0...8, using: &random)) + []
            // Somebody may have put an item in twice.
            if old.count > 1, seed % 3 == 0 { old.append(old[Int.random(in: 0..<old.count, using: &random)]) }
            let wanted = pool.shuffled(using: &random).prefix(Int.random(in: 0...8, using: &random))
            let entries = try old.enumerated().map { place, item in
                let own = try #require(MediaServerID("\(100 + place)"))
                return MediaServerPlaylistEntry(entryID: sharesIDs ? item : own, itemID: item, name: "")
            }
            let steps = PlaylistChange.steps(from: entries, to: Array(wanted))
            let (states, end) = apply(steps, to: entries, sharesIDs: sharesIDs)
            #expect(end == Array(wanted), "seed \(seed)")
            #expect(steps.count <= 4 && (Array(old) != Array(wanted) || steps.isEmpty), "seed \(seed)")
            if !wanted.isEmpty { #expect(states.allSatisfy { !$0.isEmpty }, "seed \(seed)") }
        }
    }
}
