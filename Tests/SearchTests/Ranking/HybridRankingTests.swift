import Domain
import Testing

@testable import Search

@Suite("Fusing meaning and words")
struct HybridRankingTests {
    private func fused(
        named: Set<Int32> = [], words: [Int32: Double] = [:], meaning: [Int32: Double] = [:],
        votes: [Int32: Int] = [:], limit: Int = 10
    ) -> [(id: Int32, score: Double)] {
        let ranking = HybridRanking(named: Set(named.map { TitleID($0) })) { votes[$0.rawValue] ?? 0 }
        return ranking.fused(
            words: words.map { WordHit(titleID: TitleID($0), score: $1) },
            meaning: meaning.map { (TitleID($0), $1) }, limit: limit
        ).map { ($0.id.rawValue, $0.score) }
    }

    @Test("A film that was named comes first, whatever speaks for the others")
    func namedFirst() {
        let ranked = fused(named: [9], words: [1: 1_000], meaning: [1: 0.59], votes: [1: 1_000_000])
        #expect(ranked.map(\.id) == [9, 1])
    }

    @Test("More of any one input never lowers the score")
    func monotone() {
        for step in 0..<50 {
            let (less, more) = (Double(step) / 50, Double(step + 1) / 50)
            #expect(fused(meaning: [1: less])[0].score < fused(meaning: [1: more])[0].score)
            #expect(fused(words: [1: less * 40])[0].score < fused(words: [1: more * 40])[0].score)
            let few = fused(meaning: [1: 0.5], votes: [1: step * 1_000])[0].score
            #expect(few <= fused(meaning: [1: 0.5], votes: [1: (step + 1) * 1_000])[0].score)
        }
    }

    @Test("Words and votes are bounded, and numbers that cannot be do no harm")
    func bounded() {
        #expect(abs(fused(words: [1: 10])[0].score - 0.125) < 1e-12)
        #expect(fused(words: [1: 1e300])[0].score <= HybridRanking.wordShare)
        #expect(fused(words: [1: -5])[0].score == 0)
        let most = fused(meaning: [1: 0], votes: [1: .max])[0].score
        #expect(most == fused(meaning: [1: 0], votes: [1: 20_000])[0].score)
        #expect(abs(most - HybridRanking.voteShare) < 1e-12)
        #expect(fused(meaning: [1: 0.5], votes: [1: -7])[0].score == 0.5)
    }

    @Test("The three parts are added; equal films are by id; the limit holds")
    func sum() {
        let ranked = fused(words: [1: 10, 2: 30], meaning: [1: 0.4, 3: 0.3], limit: 2)
        #expect(ranked.map(\.id) == [1, 3])
        #expect(abs(ranked[0].score - 0.525) < 1e-12)
        #expect(fused(meaning: [5: 0.5, 3: 0.5, 4: 0.5]).map(\.id) == [3, 4, 5])
        #expect(fused().isEmpty)
    }
}
