import Curation
import Domain
import Foundation

/// What jobs of the archive and of plans are, and what came of them, in words.
enum JobWords {
    static func title(_ job: Job) -> String {
        switch job.name {
        case CurationJobNames.sceneSync: "Reading scenes from Stash"
        case CurationJobNames.syncAll: "Reading everything from Stash"
        case CurationJobNames.performerSync: "Reading performers from Stash"
        case CurationJobNames.tagSync: "Reading tags from Stash"
        case CurationJobNames.studioSync: "Reading studios from Stash"
        case CurationJobNames.sceneAnalysis: "Looking through scenes"
        case CurationJobNames.batchAnalysis: "Looking through new scenes"
        case CurationJobNames.applyPlan: "Applying a plan"
        case CurationJobNames.undoPlan: "Taking a plan back"
        case CurationJobNames.catalogueAnalysis: "Checking your own catalogue"
        default: job.name
        }
    }

    /// What a job that is over came to.
    static func outcome(_ job: Job) -> String {
        switch job.state {
        case .cancelled: return "stopped; what it had done stays"
        case .failed: return "failed. \(job.failure ?? "The server's log says why.")"
        case .waiting, .running: return "under way"
        case .succeeded: return JobOutcome(job)?.words ?? "done"
        }
    }
}

/// The counts of a job's result; those that it has not are zero.
struct JobOutcome: Sendable {
    private let counts: [String: Int]
    /// What has to be told one by one: rows that went wrong, and names that a plan had made.
    let details: [String]

    /// Nil without a result.
    init?(_ job: Job) {
        guard let result = job.result,
            let members = try? JSONSerialization.jsonObject(with: Data(result.utf8)) as? [String: Any]
        else { return nil }
        counts = members.compactMapValues { ($0 as? NSNumber)?.intValue }
        details = Self.details(members)
    }

    private static func details(_ members: [String: Any]) -> [String] {
        func rows(_ name: String) -> [[String: Any]] { members[name] as? [[String: Any]] ?? [] }
        func text(_ row: [String: Any], _ name: String) -> String? { row[name] as? String }
        let problems = rows("errors").map { row in
            let place = text(row, "scene_id").map { "Scene \($0)" } ?? text(row, "entity") ?? "Something"
            let part = text(row, "field") ?? text(row, "id")
            let reason = text(row, "error") ?? text(row, "message") ?? "it is not known why"
            return [place, part].compactMap(\.self).joined(separator: ", ") + ": " + reason
        }
        let gone = rows("removed_tags").compactMap { text($0, "name") }.map {
            "The tag “\($0)”, which the plan had made, is gone again."
        }
        let staying = rows("staying_names").compactMap { row in
            text(row, "name").map {
                "The \(text(row, "type") ?? "name") “\($0)”, which the plan had made, stays in Stash. Remove it there "
                    + "if nobody needs it."
            }
        }
        let all = problems + gone + staying
        guard all.count > WebLimits.detailsShown else { return all }
        let more = Moments.grouped(all.count - WebLimits.detailsShown)
        return all.prefix(WebLimits.detailsShown) + ["And \(more) more."]
    }

    func count(_ name: String) -> Int { counts[name] ?? 0 }

    /// The number of the plan that came of it.
    var plan: Int? { counts["plan_id"] }

    /// Changes that could not be written.
    var failed: Int { count("failed_changes") }

    var words: String? {
        if counts["scenes_analyzed"] != nil {
            let changes = count("total_changes")
            let found = changes == 0 ? "nothing to change" : Moments.count(changes, "change") + " proposed"
            return "\(Moments.count(count("scenes_analyzed"), "scene")) looked at, \(found)"
        }
        if plan != nil { return planWords }
        return CurationWords.list([
            (count("created_items"), "new"), (count("updated_items"), "changed"),
            (count("skipped_items"), "as before"), (count("deleted_items"), "gone"),
            (count("failed_items"), "could not be read"),
        ])
    }

    private var planWords: String {
        CurationWords.list([
            (count("applied_changes"), "applied"), (failed, "could not be written"),
            (count("skipped_changes"), "left out"), (count("restored_changes"), "taken back"),
            (count("kept_changes"), "left alone, as somebody edited them since"),
        ]) ?? "nothing was to be done"
    }
}
