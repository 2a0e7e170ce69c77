import Foundation

/// One tracked text file of the repository.
struct SourceFile {
    let path: String
    let text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
}

/// The repository's own files: what git would commit, without anything a build or a download left behind.
enum SourceTree {
    static let root: URL = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let textFiles: [SourceFile] = paths.compactMap { path in
        guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else { return nil }
        return SourceFile(path: path, text: text)
    }

    static let swiftFiles = textFiles.filter { $0.path.hasSuffix(".swift") }
    static let productFiles = swiftFiles.filter { $0.path.hasPrefix("Sources/") }

    private static let paths: [String] = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        process.currentDirectoryURL = root
        // A file, because a pipe could be inherited by a process that another test starts.
        let list = FileManager.default.temporaryDirectory.appending(path: "kinothek-files-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: list) }
        guard (try? Data().write(to: list)) != nil, let output = try? FileHandle(forWritingTo: list) else { return [] }
        process.standardOutput = output
        guard (try? process.run()) != nil else { return [] }
        process.waitUntilExit()
        guard let data = try? Data(contentsOf: list) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }()
}
