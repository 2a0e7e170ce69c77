#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What text in one language looks like beyond ASCII, and in which encodings it used to be written.
///
/// A weight is the logarithm of how much likelier a scalar is than one of a hundred equally likely ones. So the sums
/// over the same bytes, read in different encodings, can be compared. Weights are whole hundredths, because the order
/// of addition must not matter to texts that read equally well in two encodings.
struct LanguageModel: Sendable {
    /// ISO 639-1 codes, as `LanguageCode` gives them.
    let codes: Set<String>
    /// The usual one first.
    let encodings: [TextEncoding]
    /// Frequent words of nothing but ASCII letters, which read the same in every encoding.
    let words: [String]
    private let script: ScalarClass
    private let weights: [Unicode.Scalar: Int]
    private let classWeights: [ScalarClass: Int]

    /// Relative frequencies of the groups of letters, from the most to the least frequent.
    private static let groupMasses = [16.0, 8.0, 3.0, 1.0, 0.3]

    /// A language with an alphabet: its letters beyond ASCII in groups from frequent to rare, separated by blanks.
    /// A dash keeps the place of a group without letters.
    init(
        _ codes: Set<String>, _ encodings: [TextEncoding], script: ScalarClass = .latin, letters: String,
        words: String = ""
    ) {
        // By scalars, because a mark would join the blank before it.
        let groups = letters.unicodeScalars.split(separator: " ").map(Array.init)
        let masses = zip(groups, Self.groupMasses).flatMap { group, mass in group.map { ($0, mass) } }
        let total = masses.reduce(0) { $0 + $1.1 }
        self.init(
            codes, encodings, script: script,
            weights: Dictionary(
                masses.map { ($0, Int((100 * log(100 * $1 / total)).rounded())) }, uniquingKeysWith: max),
            words: words.split(separator: " ").map(String.init))
    }

    /// A language with thousands of signs: the frequent ones, and what others of a class weigh. The signs are two bytes
    /// long, so that the weights are measured against ten thousand equally likely ones.
    init(
        _ codes: Set<String>, _ encodings: [TextEncoding], frequent: String, classWeights: [ScalarClass: Int]
    ) {
        let weight = 370
        let weights = frequent.unicodeScalars.map { ($0, weight) }
        self.init(
            codes, encodings, script: .ideograph, weights: Dictionary(weights, uniquingKeysWith: max),
            classWeights: classWeights)
    }

    private init(
        _ codes: Set<String>, _ encodings: [TextEncoding], script: ScalarClass,
        weights: [Unicode.Scalar: Int] = [:], classWeights: [ScalarClass: Int] = [:], words: [String] = []
    ) {
        self.codes = codes
        self.encodings = encodings
        self.script = script
        self.weights = weights
        self.classWeights = classWeights
        self.words = words
    }

    /// What one occurrence of a scalar tells, in hundredths. Letters are given as small ones.
    func weight(of scalar: Unicode.Scalar) -> Int {
        if let weight = weights[scalar] { return weight }
        let scalarClass = ScalarClass(scalar)
        if let weight = classWeights[scalarClass] { return weight }
        switch scalarClass {
        case .ascii: return 0
        case .typographic: return 70
        case .noBreakSpace: return -30
        case .symbol: return -160
        case .control, .privateUse: return -700
        case .fault: return -900
        default: return scalarClass == script ? -300 : -500
        }
    }
}
