import Foundation
import Host

/// A folder of a test's own, and what is in it.
struct LibraryTree: Sendable {
    let root: String

    init() throws {
        root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/libraries-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: root) }

    /// Every file below a folder by its path: its text, or where it leads as a link. Empty folders end with a slash.
    func files(_ folder: String = "") throws -> [String: String] {
        var files: [String: String] = [:]
        try collect(folder.isEmpty ? root : root + "/" + folder, "", &files)
        return files
    }

    private func collect(_ folder: String, _ prefix: String, _ files: inout [String: String]) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        if names.isEmpty, !prefix.isEmpty { files[prefix] = "" }
        for name in names {
            let path = folder + "/" + name
            if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
                files[prefix + name] = "-> " + target
            } else if let data = FileManager.default.contents(atPath: path) {
                files[prefix + name] = String(decoding: data, as: UTF8.self)
            } else {
                try collect(path, prefix + name + "/", &files)
            }
        }
    }

    /// What tells a file from one that was written anew, by path.
    func identities() throws -> [String: FileIdentity] {
        var found: [String: FileIdentity] = [:]
        for (path, text) in try files() where !text.hasPrefix("-> ") && !path.hasSuffix("/") {
            found[path] = try RealPath(of: HostPath(root + "/" + path)).identity
        }
        return found
    }

    func write(_ text: String, at path: String) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func link(_ path: String, to target: String) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: target)
    }
}
