package import Domain

/// What is said of somebody's taste, and what it is made of.
package struct TastePortrait: Hashable, Sendable {
    package let synopsis: TasteSynopsis
    package let facts: TasteFacts

    package init(synopsis: TasteSynopsis, facts: TasteFacts) {
        self.synopsis = synopsis
        self.facts = facts
    }
}
