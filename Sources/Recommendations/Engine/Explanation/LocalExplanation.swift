import Foundation

/// Why a title was picked, in a sentence or two, without a language model. It says nothing that the facts do not.
package struct LocalExplanation: Sendable, Hashable {
    package let text: String

    package init(_ facts: ExplanationFacts) {
        let reason = Self.link(facts.links) ?? Self.nearness(facts.near) ?? Self.genres(facts)
        let support = Self.support(facts)
        let sentences = [reason, support].compactMap(\.self)
        text = sentences.isEmpty ? Self.standard : sentences.joined(separator: " ")
    }

    /// Of a title for which nothing speaks by name.
    private static let standard = "It came out best when everything in your history was weighed."

    /// Titles that are named at most.
    private static let namesMax = 2

    /// The strongest kind of link, with the titles that have it.
    private static func link(_ links: [ExplanationFacts.Link]) -> String? {
        guard let first = links.first else { return nil }
        let alike = links.filter { $0.reason == first.reason }.prefix(namesMax)
        let reason = because(alike.map { (name: $0.name, standing: $0.standing) }) + ": "
        let all = alike.count > 1 ? "all three" : "both"
        return switch first.reason {
        case .franchise(let isNamed, let isNext):
            reason + (isNamed ? "it is part of the same series" : "it goes by the same name")
                + (isNext ? ", and it is the next one by year." : ".")
        case .director(let name): reason + "\(name) directed \(all)."
        case .cast(let name): reason + "\(name) is in \(all)."
        case .others: reason + "people who like \(alike.count > 1 ? "them" : "that one") like this one too."
        }
    }

    private static func nearness(_ near: [ExplanationFacts.Near]) -> String? {
        let named = near.prefix(namesMax)
        guard let first = named.first else { return nil }
        let shared = first.sharedGenres.filter { genre in named.allSatisfy { $0.sharedGenres.contains(genre) } }
        let reason = because(named.map { (name: $0.name, standing: $0.standing) })
        let isOne = named.count == 1
        if shared.isEmpty, named.contains(where: { $0.similarity < similarMin }) { return nil }
        guard !shared.isEmpty else { return reason + ", which \(isOne ? "resembles" : "resemble") it most." }
        return reason + ": like \(isOne ? "that one" : "them"), it is listed under \(shared.prefix(namesMax).listed())."
    }

    private static func genres(_ facts: ExplanationFacts) -> String? {
        guard facts.terms[.genres] ?? 0 > 0, !facts.genres.isEmpty else { return nil }
        return "What it is listed under, \(facts.genres.prefix(namesMax).listed()), suits your taste so far."
    }

    /// What speaks for it beside the history.
    private static func support(_ facts: ExplanationFacts) -> String? {
        let isTold = facts.links.first?.reason == .others
        if !isTold, facts.terms[.others] ?? 0 > othersMin { return "People who like the same titles like it too." }
        guard let rating = facts.communityRating, let votes = facts.voteCount, rating >= ratingMin, votes >= votesMin
        else { return nil }
        return String(format: "It is rated %.1f of 10 by ", rating) + grouped(votes) + " people."
    }

    /// Contributions and numbers from which on they are worth a sentence.
    private static let othersMin: Float = 0.5
    private static let similarMin = 0.35
    private static let ratingMin = 7.0
    private static let votesMin = 100

    private static func because(_ known: [(name: String, standing: Standing)]) -> String {
        let names = known.map { $0.name }.listed()
        if known.allSatisfy(\.standing.isLiked) { return "Because you liked \(names)" }
        if known.allSatisfy(\.standing.isWatched) { return "Because you watched \(names)" }
        return "Because you know \(names)"
    }

    /// With a comma before each three digits.
    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.enumerated().map { place, digit in
            let isStart = place > 0 && (digits.count - place).isMultiple(of: 3)
            return (isStart ? "," : "") + String(digit)
        }.joined()
    }
}
