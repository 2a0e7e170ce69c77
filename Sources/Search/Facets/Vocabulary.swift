import Foundation

/// A mood, theme or trope that the tagger can give to a title.
struct VocabularyEntry: Decodable, Sendable, Hashable {
    enum Kind: String, Decodable, Sendable {
        case mood
        case theme
        case trope
    }

    let label: String
    let kind: Kind
    /// What the label means, in words that an embedding can compare.
    let phrase: String
}

/// The product's own vocabulary, embedded in the program.
enum Vocabulary {
    /// Sorted by kind, then label. Empty only if the program was built wrongly, which a test would show.
    static let entries: [VocabularyEntry] = {
        let data = Data(PackageResources.vocabulary_json)
        return (try? JSONDecoder().decode([VocabularyEntry].self, from: data)) ?? []
    }()
}
