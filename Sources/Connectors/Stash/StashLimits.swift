/// The bounds of what is asked of Stash, behind which is a SQLite with one writer.
extension ConnectorsLimits {
    /// An answer that nobody waits for, of up to `stashPlainRows` rows; larger pages get as much more.
    package static let stashSeconds = 30.0
    package static let stashPlainRows = 250
    /// Counting is given up rather than waited for: after this part of an answer's time, which is 3 s.
    static let stashCountPart = 0.1
    /// A page of 1,000 scenes with their files and names has some 5 MB; larger answers are asked for in parts.
    package static let stashAnswerBytesMax = 32 << 20
    /// Pages at the same time, and everything else beside them: four in all.
    package static let stashParallel = 2
    package static let stashInteractiveParallel = 2
    /// The waits before a question is repeated that met no answer or a fault that may pass.
    static let stashRetrySeconds = [1.0, 2.0, 4.0]
    /// By what share a wait may be longer or shorter, so that not all come back at once.
    static let stashJitter = 0.25
    /// Rows of one page that may fail; then it is the archive that fails.
    package static let stashRowFailuresMax = 20
    /// Characters of what Stash says about a refusal.
    static let stashWordsMax = 300
    static let stashKeyBytesMax = 4_096
    /// Digits of an id: those of a number of 63 bits.
    static let stashIDDigitsMax = 18
    /// Entries of any list of a scene, a studio, a tag or a performer.
    static let stashEntriesMax = 1_000
}
