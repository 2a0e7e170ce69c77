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
        let folder = FileManager.default.temporaryDirectory
        let list = folder.appending(path: "kinothek-files-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: list) }
        // Quoted for the shell; a path with an apostrophe would need more.
        let command = "git -C '\(root.path)' ls-files --cached --others --exclude-standard > '\(list.path)'"
        guard system(command) == 0 else { return [] }
        guard let data = try? Data(contentsOf: list) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }()
}
