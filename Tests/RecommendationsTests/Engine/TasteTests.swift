import Basics
import Domain
import Recommendations
import Testing

@Suite("Picks: taste")
struct TasteTests {
    @Test func whatIsLikeTheHistoryIsPicked() throws {
        let request = PickRequest(SampleShelf.history) { $0.settings.weights = .only(similarity: 1) }
        let picked = try SampleShelf.recommender.picks(for: request).titles
        #expect(picked.count { Int($0) % 3 == 2 } == 10, "all ten are horror films like those watched")
    }

    @Test func dislikesPushAwayWhatIsLikeThem() throws {
        let liked: [HistoryEntry] = [.played(3), .played(6), .played(4), .played(7)]
        func rank(of kind: Int, _ history: [HistoryEntry]) throws -> Double {
            let request = PickRequest(history, count: 1)
            let best = try SampleShelf.recommender.picks(for: request).candidates.prefix(52)
            let ranks = best.filter { Int($0.title.rawValue) % 3 == kind }.map(\.rank)
            return Double(ranks.reduce(0, +)) / Double(max(ranks.count, 1))
        }
        let before = try rank(of: 1, liked)
        let after = try rank(of: 1, liked + [.rated(10, 1), .rated(13, 2), .rated(16, 1)])
        #expect(after > before)
    }

    @Test func likenessToADislikedTitleLowersTheBaseScore() throws {
        // Cosines to the disliked title 4: 1 for 2, 0.8 for 3; so 0.3 and 0.3 x 0.3 / 0.5 are taken.
        let items = [[0, 1], [1, 0], [0.8, 0.6], [1, 0]].enumerated().map { place, vector in
            CatalogueItem(Int32(place + 1)) { ($0.vector, $0.communityRating) = (vector.map(Float.init), 7) }
        }
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let request = PickRequest([.played(1), .rated(4, 1)]) { $0.settings.weights = .only(rating: 1) }
        let bases = try recommender.picks(for: request).candidates.map { ($0.title.rawValue, $0.base) }
        #expect(bases.map(\.0) == [3, 2])
        #expect(abs(bases[0].1 - (0.6 - 0.18)) < 1e-5)
        #expect(abs(bases[1].1 - (0.6 - 0.3)) < 1e-5)
    }

    @Test func aDirectorCountsMoreThanAGenre() throws {
        let items = [
            CatalogueItem(1) { ($0.directors, $0.genres) = (["Agnès Varda"], ["Drama"]) },
            CatalogueItem(2) { ($0.directors, $0.genres) = (["Agnès Varda"], ["Comedy"]) },
            CatalogueItem(3) { ($0.directors, $0.genres) = (["Somebody"], ["Drama"]) },
            CatalogueItem(4) { ($0.cast, $0.genres) = (["Agnès Varda"], ["Comedy"]) },
            CatalogueItem(5) { ($0.directors, $0.genres) = (["Somebody else"], ["Comedy"]) },
        ]
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let request = PickRequest([.played(1)]) { $0.settings.weights = .only(similarity: 1) }
        let picks = try recommender.picks(for: request)
        #expect(picks.titles.first == 2)
        #expect(picks.selected.first?.terms[.people] ?? 0 > 0.3)
        #expect(picks.selected.first?.links.map(\.reason) == [.director("Agnès Varda")])
    }

    @Test func theNextOfASeriesOfFilmsComesBeforeTheOthers() throws {
        let years = [1: 2001, 2: 2002, 3: 2003, 4: 2004, 5: 2002]
        let items = years.map { id, year in
            CatalogueItem(Int32(id), year: year) { $0.collection = id < 5 ? "Ring Collection" : nil }
        }
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let request = PickRequest([.played(1), .played(2)]) { $0.settings.weights = .only(similarity: 1) }
        let picks = try recommender.picks(for: request)
        let picked = Dictionary(uniqueKeysWithValues: picks.selected.map { ($0.title.rawValue, $0) })
        let strengths = [3, 4, 5].map { picked[$0]?.terms[.franchise] ?? 0 }
        #expect(strengths[0] > strengths[1] && strengths[1] > 0)
        #expect(strengths[2] == 0)
        #expect(picked[3]?.links.first?.reason == .franchise(isNamed: true, isNext: true))
        #expect(picked[4]?.links.first?.reason == .franchise(isNamed: true, isNext: false))
    }

    @Test func noveltyPrefersAMixOfKnownAndNewGenres() throws {
        let items = [["A", "B"], ["A"], ["A", "C"], ["C", "D"], []].enumerated().map { place, genres in
            CatalogueItem(Int32(place + 1)) { $0.genres = genres }
        }
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let picks = try recommender.picks(for: PickRequest([.played(1)]))
        let values = picks.candidates.map { ($0.title.rawValue, $0.components.novelty) }
        let novelty = Dictionary(uniqueKeysWithValues: values)
        // A and B are half of the history each: known 0.4 + 0.2 x 0.5, mixed 0.5 + 0.4 x 0.75, all new 0.3 + 0.2.
        #expect(novelty == [2: 0.5, 3: 0.8, 4: 0.5, 5: 0.5])
    }

    @Test func theSeriesOfANetworkThatWasPickedComesLater() throws {
        let items = (1...4).map { id in
            CatalogueItem(Int32(id)) { ($0.network, $0.communityRating) = (id < 4 ? "One" : "Two", 7) }
        }
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .series), model: nil)
        let request = PickRequest([.played(1)]) { request in
            request.settings.weights = .only(rating: 0.5)
            request.settings.weights.diversity = 0.5
        }
        #expect(try recommender.picks(for: request).titles == [2, 4, 3])
    }

    @Test func olderDislikesCountToo() throws {
        // The disliked films are comedies; only the oldest one is like the drama 61.
        let other = CatalogueItem(61) { $0.vector = (0..<8).map { $0 == 1 ? 4 : 0 } }
        let oldest = CatalogueItem(62) { $0.vector = (0..<8).map { $0 == 1 ? 4 : 0 } }
        let items = SampleShelf.items + [other, oldest]
        let recommender = Recommender(catalogue: ItemCatalogue(items, kind: .movie), model: nil)
        let comedies: [HistoryEntry] = (1...19).map { .rated(Int32($0) * 3, 1) }
        func base(_ history: [HistoryEntry]) throws -> Double? {
            let request = PickRequest(SampleShelf.history + history, count: 60) { $0.settings.candidatesMax = 100 }
            return try recommender.picks(for: request).candidates.first { $0.title == TitleID(61) }?.base
        }
        var old = HistoryEntry.rated(62, 1)
        old.ratedAt = Instant(milliseconds: -1)
        let (without, with) = (try #require(try base(comedies)), try #require(try base(comedies + [old])))
        #expect(with < without)
    }
}
