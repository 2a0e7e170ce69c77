/// What the administrator sees of a kind of job before it runs.
package struct JobDefinition: Sendable, Hashable {
    /// The name in addresses, records and the queue; never changes.
    package let name: String
    /// One sentence for people.
    package let description: String
    /// In force until somebody edits it.
    package let defaultSchedule: JobSchedule
    /// The names of the steps that a run reports.
    package let steps: [String]
    /// The counts that a completed run gives.
    package let resultMembers: [String]

    init(
        _ name: String, _ description: String, _ rule: ScheduleRule, steps: [String], resultMembers: [String]
    ) {
        self.name = name
        self.description = description
        defaultSchedule = JobSchedule(clamping: rule)
        self.steps = steps
        self.resultMembers = resultMembers
    }
}
