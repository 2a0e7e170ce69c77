/// Where a folder that the media server sees lies on this machine.
package struct PathMapping: Hashable, Sendable {
    /// The folder as the server writes it: `/media`, `D:\Films`, `\\nas\films`.
    package let serverPrefix: String
    /// The same folder here.
    package let localPrefix: String

    package init(serverPrefix: String, localPrefix: String) {
        self.serverPrefix = serverPrefix
        self.localPrefix = localPrefix
    }

    /// Reads `/media=/srv/media`: the server's folder, then the absolute one here. Nil for anything else.
    package init?(_ text: String) {
        guard let sign = text.lastIndex(of: "=") else { return nil }
        let (server, local) = (text[..<sign], text[text.index(after: sign)...])
        guard ServerPath(String(server)) != nil, local.hasPrefix("/") else { return nil }
        self.init(serverPrefix: String(server), localPrefix: String(local))
    }
}

extension [PathMapping] {
    /// The path on this machine; nil when no mapping covers it.
    ///
    /// The longest prefix wins. A prefix covers whole folders only, so `/media/tv` says nothing of `/media/tv2`.
    /// Paths with a drive letter or a share are compared in any case and become paths with slashes. Addresses and
    /// paths that climb with `..` are covered by nothing.
    package func localPath(of serverPath: String) -> String? {
        guard let path = ServerPath(serverPath), !path.steps.contains("..") else { return nil }
        let matches = compactMap { mapping -> (depth: Int, path: String)? in
            guard let prefix = ServerPath(mapping.serverPrefix), let rest = path.steps(below: prefix) else {
                return nil
            }
            return (prefix.steps.count, mapping.localPrefix.joined(with: rest))
        }
        return matches.max { $0.depth < $1.depth }?.path
    }
}

/// A path taken apart.
private struct ServerPath {
    let steps: [Substring]
    /// Of Windows: either slash, either case.
    let isWindows: Bool

    init?(_ text: String) {
        let bytes = Array(text.utf8.prefix(3))
        let hasDrive = bytes.count >= 2 && bytes[1] == UInt8(ascii: ":") && Self.isLetter(bytes[0])
        isWindows = hasDrive || text.hasPrefix("\\\\")
        guard isWindows || text.hasPrefix("/") else { return nil }
        let isWindows = isWindows
        steps = text.split { $0 == "/" || (isWindows && $0 == "\\") }
    }

    /// What follows the prefix; nil when this path is not below it.
    func steps(below prefix: ServerPath) -> ArraySlice<Substring>? {
        guard isWindows == prefix.isWindows, steps.count >= prefix.steps.count else { return nil }
        let isBelow = zip(steps, prefix.steps).allSatisfy { step, wanted in
            isWindows ? step.lowercased() == wanted.lowercased() : step == wanted
        }
        return isBelow ? steps.dropFirst(prefix.steps.count) : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
}

extension String {
    fileprivate func joined(with steps: ArraySlice<Substring>) -> String {
        var folder = self[...]
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        guard !steps.isEmpty else { return String(folder) }
        return (folder == "/" ? "" : String(folder)) + "/" + steps.joined(separator: "/")
    }
}
