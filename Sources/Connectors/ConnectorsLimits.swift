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
    /// The same of longer texts.
    package static let answerCharactersMax = 100_000
    /// Characters of what a chat model is asked about.
    package static let questionCharactersMax = 60_000
    /// How much more a model may write that counts its hidden reasoning as part of the answer.
    package static let reasoningTokensFactor = 4
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

    /// A question for an endpoint's models, the bytes and entries of its answer, and how long that is remembered.
    package static let modelListSeconds = 4.0
    package static let modelListBytesMax = 4 << 20
    package static let modelListEntriesMax = 1_000
    package static let modelListKeptSeconds = 60.0

    /// A request to an identity provider, and the bytes of its answers.
    package static let openIDSeconds = 10.0
    package static let openIDBytesMax = 1 << 20
    /// How long a provider's discovery document is remembered.
    package static let openIDDocumentSeconds = 3_600.0
    package static let openIDKeysMax = 64
    package static let openIDKeyBitsMin = 2_048
    package static let openIDTokenBytesMax = 64 << 10
    /// OpenID Connect Core section 2: a subject has at most 255 ASCII characters.
    package static let openIDSubjectBytesMax = 255
    /// By how much the provider's clock and ours may differ.
    package static let openIDLeewaySeconds = 60.0

    /// Bytes of kept pictures; beyond it a quarter is freed.
    package static let pictureCacheBytesMax = 512 << 20
    package static let pictureCacheShare = 4
    /// TMDB's terms want nothing to be kept beyond six months: 150 days.
    package static let pictureSecondsKept = 12_960_000.0
    /// New pictures after which the folder's size is looked at again.
    package static let pictureWritesPerSweep = 64
}

/// The bounds of what is asked of TMDB; its own are looser and subject to change.
extension ConnectorsLimits {
    package static let tmdbSeconds = 10.0
    /// The largest honest answer, a film with a cast of hundreds, has some 300 kB.
    package static let tmdbAnswerBytesMax = 4 << 20
    package static let tmdbPerSecond = 35
    package static let tmdbParallel = 8
    /// The waits before a question is repeated that met a fault of the other side.
    static let tmdbRetrySeconds = [0.5, 2.0]
    /// The wait after an answer that says "too fast", whatever that asks for.
    package static let tmdbTooFastSecondsMin = 2.0
    package static let tmdbTooFastSecondsMax = 10.0
    /// Answers kept in memory, of some kilobytes each.
    package static let tmdbAnswersKept = 1_000
    package static let tmdbDetailsSeconds = 7 * 86_400.0
    /// For series that get new episodes.
    package static let tmdbRunningSeriesSeconds = 86_400.0
    package static let tmdbSearchSeconds = 86_400.0
    /// So long it is remembered that there is no such id.
    package static let tmdbUnknownSeconds = 86_400.0
    /// Members of a cast that are taken over, in billing order.
    package static let tmdbCastMax = 30
    /// Entries of any other list that are taken over.
    package static let tmdbNamesMax = 100
    static let tmdbYears = 1870...2200

    /// The largest originals have about 10 MB.
    package static let pictureBytesMax = 16 << 20
    package static let picturesParallel = 8
    package static let picturePathBytesMax = 120
}
