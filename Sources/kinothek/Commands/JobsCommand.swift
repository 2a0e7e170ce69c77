import Administration
import ArgumentParser
import Basics
import Domain
import Foundation
import Jobs
import Server

/// `kinothek jobs …`
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs", abstract: "The jobs that keep the library up to date.",
        subcommands: [List.self, Run.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the jobs, when they run, and how the last run went.")
        @OptionGroup var options: DataOptions

        func run() async throws {
            let entries = try await options.withInstallation { try await $0.features.jobs.roster.entries() }
            if entries.isEmpty { Terminal.note("No job can run here: there is no media server and no model.") }
            for entry in entries {
                let last = entry.last.map { "\($0.status.rawValue) \($0.completedAt.iso8601)" } ?? "never ran"
                let state = entry.open == nil ? last : "running"
                Terminal.say("\(entry.definition.name)  \(entry.schedule.formatted)  \(state)")
            }
        }
    }

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a job and wait for its end.",
            discussion: """
                When the job runs already, the running one is waited for. Where a language model writes for it, what \
                that costs is said first.
                """)
        @OptionGroup var options: DataOptions
        @Argument(help: "The job, as `kinothek jobs list` names it.") var name: String

        func run() async throws {
            try await options.withInstallation { installation in
                if let cost = try await installation.cost(ofJob: name) { Terminal.note(cost.words) }
                try await follow(try await start(installation.features.jobs.roster), installation)
            }
        }

        private func start(_ roster: JobRoster) async throws -> JobID {
            do {
                return try await roster.start(name).id
            } catch JobRosterError.isOpen(let id) {
                Terminal.note("The job runs already; waiting for its end.")
                return id
            } catch JobRosterError.unknownJob {
                throw ValidationError("There is no job \(name) here; `kinothek jobs list` shows all.")
            }
        }

        private func follow(_ id: JobID, _ installation: Installation) async throws {
            let bar = ProgressBar(name)
            let queue = installation.features.queue
            let ended = try await installation.withWorkers(for: name) {
                try await queue.wait(for: id) { job in
                    let report = JobProgressReport(of: job)
                    bar.show(report.overallProgress, of: 100, report.currentItem ?? report.currentStep)
                }
            }
            bar.end()
            try tell(JobProgressReport(of: ended))
        }

        private func tell(_ report: JobProgressReport) throws {
            for line in report.logs where line.level == .warn || line.level == .error { Terminal.note(line.message) }
            guard report.status == .completed else {
                Terminal.note("The job \(report.status.rawValue): \(report.error ?? "no reason given").")
                throw ExitCode.failure
            }
            let counts = (report.result ?? [:]).sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            Terminal.say(counts.isEmpty ? "done" : counts.joined(separator: ", "))
        }
    }
}
