/// The bounds of filling channels, and of what is written about them.
package enum ChannelLimits {
    /// The best ones, of which some are drawn.
    package static let candidatesMax = 60
    package static let drawnMax = 20
    /// A score below counts as much when titles are drawn, so that everything has a chance.
    static let chanceScoreMin = 0.1
    /// Characters of a genre's name.
    package static let genreCharactersMax = 200
    /// What a person waits for a language model to find words.
    static let textSeconds = 20.0
    static let textTokensMax = 400
    static let namedGenresMax = 3
    static let namedKeywordsMax = 5
    static let namedPeopleMax = 3
    /// Examples that a language model is told of.
    static let toldExamplesMax = 20
}
