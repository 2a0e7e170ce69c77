import Domain
import Recommendations
import Testing

@Suite("Picks for several people")
struct GroupPickTests {
    private let horror = PickRequest([2, 5, 8].map { .played($0) })
    private let comedy = PickRequest([3, 6, 9].map { .played($0) })

    @Test func halfOfTheScoreIsTheMeanAndHalfTheLeast() throws {
        let request = GroupRequest(members: [horror, comedy], minutesMax: nil, count: 100)
        let picks = try SampleShelf.recommender.groupPicks(for: request)
        #expect(picks.count == 54)
        for pick in picks {
            #expect(pick.scores.count == 2)
            #expect(pick.scores.allSatisfy { (0...1).contains($0) })
            let mean = (pick.scores[0] + pick.scores[1]) / 2
            #expect(abs(pick.score - (mean + min(pick.scores[0], pick.scores[1])) / 2) < 1e-12)
        }
        #expect(picks.map(\.score) == picks.map(\.score).sorted(by: >))
        for member in 0...1 { #expect(picks.map { $0.scores[member] }.max() == 1, "what this one likes best") }
    }

    @Test func nothingThatOneOfThemHasSeenOrMustNotSee() throws {
        var other = comedy
        other.hidden = [TitleID(20), TitleID(30)]
        let request = GroupRequest(members: [horror, other], minutesMax: nil, count: 100)
        let picked = Set(try SampleShelf.recommender.groupPicks(for: request).map(\.title.rawValue))
        #expect(picked.isDisjoint(with: [2, 5, 8, 3, 6, 9, 20, 30]))
    }

    @Test func nothingThatIsTooLongOrOfUnknownLength() throws {
        var items = SampleShelf.items
        items[20].runtimeMinutes = nil
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let request = GroupRequest(members: [horror], minutesMax: 110, count: 100)
        let picked = Set(try recommender.groupPicks(for: request).map(\.title.rawValue))
        // Film n takes 80 + n minutes.
        #expect(picked == Set(1...30).subtracting([2, 5, 8, 21]))
    }

    @Test func somebodyWithoutAHistoryIsContentWithWhatIsGood() throws {
        let request = GroupRequest(members: [horror, PickRequest([])], minutesMax: nil, count: 5)
        let picks = try SampleShelf.recommender.groupPicks(for: request)
        #expect(picks.count == 5)
        #expect(picks.allSatisfy { $0.scores[1] > 0 })
        let nobody = GroupRequest(members: [], minutesMax: nil, count: 5)
        #expect(try SampleShelf.recommender.groupPicks(for: nobody).isEmpty)
    }
}
