/// Limits of recommendations and channels.
extension DomainLimits {
    /// Of one person and kind.
    package static let recommendationRunsKept = 50
    /// Older runs are listed without what they chose.
    package static let recommendationRunsWithCandidates = 5
    /// Of a run by base score; the selected ones are stored in any case.
    package static let candidatesStored = 100
    package static let evidenceStored = 10
    package static let traitCastMax = 8
    package static let omissionsMax = 500
    package static let channelsMax = 200
    package static let channelNameCharactersMax = 200
    package static let channelTextCharactersMax = 2_000
    package static let channelItemsMax = 500
    package static let channelExamplesMax = 100
    package static let channelGenresMax = 50
    /// Of each kind, which is a year of nights.
    package static let measurementsKept = 400
}
