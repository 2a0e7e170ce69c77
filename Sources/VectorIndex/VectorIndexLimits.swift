/// Bounds of the vector index. Sizes are in the unit that the name ends with.
package enum VectorIndexLimits {
    /// Vectors have 1 to this many elements.
    package static let dimensionMax = 4096
    /// Rows are numbered in 32 bits.
    static let rowsMax = 1 << 30
    /// A full segment holds about this many elements per matrix, so that a copy or a compaction of one stays short.
    static let segmentElements = 1 << 21
    static let segmentRowsMin = 256
    static let segmentRowsMax = 4096
    /// The newest segment starts this small and grows, so that a small index stays small.
    static let segmentRowsFirst = 64
    static let segmentGrowth = 4
    /// Rows that a guaranteed search collects before it knows how many it needs.
    static let candidatesMin = 256
    static let candidatesPerHit = 4
    static let candidateGrowth = 4
    /// Candidates beyond the wanted hits that are sorted: the best ones raise the score to beat soonest.
    static let candidatesSorted = 14
    /// How many candidates ahead the memory for the tighter bound is asked for.
    static let boundsAhead = 8
    /// So many titles are ranked by their facet matrices at once: little work, and exact without condition.
    static let exhaustiveTitlesMax = 2048
    /// Titles that the combined vector proposes for the product's ranking, and up to how many when it is close.
    static let facetWindowMin = 512
    static let facetWindowPerHit = 4
    static let facetWindowGrowth = 4
    /// So many titles are all proposed: keeping them costs less than a second scan.
    static let facetWindowWhole = 16384
    static let facetWindowMax = 32768
    /// Negative cosines, weighted, that the window allows for: a title whose sum is smaller is never missed.
    /// Sentence embeddings of film texts rarely go below -0.1 for any facet.
    static let clampAllowance = 0.02
    /// Parts of the key table; a batch of changes copies only those that it touches.
    static let keyShards = 256
    package static let modelNameBytesMax = 512
    /// Bytes that one system call writes.
    static let writeChunkBytes = 1 << 22
}
