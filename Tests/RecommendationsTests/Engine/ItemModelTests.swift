import Domain
import Testing

@testable import Recommendations

@Suite("The model of titles")
struct ItemModelTests {
    private func likes(_ lists: [[Int32]]) -> [Liking] {
        lists.enumerated().flatMap { user, titles in
            titles.map { Liking(user: UserID(Int32(user + 1)), title: TitleID($0)) }
        }
    }

    private func settings(_ change: (inout ItemModelSettings) -> Void = { _ in }) -> ItemModelSettings {
        var settings = ItemModelSettings()
        (settings.ratersMin, settings.ratersFull, settings.penalty) = (1, 2, 1)
        change(&settings)
        return settings
    }

    /// Likes {1, 2}, {1, 2, 3}, {3}: G = [2 2 1; 2 2 1; 1 1 2]. With λ = 1 the inverse of G + λI is
    /// [8 -5 -1; -5 8 -1; -1 -1 5] / 13, and B(i, j) = -P(i, j) / P(j, j).
    @Test func weightsAreThoseOfTheClosedForm() throws {
        let model = try #require(ItemModel.learned(from: likes([[1, 2], [1, 2, 3], [3]]), settings: settings()))
        let wanted: [[Float]] = [[0, 0.625, 0.2], [0.625, 0, 0.2], [0.125, 0.125, 0]]
        for row in 1...3 {
            for column in 1...3 {
                let weight = model.weight(from: TitleID(Int32(row)), to: TitleID(Int32(column)))
                #expect(abs(weight - wanted[row - 1][column - 1]) < 1e-5, "\(row) to \(column)")
            }
        }
        let liked: [(title: TitleID, weight: Float)] = [(TitleID(1), 1), (TitleID(3), 2), (TitleID(99), 5)]
        let scores = try #require(model.scores(of: liked))
        #expect(zip(scores, [0.25, 0.875, 0.2] as [Float]).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(model.weight(from: TitleID(1), to: TitleID(99)) == 0)
        #expect(model.scores(of: Array(liked.suffix(1))) == nil)
    }

    @Test func likingTwiceCountsOnceAndTheOrderDoesNotMatter() throws {
        let once = likes([[1, 2], [1, 2, 3], [3]])
        let first = try #require(ItemModel.learned(from: once, settings: settings()))
        let second = try #require(ItemModel.learned(from: once.reversed() + once, settings: settings()))
        #expect(first.weight(from: TitleID(2), to: TitleID(3)) == second.weight(from: TitleID(2), to: TitleID(3)))
    }

    @Test func onlyTheMostLikedTitlesTakePart() throws {
        let all = likes([[1, 2, 3], [2, 3], [3, 4]])
        let model = try #require(ItemModel.learned(from: all, settings: settings { $0.itemsMax = 2 }))
        #expect(model.items == [TitleID(2), TitleID(3)])
    }

    @Test func fewPeopleMakeNoModelAndMorePeopleMakeItCountMore() throws {
        let many = likes((0..<300).map { [Int32($0 % 5), Int32($0 % 7) + 10] })
        #expect(ItemModel.learned(from: Array(many.prefix(398))) == nil)
        let model = try #require(ItemModel.learned(from: many))
        #expect(model.raterCount == 300)
        #expect(abs(model.evidence - 101.0 / 300) < 1e-6)
        #expect(ItemModel.learned(from: [], settings: settings()) == nil)
    }

    @Test func whatOthersLikeTooIsATermOfTheScore() throws {
        let model = ItemModel.learned(from: likes([[1, 2], [1, 2], [1, 2], [3, 4], [3, 4]]), settings: settings())
        let catalogue = ItemCatalogue((1...5).map { CatalogueItem(Int32($0)) }, kind: .movie)
        let recommender = Recommender(catalogue: catalogue, model: model)
        let picks = try recommender.picks(for: PickRequest([.played(1)]))
        #expect(picks.titles.first == 2)
        #expect(picks.selected.first?.terms[.others] ?? 0 > 0)
        #expect(picks.selected.first?.links.map(\.reason) == [.others])
    }
}
