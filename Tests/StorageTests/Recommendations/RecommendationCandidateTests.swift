import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What runs chose and why, alike on both drivers.
@Suite struct RecommendationCandidateTests {
    @Test(arguments: TestDriver.available)
    func `candidates come back as they were found`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 5) { bench async throws in
            let (picks, films) = (bench.picks, bench.films)
            let evidence = [
                Evidence(titleID: films[3], similarity: 0.9, kind: .favourite),
                Evidence(titleID: films[4], similarity: -0.25, kind: .watched),
                Evidence(titleID: films[2], similarity: 0.5, kind: .highlyRated),
            ]
            let candidates = [
                NewCandidate.test(films[0], rank: 1, selected: 2, explanation: "Because\n\0it is."),
                .test(films[1], rank: 2), .test(films[2], rank: 7, selected: 1, evidence: evidence),
            ]
            let run = try await picks.begin(.movie, of: bench.user, cause: .manual, at: .test(0))
            #expect(try await picks.complete(run, .test(candidates), at: .test(3)))
            let selected = try await picks.selected(in: run)
            #expect(selected.map(\.titleID) == [films[2], films[0]] && selected.map(\.selectedRank) == [1, 2])
            #expect(selected.map(\.rank) == [7, 1])
            #expect(selected.map(\.scores) == [candidates[2].scores, candidates[0].scores])
            #expect(selected.map(\.explanation) == [nil, "Because\nit is."])
            #expect(selected.allSatisfy { $0.runID == run && $0.createdAt == .test(3) })
            let other = try #require(try await picks.candidate(films[1], in: run))
            #expect(other.rank == 2 && other.selectedRank == nil && other.scores == candidates[1].scores)
            #expect(try await picks.candidate(films[4], in: run) == nil)
            #expect(try await picks.candidate(other.id, of: bench.user) == other)
            let said = try await picks.evidence(of: selected[0].id)
            #expect(said.map(\.evidence) == [evidence[0], evidence[2], evidence[1]], "the nearest first")
            #expect(Set(said.map(\.id)).count == 3)
            #expect(try await picks.evidence(of: other.id).isEmpty)
            #expect(try await picks.evidence(in: run) == [selected[0].id: said])
            #expect(try await picks.evidence(in: RecommendationRunID(999)).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `runs and candidates of somebody else are as if they were not there`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let other = try await bench.account("bob@example.org").user
            let run = try await bench.recommend(bench.films)
            let candidate = try #require(try await bench.picks.selected(in: run).first)
            #expect(try await bench.picks.run(run, of: other) == nil)
            #expect(try await bench.picks.candidate(candidate.id, of: other) == nil)
            #expect(try await bench.picks.runs(of: other, limit: 9).isEmpty)
            #expect(try await bench.picks.latest(.movie, of: other) == nil)
            #expect(try await bench.picks.run(RecommendationRunID(999), of: bench.user) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `the best are stored, and every selected one`(driver: TestDriver) async throws {
        let count = DomainLimits.candidatesStored + 20
        try await ActivityBench.with(driver, films: count) { bench async throws in
            let picks = bench.picks
            let evidence = bench.films.prefix(DomainLimits.evidenceStored + 3).enumerated().map { place, title in
                Evidence(titleID: title, similarity: 1 - Double(place) / 100, kind: .watched)
            }
            let candidates = bench.films.enumerated().map { place, title in
                NewCandidate.test(
                    title, rank: place + 1, selected: place == count - 5 ? 1 : nil,
                    evidence: place == count - 5 ? evidence + [evidence[0]] : [])
            }
            let run = try await picks.begin(.movie, of: bench.user, cause: .manual, at: .test(0))
            #expect(try await picks.complete(run, .test(candidates), at: .test(1)))
            #expect(try await bench.test.count("recommendation_candidate") == DomainLimits.candidatesStored + 1)
            let selected = try #require(try await picks.selected(in: run).first)
            #expect(selected.rank == count - 4)
            #expect(try await picks.candidate(bench.films[DomainLimits.candidatesStored], in: run) == nil)
            let said = try await picks.evidence(of: selected.id).map(\.evidence)
            #expect(said == Array(evidence.prefix(DomainLimits.evidenceStored)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `titles that are gone meanwhile are left out`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let picks = bench.picks
            let reason = { Evidence(titleID: $0, similarity: 0.5, kind: .watched) }
            let candidates = [
                NewCandidate.test(bench.nowhere, rank: 1, selected: 1),
                .test(bench.films[0], rank: 2, selected: 2, evidence: [bench.nowhere, bench.films[1]].map(reason)),
            ]
            let run = try await picks.begin(.movie, of: bench.user, cause: .manual, at: .test(0))
            #expect(try await picks.complete(run, .test(candidates), at: .test(1)))
            let selected = try await picks.selected(in: run)
            #expect(selected.map(\.titleID) == [bench.films[0]])
            #expect(try await picks.selectedCount(.movie, of: bench.user) == 1)
            let said = try await picks.evidence(of: try #require(selected.first).id)
            #expect(said.map(\.evidence) == [reason(bench.films[1])])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what lists hide is not recommended, and comes back with them`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 3) { bench async throws in
            let run = try await bench.recommend(bench.films)
            try await bench.test.hide([bench.films[1]])
            #expect(try await bench.picks.selected(in: run).map(\.titleID) == [bench.films[0], bench.films[2]])
            #expect(try await bench.picks.candidate(bench.films[1], in: run)?.selectedRank == 2)
            try await bench.test.hide([bench.films[1]], as: 0)
            #expect(try await bench.picks.selected(in: run).map(\.titleID) == bench.films)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what a title or a person had goes with them`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 3) { bench async throws in
            let (picks, films) = (bench.picks, bench.films)
            let evidence = films.map { Evidence(titleID: $0, similarity: 0.5, kind: .watched) }
            let run = try await picks.begin(.movie, of: bench.user, cause: .manual, at: .test(0))
            let candidates = [
                NewCandidate.test(films[0], rank: 1, selected: 1, evidence: Array(evidence[1...])),
                .test(films[1], rank: 2, selected: 2, evidence: [evidence[2]]),
            ]
            #expect(try await picks.complete(run, .test(candidates), at: .test(1)))
            #expect(try await bench.stores.catalogue.remove([films[1]]) == 1)
            let selected = try await picks.selected(in: run)
            #expect(selected.map(\.titleID) == [films[0]])
            #expect(try await picks.evidence(of: try #require(selected.first).id).map(\.evidence) == [evidence[2]])
            try await bench.test.removeUser(bench.user)
            for table in ["run", "candidate", "evidence"] {
                #expect(try await bench.test.count("recommendation_\(table)") == 0)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `many candidates take as many statements as few`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 90) { bench async throws in
            func statements(_ count: Int) async throws -> StatementCounter {
                let evidence = bench.films.suffix(4).map { Evidence(titleID: $0, similarity: 0.5, kind: .watched) }
                let candidates = bench.films.prefix(count).enumerated().map { place, title in
                    NewCandidate.test(title, rank: place + 1, selected: place + 1, evidence: evidence)
                }
                let picks = bench.picks
                return try await StatementCounter.counting {
                    let run = try await picks.begin(.movie, of: bench.user, cause: .manual, at: .test(0))
                    #expect(try await picks.complete(run, .test(candidates), at: .test(1)))
                    _ = try await picks.selected(in: run)
                }.1
            }
            let (few, many) = (try await statements(3), try await statements(90))
            #expect(few.count == many.count && many.count <= 12, "\(many.statements.joined(separator: "\n"))")
        }
    }
}
