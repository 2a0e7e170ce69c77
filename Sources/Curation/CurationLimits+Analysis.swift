/// The bounds of analyses.
extension CurationLimits {
    /// Scenes that are read and looked at together without a language model.
    static let analysedAtOnce = 500
    /// The same with one, of which each question takes some of them.
    static let analysedWithModelMax = 500
    /// Warnings that are kept; the rest is counted.
    static let warningsMax = 50
    /// Ids that are not known here and are named.
    static let missingScenesMax = 1_000
    static let planNameCharactersMax = 255
    /// Plans of analyses that start by themselves which are looked for among the newest jobs of their kind.
    static let automaticJobsLooked = 20

    /// Names of a kind that are offered to the language model with one question, and bytes of them.
    static let candidatesMax = 150
    static let candidateBytesMax = 9_000
    static let candidateNameBytesMax = 80
    /// Of these, those that share words with the scenes.
    static let lexicalCandidatesMax = 100
    /// Names near in meaning that are looked for, for each scene at least and for all of a question together.
    static let meaningPerSceneMin = 5
    static let meaningPerQuestion = 100
    /// Bytes of what a question tells of one scene: title, path, details; and of all its scenes together.
    static let toldTitleBytesMax = 200
    static let toldPathBytesMax = 300
    static let toldDetailsBytesMax = 600
    static let toldNamesMax = 30
    static let questionBytesMax = 30_000
    /// Tokens of an answer: for each scene, and at most.
    static let answerTokensPerScene = 300
    static let answerTokensMax = 8_000
    static let answerTokensMin = 1_000
    /// Entries of an answer of one kind and scene that are read.
    static let suggestionsMax = 50

    /// Details with fewer characters may get a text of the language model.
    static let shortDetailsCharacters = 50
    static let writtenDetailsCharactersMax = 500
    /// A text of which this part of the words is in the present one already is none.
    static let sameWordsPart = 0.8
    /// Where the language model does not say how sure it is.
    static let modelConfidence = 0.5
}
