import Basics
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: words and addresses")
struct WordsTests {
    @Test(
        "moments are relative up to a week, then dates",
        arguments: [
            (-5, "just now"), (59, "just now"), (60, "1 minute ago"), (3_599, "59 minutes ago"),
            (3_600, "1 hour ago"),
            (86_399, "23 hours ago"), (86_400, "1 day ago"), (6.9 * 86_400, "6 days ago"),
            (7 * 86_400, "7 November 2023"),
        ] as [(Double, String)])
    func moments(_ seconds: Double, _ words: String) {
        #expect(Moments.words(.test(-seconds), now: .test(0)) == words)
    }

    @Test(
        "numbers have groups of three", arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")])
    func numbers(_ number: Int, _ words: String) {
        #expect(Moments.grouped(number) == words)
    }

    @Test(
        "browsers are called what people call them",
        arguments: [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
                "Edge on Windows"
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
                "Chrome on Android"
            ),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
            ("curl/8.0", "curl/8.0"), ("", "Unknown browser"),
        ])
    func browsers(_ userAgent: String, _ words: String) {
        #expect(BrowserName.words(userAgent) == words)
    }

    @Test(
        "shares never round to all or nothing",
        arguments: [(1, 3_000, "0.1 %"), (2_999, 3_000, "99.9 %"), (0, 3_000, "0.0 %"), (3_000, 3_000, "100.0 %")])
    func shares(_ ready: Int, _ total: Int, _ words: String) {
        let figure = LibraryFigure(
            LibraryOverview(
                total: total, ready: ready, missing: total - ready, errors: 0, waitingForIndex: 0, lastChange: nil),
            now: .test(0))
        #expect(figure.parts.first?.percent == words)
    }

    @Test("a film's drawn poster always has the same ground, one that there is")
    func grounds() {
        let grounds = Set((0..<500).map { Poster(.test(1, .film("Film \($0)"))).ground })
        #expect(grounds == Set(0..<WebLimits.posterGrounds))
        #expect(Poster(.test(1, .film("Stalker"))).ground == Poster(.test(2, .film("Stalker"))).ground)
    }
}
