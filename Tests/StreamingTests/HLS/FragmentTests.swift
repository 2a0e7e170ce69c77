import Testing

@testable import Streaming

@Suite("Playing: fragments")
struct FragmentTests {
    private typealias Sample = SampleFragments

    /// Bytes that belong together in one event, so that cuts do not show.
    private static func joined(_ events: [FragmentReader.Event]) -> [FragmentReader.Event] {
        events.reduce(into: []) { joined, event in
            if case .bytes(let more) = event, case .bytes(let before)? = joined.last {
                joined[joined.count - 1] = .bytes(Array(before + more)[...])
            } else if case .bytes(let bytes) = event {
                joined.append(.bytes(Array(bytes)[...]))
            } else {
                joined.append(event)
            }
        }
    }

    private static func read(_ bytes: [UInt8], cut: (Int) -> Int = { $0 }) throws -> [FragmentReader.Event] {
        var reader = FragmentReader()
        var (rest, events) = (bytes[...], [FragmentReader.Event]())
        while !rest.isEmpty {
            let piece = rest.prefix(max(1, cut(rest.count)))
            events += try reader.take(piece)
            rest = rest.dropFirst(piece.count)
        }
        return joined(events)
    }

    @Test("a file is taken apart into its head and its fragments with their times")
    func reads() throws {
        let (head, first, second) = (Sample.head(), Sample.fragment(600), Sample.fragment(602, seconds: 3))
        let events = try Self.read(head + first + second + Sample.box("mfra", [1, 2, 3]))
        #expect(
            events == [
                .initialization(head), .fragment(600...602), .bytes(first[...]), .fragment(602...605),
                .bytes(second[...]),
            ])
    }

    @Test("however the bytes are cut, the same comes out", arguments: 0..<40)
    func cuts(_ seed: Int) throws {
        var random = SeededNumbers(state: UInt64(seed))
        let bytes =
            Sample.head(withSound: true) + Sample.fragment(0, size: 300) + Sample.box("free", [0, 0])
            + Sample.fragment(2, size: 1)
        let whole = try Self.read(bytes)
        #expect(try Self.read(bytes) { _ in 1 } == whole)
        #expect(try Self.read(bytes) { Int.random(in: 1...$0, using: &random) } == whole)
    }

    @Test("where samples are of one length, it is taken from the fragment's head; sound counts where no picture is")
    func usualLengths() throws {
        let events = try Self.read(
            Sample.head(withSound: true) + Sample.usualFragment(4, samples: 10, ticksEach: 40)
                + Sample.usualFragment(9, samples: 2, ticksEach: 500, track: 2))
        #expect(events.contains(.fragment(4...4.4)) && events.contains(.fragment(9...10)))
    }

    @Test("a box with a long length is one like others")
    func longLength() throws {
        let number = Sample.number
        let long = number(1, 4) + Array("mdat".utf8) + number(20, 8) + [1, 2, 3, 4]
        let events = try Self.read(Sample.head() + Sample.fragment(0) + long) { _ in 3 }
        guard case .bytes(let bytes)? = events.last else {
            Issue.record("no bytes")
            return
        }
        #expect(bytes.suffix(20).elementsEqual(long))
    }

    static let wrong: [(String, [UInt8])] = [
        ("pictures before the head", Sample.box("mdat", [1])),
        ("a fragment before the head", Sample.fragment(0)),
        ("a head without tracks", Sample.box("moov", [])),
        ("a box without an end", Sample.number(0, 4) + Array("mdat".utf8)),
        ("a box shorter than its beginning", Sample.number(7, 4) + Array("free".utf8)),
        ("a long box shorter than its beginning", Sample.number(1, 4) + Array("free".utf8) + Sample.number(15, 8)),
        ("a box that is too long to be read", Sample.number(1 << 30, 4) + Array("moov".utf8)),
        ("no MP4 at all", Array("#EXTM3U\n and much more than that".utf8)),
        ("a fragment of an unknown track", Sample.head() + Sample.usualFragment(0, samples: 1, ticksEach: 1, track: 7)),
    ]

    @Test("what is no such file is refused", arguments: wrong.indices)
    func malformed(_ index: Int) {
        let (name, bytes) = Self.wrong[index]
        #expect(throws: FragmentReader.Malformed.self, "\(name)") { try Self.read(bytes) }
    }

    @Test("bytes without a meaning never do more than be refused", arguments: 0..<60)
    func noise(_ seed: Int) {
        var random = SeededNumbers(state: UInt64(seed))
        var bytes = Sample.head(withSound: true) + Sample.fragment(0) + Sample.fragment(2)
        for _ in 0..<Int.random(in: 1...20, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        _ = try? Self.read(bytes) { Int.random(in: 1...$0, using: &random) }
    }
}
