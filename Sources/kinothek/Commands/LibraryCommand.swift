import ArgumentParser
import Catalogue
import Domain
import Foundation
import Jobs
import Server

/// `kinothek library …`
struct LibraryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library", abstract: "The folders with films and series of your own.",
        subcommands: [Add.self, List.self, Scan.self, Remove.self, Purge.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a library of a folder, or add the folder to one.",
            discussion: """
                For example
                  kinothek library add Films /srv/films --kind movies
                  kinothek library scan Films
                Nothing is ever written into the folder.
                """)
        @OptionGroup var options: DataOptions
        @Argument(help: "What the library is called.") var name: String
        @Argument(help: "The folder.", completion: .directory) var path: String
        @Option(help: "movies, series or mixed.") var kind: MediaLibraryKind

        func run() async throws {
            let folder = URL(fileURLWithPath: path).standardizedFileURL.path
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
                throw ValidationError("There is no folder \(folder).")
            }
            let library = try await options.withInstallation {
                try await $0.features.media.add(folder, to: name, kind: kind)
            }
            Terminal.say("\(library.id)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the libraries and what they hold.")
        @OptionGroup var options: DataOptions

        func run() async throws {
            let (libraries, counts) = try await options.withInstallation {
                (try await $0.features.media.all(), try await $0.features.media.counts())
            }
            for library in libraries {
                let count = counts[library.id] ?? MediaCounts()
                Terminal.say(
                    "\(library.id)  \(library.name)  \(library.kind.rawValue)  \(count.movies) films, "
                        + "\(count.series) series, \(count.episodes) episodes, \(count.missing) files missing")
                for folder in library.folders { Terminal.say("    \(folder.path)") }
                if let status = library.scanStatus { Terminal.say("    last scan: \(status)") }
            }
        }
    }

    struct Scan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look through one library, or all, and wait for the end.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The library; all without it.") var name: String?
        @Flag(help: "Look at everything again, and take a folder on another disk for what it is.") var full = false

        func run() async throws {
            try await options.withInstallation { installation in
                let media = installation.features.media
                let library = if let name { try await media.library(named: name) } else { MediaLibrary?.none }
                let job = try await media.requestScan(of: library?.id, isFull: full)
                try await follow(job, installation)
                try await IndexRun(installation: installation).waitForIndex()
            }
        }

        private func follow(_ job: Job, _ installation: Installation) async throws {
            let bar = ProgressBar("Scanning")
            let queue = installation.features.queue
            let ended = try await installation.withWorkers(for: job.name) {
                try await queue.wait(for: job.id) { job in
                    bar.show(job.progress.done, of: job.progress.total, job.progress.message)
                }
            }
            bar.end()
            guard ended.state == .succeeded else {
                Terminal.note("The scan \(ended.state.rawValue): \(ended.failure ?? "no reason given").")
                throw ExitCode.failure
            }
            Terminal.say(ended.progress.message)
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a library; files, ratings and histories stay.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The library.") var name: String

        func run() async throws {
            try await options.withInstallation { installation in
                let library = try await installation.features.media.library(named: name)
                try await installation.features.media.remove(library.id)
            }
        }
    }

    struct Purge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget files that are missing since 30 days.",
            discussion: "Titles without any file are no longer listed; ratings and histories stay.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The library; all without it.") var name: String?
        @Option(help: "Only files missing for so many days.") var days = 30

        func run() async throws {
            let count = try await options.withInstallation { installation in
                let media = installation.features.media
                let library = if let name { try await media.library(named: name) } else { MediaLibrary?.none }
                return try await media.purge(missingForDays: days, in: library?.id)
            }
            Terminal.say("\(count) files forgotten")
        }
    }
}

extension MediaLibraryKind: ExpressibleByArgument {}
