/// The bounds of syncs, of plans that are applied or undone, and of what is asked while somebody waits.
enum CurationLimits {
    /// Pages of one walk over the archive at most.
    static let pagesMax = 1_000_000
    /// Errors that a report of a sync names; the rest is counted.
    static let syncErrorsMax = 100
    /// A set of scenes that is less than half of what is known is believed when it is seen again within this time.
    static let doubtSeconds = 3_600.0
    /// After this time a sync of what has changed also compares which scenes there are.
    static let comparisonSeconds = 86_400.0
    /// Rows of a comparison that are asked of the archive at a time.
    static let stampsPerPage = 1_000
    /// Scenes that a comparison finds to be outdated and that are read one by one; of more, all are read.
    static let outdatedScenesMax = 500
    /// Rows that are asked for one by one at a time.
    static let asksAtOnce = 4
    /// Rows that are asked for, and removed when they are gone, in one go.
    static let removedAtOnce = 200
    /// Scenes that are asked for one by one and taken over together.
    static let scenesAskedAtOnce = 50
    /// How long counts of what a sync would read are used again.
    static let pendingSeconds = 30.0
    /// Jobs that wait or run in the list of them at most.
    static let activeJobsMax = 1_000

    /// Subjects of a plan that are read at a time.
    static let subjectsPerPage = 50
    /// Groups of the journal, of what was written together, that are read at a time.
    static let groupsPerPage = 50
    /// Rounds over the pages of a plan at most.
    static let planPagesMax = 1_000_000
    /// How long a plan is held without a sign of its holder.
    static let holdSeconds = 300.0
    /// Problems that a report of a plan names; the rest is counted.
    static let problemsMax = 1_000
    /// Problems that a job tells of in its log.
    static let problemLinesMax = 100
    /// Characters of a name.
    static let nameCharactersMax = 255
    /// Names of one change.
    static let namesPerChangeMax = 200
    /// Characters of what went wrong with one change.
    static let problemCharactersMax = 500

    /// Scenes whose tags are changed in one call.
    static let scenesPerCallMax = 1_000
    /// Seconds between two looks of what starts by itself.
    static let automaticLookSeconds = 30.0
    /// The latest analyses of new scenes of which sure proposals are applied by themselves.
    static let automaticPlansLooked = 20
    /// Older ones are left to people: a day.
    static let automaticPlanSeconds = 86_400.0
}
