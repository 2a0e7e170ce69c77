import Testing

@testable import LocalMedia

@Suite("Chapters to markers")
struct ChapterMarkerTests {
    /// A chapter from the numbers of an example, in seconds.
    private func chapter(_ start: Double, _ end: Double?, _ title: String?) -> ProbeChapter {
        ProbeChapter(
            startMilliseconds: Int64(start * 1000), endMilliseconds: end.map { Int64($0 * 1000) }, title: title)
    }

    private func markers(_ chapters: [ProbeChapter], length: Double? = 2400) -> MarkerReading {
        MarkerReading(chapters: chapters, durationMilliseconds: length.map { Int64($0 * 1000) })
    }

    @Test(arguments: [
        "intro", "introduction", "opening", "opening credits", "opening titles", "main titles", "title sequence",
        "theme",
        "op", "vorspann", "générique de début", "Intro", " INTRO ", "Opening Credits", "Main Titles", "OP 1", "Intro 2",
        "Chapter 2: Intro", "Series intro", "[Opening]", "Ge\u{301}ne\u{301}rique de de\u{301}but",
        "Generique de debut",
        "Opening/Credits", "Credits (Opening)", "02 - Opening", "Theme Song", "Chapter 01: Opening",
    ])
    func wordsOfAnIntro(title: String) {
        #expect(ChapterTitle.meaning(of: title) == .intro)
    }

    @Test(arguments: [
        "credits", "end credits", "closing credits", "outro", "ending", "end titles", "closing", "ed", "abspann",
        "générique de fin", "Credits", "END CREDITS", "End Credits (English)", "Credits 2", "ED 2",
        "Chapter 12: Credits",
        "The End / Credits", "Kapitel 9 Abspann", "Ending Theme",
    ])
    func wordsOfCredits(title: String) {
        #expect(ChapterTitle.meaning(of: title) == .credits)
    }

    @Test(arguments: [
        "recap", "previously on", "preview", "prologue", "cold open", "avant", "part a", "act 1", "chapter 01", "", " ",
        "-",
        "Previously on Signal House", "Avant-générique", "Introspection", "Edward", "Accredits", "Opera",
        "Opening Night",
        "The Ending of Time", "Closing Time", "Theme Park", "Ed goes home", "Post-Credits Scene", "After the Credits",
        "Mid-credits", "Credits Scene", "Opening scene", "Preview & Credits", "Chapter 5", "Kapitel 1", "12",
        "Discredits",
    ])
    func wordsOfNeither(title: String) {
        #expect(ChapterTitle.meaning(of: title) == .neither)
    }

    @Test func anEpisodeWithEverything() {
        let reading = markers([
            chapter(0, 95.2, "Cold Open"), chapter(95.2, 185.7, "Opening Credits"), chapter(185.7, 2250.4, "Act 1"),
            chapter(2250.4, 2340.1, "End Credits"), chapter(2340.1, 2400, "Preview"),
        ])
        #expect(reading.intro == 95..<186)
        #expect(
            reading.credits == MarkerReading.Credits(startSeconds: 2250, endSeconds: 2341, endOffsetSeconds: 59))
    }

    @Test func nothingFromNothing() {
        #expect(markers([]) == MarkerReading())
        #expect(markers([chapter(0, 100, nil), chapter(100, 200, "Chapter 2")]) == MarkerReading())
        #expect(markers([chapter(0, 60, "Intro")], length: 0) == MarkerReading())
        #expect(markers([chapter(0, nil, "Intro")], length: nil) == MarkerReading())
    }

    @Test(
        arguments: [
            (0.0, 5.0, 0..<5), (0, 4.9, nil), (10, 250, 10..<250), (10, 250.1, nil), (1140, 1200, 1140..<1200),
            (1150, 1210, nil),
            (1200, 1260, nil), (30.001, 90.001, 30..<91), (30.999, 90, 30..<90), (2000, 2060, nil),
        ] as [(Double, Double, Range<Int>?)])
    func anIntroLiesInTheFirstHalfAndIsShort(start: Double, end: Double, expected: Range<Int>?) {
        #expect(markers([chapter(start, end, "Intro")]).intro == expected)
    }

    @Test(arguments: [
        (1440.0, 2400.0, true), (1439.9, 2400, false), (2399, 2400, true), (2400, 2400, false), (1500, 2400, true),
    ])
    func creditsStartInTheLastTwoFifths(start: Double, length: Double, expected: Bool) {
        #expect((markers([chapter(start, length + 5, "Credits")], length: length).credits != nil) == expected)
    }

    @Test(arguments: [(300.0, true), (299, false), (700, true)])
    func orInTheLastQuarterOfAnHour(start: Double, expected: Bool) {
        #expect((markers([chapter(start, 1200, "Credits")], length: 1200).credits != nil) == expected)
    }

    @Test func theFirstFittingIntroAndTheLastFittingCreditsCount() {
        let reading = markers([
            chapter(0, 2, "Intro"), chapter(10, 70, "Opening"), chapter(80, 140, "Intro"), chapter(150, 200, "Credits"),
            chapter(1500, 1600, "Credits"), chapter(2000, 2100, "Outro"), chapter(2100, 2400, "Story"),
        ])
        #expect(reading.intro == 10..<70)
        #expect(
            reading.credits == MarkerReading.Credits(startSeconds: 2000, endSeconds: 2100, endOffsetSeconds: 300))
    }

    @Test(arguments: [
        (2400.0, 2400, 0), (2398.5, 2400, 0), (2390, 2390, 10), (9999, 2400, 0),
    ])
    func creditsAtTheEndEndWithTheFile(end: Double, expectedEnd: Int, offset: Int) {
        let credits = markers([chapter(2300, end, "Credits")], length: 2400.7).credits
        #expect(
            credits
                == MarkerReading.Credits(startSeconds: 2300, endSeconds: expectedEnd, endOffsetSeconds: offset))
    }

    @Test func creditsRunToTheNextChapter() {
        let reading = markers([chapter(2300, 2310, "Credits"), chapter(2350, 2400, "Extra")])
        #expect(reading.credits?.endSeconds == 2350)
        #expect(reading.credits?.endOffsetSeconds == 50)
        #expect(markers([chapter(2300, nil, "Credits")]).credits?.endSeconds == 2400)
    }

    @Test func anIntroWithoutAnEndRunsToTheNextChapter() {
        #expect(markers([chapter(10, nil, "Intro"), chapter(50, nil, "Story")]).intro == 10..<50)
        #expect(markers([chapter(10, nil, "Intro")]).intro == nil)
    }

    @Test func theOrderOfTheListDoesNotMatter() {
        let chapters = [chapter(2300, 2400, "Credits"), chapter(50, 2300, "Story"), chapter(10, 50, "Intro")]
        #expect(markers(chapters) == markers(chapters.reversed()))
        #expect(markers(chapters).intro == 10..<50)
    }

    @Test func withoutALengthTheLastChapterTellsIt() {
        let reading = markers(
            [chapter(10, 50, "Intro"), chapter(50, 2300, nil), chapter(2300, 2400, "Credits")], length: nil)
        #expect(reading.intro == 10..<50)
        #expect(reading.credits?.endOffsetSeconds == 0)
    }

    @Test(arguments: 0..<50)
    func whateverTheChaptersMarkersFitTheFile(seed: Int) {
        var random = MetadataRandom(seed: UInt64(seed) &+ 9000)
        let titles = ["Intro", "Credits", "OP", "ED", "Story", "Preview", nil]
        for _ in 0..<40 {
            let length = Int64.random(in: 0...8_000_000, using: &random)
            let chapters = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                let start = Int64.random(in: 0...8_500_000, using: &random)
                let end = Bool.random(using: &random) ? start + Int64.random(in: 1...300_000, using: &random) : nil
                return ProbeChapter(
                    startMilliseconds: start, endMilliseconds: end, title: titles.randomElement(using: &random) ?? nil)
            }
            let reading = MarkerReading(chapters: chapters, durationMilliseconds: length)
            let seconds = Int(length / 1000)
            if let intro = reading.intro {
                #expect(intro.lowerBound >= 0 && !intro.isEmpty && intro.upperBound <= seconds / 2 + 1)
            }
            if let credits = reading.credits {
                #expect(credits.startSeconds < credits.endSeconds && credits.startSeconds >= 0)
                #expect(credits.endSeconds + credits.endOffsetSeconds == seconds && credits.endOffsetSeconds >= 0)
            }
        }
    }
}
