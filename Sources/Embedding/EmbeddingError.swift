/// What can go wrong between a text and its vector. Every description says what to do.
package enum EmbeddingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A file of the model folder is not there or cannot be read.
    case fileMissing(path: String, reason: String)
    /// A file ends before, or lies about, what it must hold.
    case fileDamaged(path: String, reason: String)
    /// A tensor has a number format that the encoder does not read.
    case wrongType(tensor: String, type: String)
    /// A tensor has another shape than the configuration says.
    case wrongShape(tensor: String, found: [Int], expected: [Int])
    /// A tensor that the encoder needs is not in the file.
    case tensorMissing(tensor: String)
    /// The configuration describes something that the encoder cannot run.
    case unknownConfiguration(String)
    /// The vocabulary does not belong to the weights.
    case vocabularyMismatch(String)
    /// The remote endpoint refused for good: key, permission, model name or credit.
    case remoteRefused(status: Int, message: String)
    /// The remote endpoint did not answer, or failed after all repetitions.
    case remoteUnavailable(String)
    /// The remote endpoint's answer cannot be used.
    case remoteAnswerInvalid(String)
    /// The time limit of a query has passed.
    case timedOut(seconds: Double)

    package var description: String {
        switch self {
        case .fileMissing(let path, let reason):
            "Embedding model file \(path) cannot be read (\(reason)). \(Self.remedy)"
        case .fileDamaged(let path, let reason):
            "Embedding model file \(path) is damaged: \(reason). \(Self.freshRemedy)"
        case .wrongType(let tensor, let type):
            "Tensor \(tensor) has type \(type); the encoder reads F32, F16 and BF16. \(Self.otherRemedy)"
        case .wrongShape(let tensor, let found, let expected):
            "Tensor \(tensor) has shape \(found) where config.json asks for \(expected). \(Self.otherRemedy)"
        case .tensorMissing(let tensor):
            "Tensor \(tensor) is missing, so this is no BERT encoder. \(Self.otherRemedy)"
        case .unknownConfiguration(let reason):
            "The embedding model's configuration is not supported: \(reason). \(Self.otherRemedy)"
        case .vocabularyMismatch(let reason):
            "vocab.txt does not belong to this embedding model: \(reason). \(Self.freshRemedy)"
        case .remoteRefused(let status, let message):
            "The embedding endpoint refused (\(status)): \(message). Check its address, key, model name and credit."
        case .remoteUnavailable(let reason):
            "The embedding endpoint is not available: \(reason). Check that it runs, then try again."
        case .remoteAnswerInvalid(let reason):
            "The embedding endpoint's answer is unusable: \(reason). Check that the model makes embeddings."
        case .timedOut(let seconds):
            "The embedding endpoint took longer than \(seconds) s. Try again, or use the built-in model."
        }
    }

    private static let remedy = "Run `make model`, or set the model folder."
    private static let freshRemedy = "Delete the folder and run `make model`."
    private static let otherRemedy = "Run `make model`, or choose a BERT model folder."
}
