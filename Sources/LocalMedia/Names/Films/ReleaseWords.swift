/// The words of a name that describe a release: how the picture was made, packed and edited.
package struct ReleaseWords: Sendable, Hashable {
    /// In lower case and in the order of the name. Words that are also words of titles count only beside others.
    package let words: [String]
    /// As "1080p"; classes of pictures are translated, so "4K" is "2160p".
    package let resolution: String?
    /// Lines of the picture.
    package let heightLines: Int?
    /// Whether "3D" and a layout for two eyes are among the words.
    package let is3D: Bool

    package init(in name: String) {
        let tokens = NameTokens(NameText(name))
        let release = ReleaseTokens(tokens)
        words = (0..<tokens.count).filter { release.cuts[$0] }.map { index in
            String(decoding: tokens.low[tokens.tokens[index].range], as: UTF8.self)
        }
        resolution = release.height?.label
        heightLines = release.height?.lines
        is3D = release.is3D
    }
}
