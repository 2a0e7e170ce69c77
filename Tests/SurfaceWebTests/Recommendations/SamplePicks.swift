import Activity
import Basics
import Domain
import Foundation
import Recommendations
import SurfaceKit
import TestKit

@testable import SurfaceWeb

/// Pages about recommendations with everything that they can show, every text of which is the given one.
enum SamplePicks {
    private static let now = Instant.test(0)

    static func picks(_ text: String) -> PicksPage {
        let run = RecommendationRun(
            id: RecommendationRunID(1), userID: UserID(1), kind: .movie, cause: .manual, state: .completed,
            candidateCount: 1234, selectedCount: 1, problem: nil, createdAt: now.adding(seconds: -90), endedAt: now)
        let failed = RecommendationRun(
            id: RecommendationRunID(2), userID: UserID(1), kind: .movie, cause: .manual, state: .failed,
            candidateCount: 0, selectedCount: 0, problem: text, createdAt: now, endedAt: now)
        let user = User(
            id: UserID(1), uuid: "u", email: text, name: text, role: .user, isActive: true, createdAt: now)
        let state = PicksState(.movie, run: run, runs: [failed, run], of: user, now: now)
        return PicksPage(
            shell: shell(text, .picks), state: state, cards: [card(text)], quality: quality, hasTonight: true,
            isNew: false, cost: text, comparison: "/picks/compare?kind=movie", now: now)
    }

    static func comparison(_ text: String) -> ComparisonPage {
        func run(_ id: Int32) -> RecommendationRun {
            RecommendationRun(
                id: RecommendationRunID(id), userID: UserID(1), kind: .movie, cause: .manual, state: .completed,
                candidateCount: 9, selectedCount: 1, problem: nil, createdAt: now, endedAt: now)
        }
        func standing(_ place: Int?) -> ComparedPick.Standing {
            let scores = CandidateScores(final: 0.825, similarity: 0.9, novelty: 0.5, rating: 0.25, diversity: 1)
            return ComparedPick.Standing(
                candidate: StoredCandidate(
                    id: CandidateID(5), runID: RecommendationRunID(1), titleID: TitleID(1), rank: 41,
                    selectedRank: place, scores: scores, explanation: nil, createdAt: now), place: place)
        }
        let title = SamplePages.title(text)
        let comparison = PickComparison(
            run: run(2), former: run(1), came: [ComparedPick(title: title, now: standing(3), before: standing(nil))],
            went: [ComparedPick(title: title, now: nil, before: standing(1))], moved: [], stayedCount: 7,
            inputs: [
                InputDifference(name: "novelty", before: .number(0.25), now: .number(0.5)),
                InputDifference(name: "vector_model", before: nil, now: .text(text)),
            ])
        return ComparisonPage(
            shell: shell(text, .picks), kind: .movie, comparison: comparison, maySee: { _ in true }, at: now)
    }

    static func taste(_ text: String) -> TastePage {
        var facts = TasteFacts()
        (facts.titles, facts.genres) = (3, [NameCount(name: text, count: 3), NameCount(name: "Drama", count: 1)])
        var columns = TasteCharts()
        columns.decades = [DecadeCount(firstYear: 1970, count: 2)]
        (columns.directors, columns.actors) = ([NameCount(name: text, count: 2)], [NameCount(name: text, count: 1)])
        let synopsis = TasteSynopsis(text: text + "\n\n" + text, updatedAt: now, model: text)
        let subjects: [(TasteOmission, Title?)] = [
            (.title(TitleID(9)), SamplePages.title(text)), (.genre(text), nil),
            (.period(now..<now.adding(seconds: 604_800)), nil),
        ]
        let omissions = subjects.enumerated().map { place, subject in
            ShownOmission(
                stored: StoredOmission(
                    id: ID<StoredOmission>(Int32(place + 1)), omission: subject.0, createdAt: now), title: subject.1)
        }
        let recent = Title.test(7, .film(text, year: 1979))
        return TastePage(
            shell: shell(text, .taste), news: TasteNews(kind: .movie, notice: text, problem: text),
            facts: TastePageFacts(
                portrait: TastePortrait(synopsis: synopsis, facts: facts), columns: columns, omissions: omissions,
                recent: [(recent, now.adding(seconds: -7200))]),
            hasTonight: true, now: now, zone: .gmt)
    }

    static func change(_ text: String) -> TasteChangePage? {
        let pairs = FormPairs("genre=" + LocalPath.encoded(text))
        guard let subject = try? TasteSubject(pairs, in: .gmt) else { return nil }
        var change = TasteChange()
        change.films = PickChange(leaving: [SamplePages.title(text)], entering: [SamplePages.title(text)])
        return TasteChangePage(
            shell: shell(text, .taste), kind: .movie, subject: subject, words: text, change: change,
            posters: [SamplePages.title(text).id: Poster(SamplePages.title(text))])
    }

    static func tonight(_ text: String) -> TonightPage? {
        let profiles = [(1, nil, false), (2, Certificate.twelve, true)].map { id, limit, hasPIN in
            Profile(
                id: ProfileID(Int32(id)), userID: UserID(1), name: text, hasPIN: hasPIN, certificateLimit: limit,
                ratingLimit: nil, playback: PlaybackChoices())
        }
        let film = TonightPage.Film(
            Poster(SamplePages.title(text)), place: 1, minutes: 110, shares: [(text, 0.8), (text, 0.4)])
        return TonightPage(
            shell: shell(text, .tonight),
            choice: TonightChoice(profiles: profiles.map(\.id), minutes: text, isAsked: true), profiles: profiles,
            active: ProfileID(1), list: TonightList(rule: text, films: [film]), problem: text)
    }

    private static func shell(_ text: String, _ room: Shell.Room) -> Shell {
        SamplePages.shell(text, room, theatre: .open(text))
    }

    private static func card(_ text: String) -> PickCard {
        let title = SamplePages.title(text)
        let candidate = StoredCandidate(
            id: CandidateID(5), runID: RecommendationRunID(1), titleID: title.id, rank: 1, selectedRank: 1,
            scores: CandidateScores(final: 0.8, similarity: 0.9, novelty: 0.5, rating: 0.25, diversity: 1),
            explanation: text, createdAt: now)
        let evidence = Evidence.Kind.allCases.enumerated().map { place, kind in
            ShownEvidence(
                id: "\(place)", evidence: Evidence(titleID: title.id, similarity: 0.9, kind: kind), title: title)
        }
        return PickCard(
            PickedTitle(candidate: candidate, title: title, place: 1), reasons: (evidence, areTold: true),
            poster: Poster(title), rating: 8, page: "/picks")
    }

    private static var quality: QualitySection {
        let measurements = [0.0, 1].map { day in
            RecommenderMeasurement(
                kind: .movie, measuredAt: now.adding(seconds: (day - 2) * 86_400), userCount: 4, interactionCount: 80,
                marks: [("recommender", 0.4 + day / 10), ("popularity", 0.3), ("vote_weighted", 0.25)].map {
                    RecommenderMark(scorer: $0.0, hitRate: $0.1, ndcg: 0.1, recall: 0.2, coverage: 0.1, novelty: 8)
                }, live: "recommender")
        }
        return QualityFigure(measurements, .movie, now: now).map { QualitySection($0) }
            ?? QualitySection(next: nil, in: .gmt)
    }
}
