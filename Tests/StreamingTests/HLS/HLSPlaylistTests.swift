import Testing

@testable import Streaming

@Suite("Playing: the list of pieces")
struct HLSPlaylistTests {
    private func segment(_ number: Int, _ begin: Double, _ end: Double) -> HLSSegment {
        HLSSegment(number: number, begin: begin, end: end, byteCount: 1)
    }

    @Test("it has the pieces with their lengths, and says where they are in the film")
    func running() {
        let list = HLSPlaylist(
            segments: [segment(0, 598.04, 600), segment(1, 600, 606.5)], start: 600, isComplete: false)
        #expect(
            list.text == """
                #EXTM3U
                #EXT-X-VERSION:7
                #EXT-X-TARGETDURATION:7
                #EXT-X-MEDIA-SEQUENCE:0
                #EXT-X-PLAYLIST-TYPE:EVENT
                #EXT-X-INDEPENDENT-SEGMENTS
                #EXT-X-MAP:URI="init.mp4"
                #EXT-X-START:TIME-OFFSET=1.960,PRECISE=YES
                #EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:09:58.040Z
                #EXTINF:1.960,
                0.m4s
                #EXTINF:6.500,
                1.m4s

                """)
    }

    @Test("it ends where the film does, and may begin in the middle of a run")
    func complete() {
        let list = HLSPlaylist(segments: [segment(12, 90_061.5, 90_067.5)], start: 90_063, isComplete: true)
        #expect(list.text.hasSuffix("#EXTINF:6.000,\n12.m4s\n#EXT-X-ENDLIST\n"))
        #expect(list.text.contains("#EXT-X-MEDIA-SEQUENCE:12\n") && list.text.contains("TIME-OFFSET=1.500,"))
        #expect(list.text.contains("TIME:1970-01-02T01:01:01.500Z") && list.text.contains("TARGETDURATION:6\n"))
    }

    @Test("a picture that comes late is no negative place")
    func late() {
        let list = HLSPlaylist(segments: [segment(0, 14.9, 20)], start: 12, isComplete: false)
        #expect(list.text.contains("TIME-OFFSET=0.000,"))
    }
}

@Suite("Playing: what is kept")
struct HLSCacheTests {
    private typealias Entry = HLSCache.Entry

    private func entry(_ run: Int, _ number: Int, bytes: Int64 = 10, isServed: Bool) -> Entry {
        Entry(name: HLSCache.Name(run: run, number: number), byteCount: bytes, isServed: isServed)
    }

    private func entries(_ run: Int, _ count: Int, served: Int) -> [Entry] {
        (0..<count).map { entry(run, $0, isServed: $0 < served) }
    }

    private func names(_ entries: [Entry]) -> [String] { entries.map { "\($0.name.run).\($0.name.number)" } }

    @Test(
        "the oldest goes first, what somebody waits for last, the newest never",
        arguments: [
            (80, []), (70, ["1.0"]), (50, ["1.0", "1.1", "2.0"]), (40, ["1.0", "1.1", "2.0", "1.2"]),
            (0, ["1.0", "1.1", "2.0", "1.2", "2.1", "2.2"]),
        ] as [(Int64, [String])])
    func order(_ bytesMax: Int64, _ gone: [String]) {
        let all = entries(1, 4, served: 2) + entries(2, 4, served: 1)
        #expect(names(HLSCache.surplus(of: all, bytesMax: bytesMax)) == gone)
    }

    @Test("what is just being fetched stays, and counts")
    func kept() {
        let all = entries(1, 4, served: 2)
        let surplus = HLSCache.surplus(of: all, bytesMax: 20, keeping: HLSCache.Name(run: 1, number: 1))
        #expect(names(surplus) == ["1.0", "1.2"])
    }

    @Test("afterwards there is not too much, unless all that is left are the newest", arguments: 0..<50)
    func bound(_ seed: Int) {
        var random = SeededNumbers(state: UInt64(seed))
        let all = (1...5).flatMap { run in
            (0..<Int.random(in: 1...12, using: &random)).map { number in
                entry(
                    run, number, bytes: Int64.random(in: 0...50, using: &random),
                    isServed: Bool.random(using: &random))
            }
        }
        let bytesMax = Int64.random(in: 0...600, using: &random)
        let surplus = HLSCache.surplus(of: all, bytesMax: bytesMax)
        let left = Set(all).subtracting(surplus)
        let total = left.reduce(0) { $0 + $1.byteCount }
        #expect(surplus.count == Set(surplus).count && surplus.allSatisfy { all.contains($0) })
        #expect(total <= bytesMax || Set(left.map(\.name.run)).count == left.count)
        #expect(Set(left.map(\.name.run)).count == 5)
    }
}
