import Basics
import Domain
import Recommendations
import Testing

/// The rules N1 to N7 of recommendations, as far as choosing decides them.
@Suite("Picks: the rules")
struct PickRuleTests {
    private let recommender = SampleShelf.recommender
    private let history = SampleShelf.history

    @Test func n1NoMoreThanWantedAndNothingTwice() throws {
        let picks = try recommender.picks(for: PickRequest(history, count: 7))
        #expect(picks.selected.count == 7)
        #expect(Set(picks.titles).count == 7)
        #expect(picks.selected.map(\.selectedRank) == Array(1...7))
    }

    @Test func n1OneOfTwoTitlesWithTheSameNameAndYear() throws {
        let items = [
            CatalogueItem(1, "Solaris", year: 1972), CatalogueItem(2, "SOLARIS", year: 1972),
            CatalogueItem(3, "Solaris", year: 2002), CatalogueItem(4, "Stalker", year: 1979),
        ]
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let picks = try recommender.picks(for: PickRequest([.played(4)]))
        #expect(Set(picks.titles) == [1, 3])
    }

    @Test func n1TheStoredOnesAreTheBestHundredAndAllSelected() throws {
        let items = (1...400).map { id in
            CatalogueItem(Int32(id)) { $0.communityRating = Double(id % 90) / 10 }
        }
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let picks = try recommender.picks(for: PickRequest([.played(1)], count: 150))
        #expect(picks.candidateCount == 399)
        #expect(picks.selected.count == 150)
        #expect(Set(1...100).isSubset(of: picks.candidates.map(\.rank)))
    }

    @Test func n2WhatWasWatchedIsNotPicked() throws {
        var started = HistoryEntry(title: TitleID(14))
        started.completion = 0.3
        let picks = try recommender.picks(for: PickRequest(history + [started], count: 60))
        #expect(picks.selected.count == 55)
        #expect(Set(picks.titles).isDisjoint(with: [2, 5, 8, 11, 14]))
    }

    @Test func n2AnotherCopyOfWhatWasWatchedIsNotPicked() throws {
        let items = [
            CatalogueItem(1, "Heat", year: 1995), CatalogueItem(2, "heat", year: 1995),
            CatalogueItem(3, "Ronin", year: 1998),
        ]
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        #expect(try recommender.picks(for: PickRequest([.played(1)])).titles == [3])
    }

    @Test func n2WhoWantsToMaySeeWatchedOnesAgain() throws {
        let request = PickRequest(history, count: 60) { $0.includesWatched = true }
        #expect(try recommender.picks(for: request).selected.count == 60)
    }

    @Test func n2DislikedTitlesAreOutUnlessTheyAreOnlyPenalized() throws {
        let all = history + [.rated(17, 1), .rated(20, 3), .rated(23, 4)]
        let excluded = try recommender.picks(for: PickRequest(all, count: 60))
        #expect(Set(excluded.titles).isDisjoint(with: [17, 20, 23]))
        let penalized = try recommender.picks(for: PickRequest(all, count: 60) { $0.dislikes = .penalize })
        #expect(Set(penalized.titles).intersection([17, 20, 23]) == [17, 20])
    }

    @Test func n5WhatWasOnlyRatedStaysOutAlsoBesideWatchedOnes() throws {
        let request = PickRequest(history + [.rated(17, 9), .rated(20, 4)], count: 60) { $0.includesWatched = true }
        let picked = try recommender.picks(for: request).titles
        #expect(picked.count == 58 && Set(picked).isDisjoint(with: [17, 20]))
    }

    @Test func n3HiddenTitlesAreNeverPicked() throws {
        let hidden = Set((1...50).map { TitleID($0) })
        let picks = try recommender.picks(for: PickRequest(history, count: 60) { $0.hidden = hidden })
        #expect(Set(picks.titles) == Set(51...60))
    }

    @Test func n4RatingAloneOrdersByCommunityRating() throws {
        let request = PickRequest(history, count: 60) { $0.settings.weights = .only(rating: 1) }
        let picked = try recommender.picks(for: request).titles
        let ratings = picked.map { SampleShelf.items[Int($0) - 1].communityRating ?? 0 }
        #expect(ratings == ratings.sorted(by: >))
        #expect(ratings.count == 56)
    }

    @Test func n4EquallyRatedTitlesGoByVotesThenByID() throws {
        let items = [(1, 5), (2, 90), (3, 90), (4, 7)].map { id, votes in
            CatalogueItem(Int32(id)) { ($0.communityRating, $0.voteCount) = (7, votes) }
        }
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let request = PickRequest([.played(1)]) { $0.settings.weights = .only(rating: 1) }
        #expect(try recommender.picks(for: request).titles == [2, 3, 4])
    }

    @Test func n4SimilarityAloneOrdersBySimilarity() throws {
        let request = PickRequest(history, count: 60) { $0.settings.weights = .only(similarity: 1) }
        let similarities = try recommender.picks(for: request).selected.map(\.components.similarity)
        #expect(similarities == similarities.sorted(by: >))
        #expect(Set(similarities).count > 50)
    }

    @Test func n5RatingsWithoutPlaysGivePicks() throws {
        let picks = try recommender.picks(for: PickRequest([.rated(2, 9), .rated(5, 7), .rated(9, 5)], count: 60))
        #expect(picks.selected.count == 57)
        #expect(Set(picks.titles).isDisjoint(with: [2, 5, 9]))
        #expect(picks.selected.first.map { $0.evidence.map(\.kind).contains(.highlyRated) } == true)
    }

    @Test func n6WithoutPlaysAndGoodRatingsNothingIsPicked() throws {
        #expect(try recommender.picks(for: PickRequest([])).candidates.isEmpty)
        #expect(try recommender.picks(for: PickRequest([.rated(1, 5), .rated(2, 2)])).candidates.isEmpty)
        #expect(try recommender.picks(for: PickRequest([.played(999)])).candidates.isEmpty)
    }

    @Test func n7TheSameInputGivesTheSamePicks() throws {
        let request = PickRequest(history + [.rated(3, 2), .rated(40, 9)], count: 30)
        let first = try recommender.picks(for: request)
        var shuffled = request
        shuffled.history = request.history.reversed()
        let again = Recommender(catalogue: ItemCatalogue(SampleShelf.items.reversed(), kind: .movie), model: nil)
        #expect(try again.picks(for: shuffled) == first)
    }
}
