/// The path of a file as a media server sees it, with either slash.
package struct ServerFilePath: Hashable, Sendable {
    package let text: String
    private let isWindows: Bool

    /// Nil for what no library may lead to: addresses with a query or a password in them, which may hold keys, and what
    /// fills more than a line.
    package init?(_ text: String) {
        let isAddress = text.contains("://")
        guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }),
            !isAddress || !text.contains(where: { "?@#".contains($0) })
        else { return nil }
        self.text = text
        let bytes = Array(text.utf8.prefix(2))
        let hasDrive = bytes.count == 2 && bytes[1] == UInt8(ascii: ":") && !isAddress
        isWindows = hasDrive || text.hasPrefix("\\\\")
    }

    /// Whether a link on this machine can lead there.
    var isLinkable: Bool { text.hasPrefix("/") }

    /// What stands behind the last slash.
    var name: String { lastSlash.map { String(text[text.index(after: $0)...]) } ?? text }

    /// The folder that it lies in; nil for a name alone.
    var folder: ServerFilePath? { lastSlash.flatMap { ServerFilePath(String(text[..<$0])) } }

    /// The name without its ending.
    var stem: String { dot.map { String(name[..<$0]) } ?? name }

    /// With its dot; empty without one.
    var ending: String { dot.map { String(name[$0...]) } ?? "" }

    /// Another file in the same folder.
    func beside(_ name: String) -> ServerFilePath? {
        lastSlash.flatMap { ServerFilePath(text[...$0] + name) }
    }

    private var lastSlash: String.Index? {
        text.lastIndex { $0 == "/" || (isWindows && $0 == "\\") }
    }

    private var dot: String.Index? {
        let name = name
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        return dot
    }
}
