import Basics
import Domain
import Recommendations
import Testing

@Suite("Picks: unusual input")
struct BadInputTests {
    @Test func titlesWithoutVectorsAndWithThoseOfAnotherModelTakePart() throws {
        var items = SampleShelf.items
        items[30].vector = nil
        items[31].vector = [1, 0]
        items[32].vector = [Float](repeating: 0, count: 8)
        items[33].vector = [.nan] + [Float](repeating: 1, count: 7)
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let picks = try recommender.picks(for: PickRequest(SampleShelf.history + [.played(32)], count: 60))
        #expect(picks.selected.count == 55)
        #expect(picks.selected.allSatisfy { (0...1).contains($0.components.similarity) && $0.final.isFinite })
        #expect(picks.selected.first { $0.title == TitleID(31) }?.terms[.vector] == nil)
    }

    @Test func withoutAnyVectorEvidenceComesFromNames() throws {
        let items = SampleShelf.items.map { item in
            var item = item
            item.vector = nil
            return item
        }
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let picks = try recommender.picks(for: PickRequest(SampleShelf.history))
        #expect(picks.selected.count == 10)
        #expect(picks.selected.allSatisfy { $0.evidence.allSatisfy { $0.similarity > 0 && $0.similarity <= 1 } })
        #expect(picks.selected.contains { !$0.evidence.isEmpty })
    }

    @Test func titlesOfWhichOnlyTheNameIsKnown() throws {
        let items = (1...5).map { CatalogueItem(Int32($0)) }
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        #expect(try recommender.picks(for: PickRequest([.played(1)])).titles == [2, 3, 4, 5])
    }

    @Test func anEmptyCatalogue() throws {
        let recommender = Recommender(catalogue: ItemCatalogue([], kind: .movie), model: nil)
        #expect(try recommender.picks(for: PickRequest(SampleShelf.history)).candidates.isEmpty)
    }

    @Test func whoDislikedEverythingTheySawStillGetsPicks() throws {
        let history = [2, 5, 8].map { id in
            var entry = HistoryEntry.played(Int32(id))
            entry.rating = 1
            return entry
        }
        let picks = try SampleShelf.recommender.picks(for: PickRequest(history, count: 5))
        #expect(picks.selected.count == 5)
        #expect(picks.selected.allSatisfy { $0.evidence.isEmpty })
        #expect(picks.titles.allSatisfy { $0 % 3 != 2 })
    }

    @Test func whenEverythingWasWatchedNothingIsLeft() throws {
        let history = (1...60).map { HistoryEntry.played(Int32($0)) }
        let picks = try SampleShelf.recommender.picks(for: PickRequest(history))
        #expect(picks.candidateCount == 0)
        #expect(picks.candidates.isEmpty)
    }

    @Test func oneGenreOnly() throws {
        let items = (1...20).map { id in CatalogueItem(Int32(id)) { $0.genres = ["Drama"] } }
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        #expect(try recommender.picks(for: PickRequest([.played(1)], count: 19)).selected.count == 19)
    }

    @Test func fiftyThousandPlays() throws {
        let history = (0..<50_000).map { HistoryEntry.played(Int32($0 % 40 + 1), day: Int64($0)) }
        let picks = try SampleShelf.recommender.picks(for: PickRequest(history, count: 60))
        #expect(Set(picks.titles) == Set(41...60))
    }

    @Test func onlyTheNearestCandidatesAreWeighed() throws {
        let request = PickRequest(SampleShelf.history, count: 60) { $0.settings.candidatesMax = 12 }
        let picks = try SampleShelf.recommender.picks(for: request)
        #expect(picks.candidateCount == 12)
        let none = PickRequest(SampleShelf.history) { $0.settings.candidatesMax = 0 }
        #expect(try SampleShelf.recommender.picks(for: none).candidateCount == 0)
    }

    @Test func evidenceLeavesTheTitleItselfOut() {
        let request = PickRequest(SampleShelf.history)
        let evidence = SampleShelf.recommender.evidence(for: TitleID(5), in: request, count: 50)
        #expect(Set(evidence.map(\.title.rawValue)) == [2, 8, 11])
        #expect(evidence.map(\.similarity) == evidence.map(\.similarity).sorted(by: >))
        #expect(SampleShelf.recommender.evidence(for: TitleID(999), in: request, count: 3).isEmpty)
    }

    @Test func evidenceTellsHowTitlesStandOut() {
        let history: [HistoryEntry] = [.played(2, favourite: true), .played(5, plays: 2), .played(8), .rated(11, 9)]
        let evidence = SampleShelf.recommender.evidence(for: TitleID(14), in: PickRequest(history), count: 10)
        let kinds = Dictionary(uniqueKeysWithValues: evidence.map { ($0.title.rawValue, $0.kind) })
        #expect(kinds == [2: .favourite, 5: .highlyRated, 8: .watched, 11: .highlyRated])
    }
}
