import ArgumentParser
import Domain
import Foundation
import Server
import Streaming

/// `kinothek app …`
struct AppCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "app", abstract: "Releases of the Android app that this server hands out.",
        subcommands: [Publish.self])

    struct Publish: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Publish a package; prints what clients are told of it.")
        @OptionGroup var options: DataOptions
        @Argument(help: "The .apk file.", completion: .file(extensions: ["apk"])) var file: String
        @Option(help: "The version's number; must be above that of the channel's last release.") var versionCode: Int
        @Option(help: "The version's name.") var versionName: String
        @Option(help: "stable or beta.") var channel: UpdateChannel = .stable
        @Flag(help: "Nobody may skip it.") var mandatory = false
        @Option(help: "Installed versions below it have to update.") var minSupported: Int?
        @Option(help: "What is new, in a sentence.") var summary: String?
        @Option(help: "What is new; can be given several times.") var item: [String] = []

        func run() async throws {
            let release = try await options.withInstallation { installation in
                let updates = installation.features.updates
                let copy = try await updates.makeUpload()
                defer { try? FileManager.default.removeItem(atPath: copy) }
                try FileManager.default.copyItem(atPath: file, toPath: copy)
                var draft = AppReleaseDraft(versionCode: versionCode, versionName: versionName)
                (draft.channel, draft.isMandatory, draft.versionCodeMin) = (channel, mandatory, minSupported)
                (draft.summary, draft.items) = (summary, item)
                return try await updates.publish(draft, file: copy, named: URL(fileURLWithPath: file).lastPathComponent)
            }
            Terminal.say("\(release.channel.rawValue)  \(release.versionCode)  \(release.fileName)  \(release.sha256)")
        }
    }
}

extension UpdateChannel: ExpressibleByArgument {}
