import Basics
package import Domain

/// The document in which installed apps look for their next release.
///
/// The app finds the elements `channel`, `summary` and `item` wherever they are in the tree, so no other element may
/// bear one of these names. It wants the document as plain UTF-8 without a byte order mark.
package enum UpdateFeed {
    /// The feed of the release's channel, with this release as its only one.
    ///
    /// What is missing, or empty, has no element.
    package static func xml(_ release: AppRelease) -> String {
        var lines = [
            #"<appUpdate schemaVersion="1"><channel>\#(release.channel.rawValue)</channel><latest>"#,
            element("versionCode", String(release.versionCode)) + element("versionName", release.versionName),
            element("mandatory", release.isMandatory ? "true" : "false"),
        ]
        if let versionCodeMin = release.versionCodeMin {
            lines.append(element("minSupportedVersionCode", String(versionCodeMin)))
        }
        lines += [
            element("apkFileName", release.fileName),
            element("apkSha256", release.sha256) + element("apkSizeBytes", String(release.sizeBytes)),
            element("publishedAt", release.publishedAt.iso8601),
        ]
        let changes = changes(of: release)
        if !changes.isEmpty { lines.append("<changelog>" + changes + "</changelog>") }
        lines.append("</latest></appUpdate>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func changes(of release: AppRelease) -> String {
        let summary = release.summary.flatMap { $0.isEmpty ? nil : element("summary", $0) } ?? ""
        return summary + release.items.filter { !$0.isEmpty }.map { element("item", $0) }.joined()
    }

    private static func element(_ name: String, _ text: String) -> String {
        "<\(name)>\(XMLText.escaped(text))</\(name)>"
    }
}

/// Text as the content of an XML element.
enum XMLText {
    /// Leaves out what XML 1.0 forbids. A carriage return is written as a reference, because readers turn a plain one
    /// into a line feed.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where isAllowed(scalar) {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&apos;".unicodeScalars)
            case "\r": escaped.append(contentsOf: "&#13;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// The production `Char` of XML 1.0, 2.2; Swift has no surrogates to begin with.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 10, 13: true
        case 0..<0x20, 0xfffe, 0xffff: false
        default: true
        }
    }
}
