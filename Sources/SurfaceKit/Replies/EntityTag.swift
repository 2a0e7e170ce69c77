package import HTTPTypes
package import Hummingbird

/// A strong entity tag and the answers that depend on it (RFC 9110, sections 8.8.3 and 13.1.2).
package struct EntityTag: Sendable, Equatable {
    private let text: String

    /// `text` has no quotes.
    package init(_ text: String) {
        self.text = text
    }

    /// The headers of an answer that a client may keep and ask about again.
    package var headers: HTTPFields {
        [.eTag: "\"\(text)\"", .cacheControl: "private, max-age=0"]
    }

    /// Whether the client says that it has this very version: a list of tags, weak ones and `*` included. Tags
    /// without quotes count too, because scripts send them.
    package func isKnown(to request: Request) -> Bool {
        let fields = request.headers[values: .ifNoneMatch]
        let tags = fields.flatMap { $0.split(separator: ",") }.prefix(SurfaceKitLimits.matchedTagsMax)
        return tags.contains { tag in
            var tag = tag.drop { $0 == " " || $0 == "\t" }
            while tag.last == " " || tag.last == "\t" { tag.removeLast() }
            if tag == "*" { return true }
            if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
            if tag.count >= 2, tag.first == "\"", tag.last == "\"" { tag = tag.dropFirst().dropLast() }
            return tag == text
        }
    }

    /// The answer for a client that has this version: no body.
    package var notModified: Response {
        Response(status: .notModified, headers: headers)
    }
}
