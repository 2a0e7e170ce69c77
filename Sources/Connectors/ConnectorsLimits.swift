/// The bounds of every outgoing request.
package enum ConnectorsLimits {
    package static let connectSeconds: Int64 = 5
    /// An answer that is larger is refused; the largest honest one is 128 embeddings of 3,072 numbers as text.
    package static let answerBytesMax = 32 << 20
    /// Bytes that a compressed answer may unpack to.
    package static let unpackedBytesMax = 64 << 20
    package static let connectionsPerHost = 8
    /// Chat answers of small local models can take minutes, because the first call loads the model.
    package static let chatSeconds = 60.0
    package static let chatSecondsPrivate = 300.0
    /// Tokens that a facet answer may have; two short texts need far fewer.
    package static let facetTokensMax = 400
    /// The same for models that count their hidden reasoning as part of the answer.
    package static let facetReasoningTokensMax = 4_000
    package static let facetTemperature = 0.3
    /// Characters of an overview that are shown to a chat model.
    package static let promptOverviewCharactersMax = 4_000
    /// Genres or keywords that are shown to a chat model.
    package static let promptNamesMax = 40
    /// Characters of a title, a genre or a keyword that are shown to a chat model.
    package static let promptNameCharactersMax = 200
    /// Characters of a chat model's answer that are searched for the facets.
    package static let facetAnswerCharactersMax = 20_000
    /// Places of that answer at which an object is tried.
    package static let facetObjectsMax = 32
    /// Characters of a facet text from a chat model that are kept.
    package static let facetCharactersMax = 600
    /// What a person waits for a model to read a query; then the query is searched as it is.
    package static let querySeconds = 8.0
    /// Chat requests that run at the same time.
    package static let chatParallel = 4
    /// Repetitions of one chat request after temporary failures.
    package static let chatRetriesMax = 3
    /// For so long it is remembered which parts of a request an endpoint refuses.
    package static let chatDialectSeconds = 3_600.0
    /// A refused or broken endpoint is left alone for this long after so many failures in a row.
    package static let circuitFailures = 5
    package static let circuitSeconds = 30.0
}
