import Basics
import Domain
import Foundation

/// What a text must look like.
package struct SettingForm: Sendable {
    /// To follow "must be".
    package let words: String
    /// The text in its one form; nil when it does not look like this.
    let read: @Sendable (String) -> String?

    init(_ words: String, _ read: @escaping @Sendable (String) -> String?) {
        self.words = words
        self.read = read
    }

    init(_ words: String, where fits: @escaping @Sendable (String) -> Bool) {
        self.init(words) { fits($0) ? $0 : nil }
    }

    static let line = SettingForm("one line of text") { text in
        text.unicodeScalars.allSatisfy { $0 == " " || !$0.isBlankOrControl }
    }
    /// A folder or file of this machine.
    static let path = SettingForm("a path") { line.read($0) != nil }
    static let absolutePath = SettingForm("an absolute path") { $0.hasPrefix("/") && line.read($0) != nil }
    /// Read by `PathMapping`.
    static let mapping = SettingForm("folders like /media=/srv/media, the media server's first") { text in
        line.read(text).flatMap { PathMapping($0) }.map { "\($0.serverPrefix)=\($0.localPrefix)" }
    }
    static let address = SettingForm("an IP address, without a range", where: isIPAddress)
    static let zone = SettingForm("a zone like Europe/Berlin") { TimeZone(identifier: $0) != nil }
    static let scopes = SettingForm("scopes separated by blanks, openid among them") { text in
        line.read(text) != nil && text.split(separator: " ").contains("openid")
    }
    /// A first segment of paths; `/` for none.
    static let basePath = SettingForm("a path like /vod") { text in
        let segments = text.split(separator: "/")
        let isPlain = segments.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) } }
        return text.hasPrefix("/") && isPlain ? "/" + segments.joined(separator: "/") : nil
    }
    /// http or https; a path may follow it.
    static let baseURL = SettingForm("a URL like https://films.example.org") { text in
        SettingURL(text).flatMap { $0.hasQuery ? nil : $0.withoutSlashes }
    }
    /// Taken as it is, because another server compares it byte for byte.
    static let exactURL = SettingForm("a URL like https://films.example.org/back") { text in
        SettingURL(text) == nil ? nil : text
    }
    /// Scheme, host and port of pages.
    static let webOrigin = SettingForm("an origin like https://films.example.org") { text in
        SettingURL(text).flatMap { $0.hasQuery ? nil : $0.pageOrigin }
    }
    static let share = SettingForm("a number from 0 to 1") { SettingKind.number(0...1).read($0) }
    /// Read by `StudioPattern`.
    static let studioPatterns = SettingForm("an object of regular expressions and studios like {\"^dh_\": \"Pier\"}") {
        StudioPattern.list(json: $0).map(StudioPattern.json)
    }
    static let template = SettingForm(
        "a name without any of < > : \" / \\ | ? * outside of its tags", where: { LibraryTitle($0) != nil })
    static let libraryName = SettingForm(
        "a name without any of < > : \" / \\ | ? *", where: LibraryTitle.isName)

    /// Letters as small and as large as those of an example.
    static func code(like example: String) -> SettingForm {
        SettingForm("a code like \(example)") { text in
            text.utf8.count == example.utf8.count
                && zip(text.utf8, example.utf8).allSatisfy { CodeLetter($0) == CodeLetter($1) }
        }
    }

    private static func isIPAddress(_ text: String) -> Bool {
        var four = in_addr()
        var six = in6_addr()
        return inet_pton(AF_INET, text, &four) == 1 || inet_pton(AF_INET6, text, &six) == 1
    }
}

private enum CodeLetter: Equatable {
    case small, capital
    case other(UInt8)

    init(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .small
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .capital
        default: self = .other(byte)
        }
    }
}
