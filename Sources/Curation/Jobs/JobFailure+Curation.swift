import Domain
import Jobs

extension JobFailure {
    /// What a job ends with. The archive has been asked several times when it fails, so the job is not tried again by
    /// itself, and neither is what cannot be done; everything else stays as it is.
    static func curation(_ error: any Error) -> any Error {
        switch error {
        case let failure as ArchiveFailure: JobFailure(failure.description, isPermanent: true)
        case let error as CurationError: JobFailure(text(of: error), isPermanent: true)
        default: error
        }
    }

    private static func text(of error: CurationError) -> String {
        switch error {
        case .noArchive: "No Stash server is set up."
        case .otherArchive(let planned, let present):
            "The plan was made for \(planned), and stash.url names \(present)."
        case .unknownPlan: "The plan does not exist any more."
        case .planIsHeld: "The plan is being applied."
        case .planIsBuilding: "The plan is still being made."
        case .planApplied: "The plan has already been applied."
        case .planHasNothing: "The plan has nothing to apply."
        case .nothingToUndo: "The plan has nothing to undo."
        case .nothingSelected, .nothingMatches: "There are no scenes to work on."
        default: "The job cannot be done any more."
        }
    }
}
