import Domain
import Testing

@testable import Catalogue

@Suite("Which title a name means")
struct TitleNameMatchTests {
    private static func candidate(
        _ id: Int, _ title: String, _ year: Int?, original: String? = nil, kind: TitleKind = .movie
    ) -> TitleCandidate {
        var metadata = TitleMetadata(title: title)
        (metadata.year, metadata.originalTitle) = (year, original)
        return TitleCandidate(kind: kind, tmdbID: id, metadata: metadata)
    }

    private static let heats = [
        candidate(949, "Heat", 1995), candidate(1, "Heat", 1986), candidate(2, "The Heat", 2013),
        candidate(3, "Heat 2", 1995), candidate(4, "Heat", nil),
    ]

    /// Nil where it stays open.
    private func found(_ title: String, _ year: Int?, _ candidates: [TitleCandidate], kind: TitleKind = .movie) -> Int?
    {
        let match = TitleNameMatch(query: TitleQuery(kind: kind, title: title, year: year))
        guard case .found(let candidate) = match.outcome(of: candidates) else { return nil }
        return candidate.tmdbID
    }

    @Test(
        "the name has to be the same, and the year at most one off",
        arguments: [
            ("Heat", 1995, 949), ("heat!", 1995, 949), ("HEAT", 1994, 949), ("Heat", 1996, 949), ("Heat", 1986, 1),
            ("Heat", 1993, nil), ("Heat", 1997, nil), ("Hea", 1995, nil), ("Heat 3", 1995, nil), ("Heat 2", 1995, 3),
            ("The Heat", 2013, 2), ("???", 1995, nil), ("", 1995, nil), ("Heat", nil, nil), ("The Heat", nil, nil),
        ] as [(String, Int?, Int?)])
    func names(_ title: String, _ year: Int?, _ id: Int?) {
        #expect(found(title, year, Self.heats) == id)
    }

    @Test("accents, signs, wide letters and original titles do not matter")
    func spellings() {
        let amelie = [Self.candidate(194, "Amélie", 2001, original: "Le Fabuleux Destin d'Amélie Poulain")]
        for name in ["Amelie", "AME\u{301}LIE", "Ａｍéｌｉｅ", "le fabuleux destin d amelie poulain"] {
            #expect(found(name, 2001, amelie) == 194, "\(name)")
        }
        let samurai = [Self.candidate(346, "Seven Samurai", 1954, original: "七人の侍")]
        #expect(found("七人の侍", 1954, samurai) == 346)
    }

    @Test("the very year counts more than the one beside it, and two that are as good are none")
    func ambiguous() {
        let hamlets = [Self.candidate(1, "Hamlet", 2000), Self.candidate(2, "Hamlet", 2001)]
        #expect(found("Hamlet", 2000, hamlets) == 1 && found("Hamlet", 2001, hamlets) == 2)
        #expect(found("Hamlet", 1999, hamlets) == 1 && found("Hamlet", 2002, hamlets) == 2)
        let twins = hamlets + [Self.candidate(3, "Hamlet", 2000)]
        #expect(found("Hamlet", 2000, twins) == nil && found("Hamlet", 2001, twins) == 2)
        #expect(found("Hamlet", 2000, [hamlets[0], hamlets[0]]) == 1, "a title that is listed twice is one")
    }

    @Test("a series needs no year where only one is called so")
    func series() {
        let dark = [Self.candidate(70_523, "Dark", 2017, kind: .series), Self.candidate(5, "Dark Matter", 2015)]
        #expect(found("Dark", nil, dark, kind: .series) == 70_523)
        let two = dark + [Self.candidate(6, "DARK", 1990, kind: .series)]
        #expect(found("Dark", nil, two, kind: .series) == nil && found("Dark", 1991, two, kind: .series) == 6)
        #expect(found("Dark", 2017, dark) == nil, "a series is no film")
    }

    @Test("why nothing was found is said")
    func reasons() {
        func reason(_ year: Int?, _ candidates: [TitleCandidate]) -> String? {
            let outcome = TitleNameMatch(query: TitleQuery(kind: .movie, title: "Heat", year: year))
                .outcome(of: candidates)
            guard case .open(let reason) = outcome else { return nil }
            return reason
        }
        #expect(reason(1995, []) == "no title is called Heat (1995)")
        #expect(reason(1995, Self.heats + [Self.candidate(9, "Heat", 1995)]) == "2 titles are called Heat (1995)")
        #expect(reason(nil, Self.heats) == "3 titles are called Heat")
        #expect(reason(nil, [Self.heats[0]])?.contains("without a year") == true)
    }
}
