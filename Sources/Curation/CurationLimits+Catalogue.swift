/// The bounds of checks of the own catalogue.
extension CurationLimits {
    /// Films and series that are looked at together.
    static let checkedAtOnce = 50
    /// Titles of one name that are compared with each other.
    static let namesakesMax = 100
    /// Years that two entries of one film may be apart.
    static let twinYearsApartMax = 1
    /// Minutes that two entries of one film may differ in length.
    static let twinMinutesApartMax = 5.0
    /// From which confidence on two titles are proposed as the same.
    static let twinConfidenceMin = 0.7
    /// Proposals are never quite sure.
    static let twinConfidenceMax = 0.98
    /// Words of a plot below which plots are not compared.
    static let plotWordsMin = 8
    /// Letters of a word below which it says nothing about a plot.
    static let plotWordLettersMin = 4
    /// A film may be this much longer or shorter than its file, as a part and in minutes; both must be more.
    static let runtimeShareMax = 0.15
    static let runtimeMinutesMax = 10.0
    /// Years that a file's name may be off.
    static let nameYearsApartMax = 1
    /// The size that files are taken to have when their names are read: no sample is as large.
    static let assumedFileBytes: Int64 = 4_294_967_296
}
