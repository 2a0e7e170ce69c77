import Basics
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: how good the picks are")
struct QualityTests {
    @Test("a drawing, a table and sentences say the same of the recommender and its rivals")
    func figure() async throws {
        try await WebHousehold.with { house in
            try await house.measure(0.25, popularity: 0.3, votes: 0.2)
            try await house.measure(0.5, popularity: 0.31, votes: 0.2)
            let answer = try await house.surface.run(
                house.page("/picks").expecting(
                    text: [
                        "How good is this?", "Measured 1 day ago with 4 people", "for 50 % of them",
                        "the most watched films for 31 %, the best rated ones for 20 %",
                        "So the picks are worth more than such a list.", "Show as table",
                        #"<th scope="col">Picked for each person</th>"#, "<td>25 %</td><td>30 %</td><td>20 %</td>",
                        "<td>50 %</td><td>31 %</td><td>20 %</td>",
                        #"role="img" aria-label="How often picks were right"#,
                    ], noText: ["Nobody knows yet"]))
            // The best is at the upper edge, and both halves of the time are as wide as the drawing.
            #expect(answer.text.contains(#"class="chart-line chart-own" d="M0 120L1000 0"/>"#))
            try await house.surface.run(house.page("/picks/series").expecting(text: ["Nobody knows yet"]))
        }
    }

    @Test("what is not better than a list for everybody is told as well")
    func worse() async throws {
        try await WebHousehold.with { house in
            try await house.measure(0.1, popularity: 0.3, votes: 0.05)
            try await house.surface.run(
                house.page("/picks").expecting(text: ["more than one of them, and not yet more than the other"]))
            try await house.measure(0.1, popularity: 0.3, votes: 0.2, people: 1)
            try await house.surface.run(
                house.page("/picks").expecting(text: ["with 1 person:", "not worth more than such a list yet"]))
        }
    }

    @Test("before the first measurement it says when there will be one")
    func pending() async throws {
        let next = Instant(milliseconds: 1_772_512_200_000)
        let settings = WebHousehold.Settings { $0.picks.nextMeasurement = next }
        try await WebHousehold.with(settings) { house in
            try await house.surface.run(
                house.page("/picks").expecting(
                    text: ["It is measured next on 3 March 2026 at 04:30"], noText: ["Show as table"]))
        }
        try await WebHousehold.with { house in
            try await house.surface.run(house.page("/picks").expecting(text: ["measuring is switched off"]))
        }
    }

    @Test("measurements that say nothing draw nothing")
    func nothing() {
        func measurement(_ marks: [RecommenderMark], people: Int) -> RecommenderMeasurement {
            RecommenderMeasurement(
                kind: .movie, measuredAt: .test(0), userCount: people, interactionCount: 0, marks: marks,
                live: "recommender")
        }
        func mark(_ share: Double) -> RecommenderMark {
            RecommenderMark(
                scorer: "recommender", hitRate: share, ndcg: share, recall: share, coverage: share, novelty: share)
        }
        #expect(QualityFigure([], .movie, now: .test(0)) == nil)
        #expect(QualityFigure([measurement([], people: 3)], .movie, now: .test(0)) == nil)
        #expect(QualityFigure([measurement([mark(0.5)], people: 0)], .movie, now: .test(0)) == nil)
        #expect(QualityFigure([measurement([mark(.nan)], people: 3)], .movie, now: .test(0)) == nil)
        let zero = QualityFigure([measurement([mark(0)], people: 3)], .movie, now: .test(0))
        #expect(zero?.lines.map(\.path) == ["M500 240h0"] && zero?.isCourse == false && zero?.top == "10 %")
    }
}
