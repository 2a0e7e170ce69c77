/// What the name of a film's file or folder says.
package struct FilmName: Sendable, Hashable {
    /// Never empty, unless the name is.
    package let title: String
    package let year: Int?
    package let ids: NamedIDs
    /// From a tag "{edition-Director's Cut}", at most 32 characters.
    package let edition: String?
    /// What else sets this file apart, as the text behind " - ".
    package let label: String?
    /// The word for the height of the picture, as "1080p"; classes of pictures are translated, so "4K" is "2160p".
    package let resolution: String?
    package let is3D: Bool

    /// `name` is without its extension.
    package init(_ name: String, currentYear: Int) {
        self.init(NameText(name), currentYear: currentYear)
    }

    init(_ name: NameText, currentYear: Int) {
        var text = name
        let tags = NameTags(takenFrom: &text)
        let tokens = NameTokens(text)
        let release = ReleaseTokens(tokens)
        let span = FilmSpan(text, tokens, release, currentYear: currentYear)
        let title = text.title(span.title, keepsDots: text.hasSpaces(span.title.lowerBound..<span.end))
        self.title = title.isEmpty ? FilmName.fallback(name, text) : title
        year = span.year
        ids = tags.ids
        edition = tags.edition
        let label = span.hasYear ? FilmLabel.label(text, tokens, release, from: span.end) : nil
        self.label = label ?? span.edition.map { text.title($0, keepsDots: false) }
        resolution = release.height?.label
        is3D = release.is3D
    }

    /// The title of a name that is nothing but tags.
    private static func fallback(_ name: NameText, _ text: NameText) -> String {
        for candidate in [text, name] {
            let title = candidate.title(0..<candidate.count, keepsDots: candidate.hasSpaces(0..<candidate.count))
            if !title.isEmpty { return title }
        }
        return String(decoding: name.bytes, as: UTF8.self)
    }
}
