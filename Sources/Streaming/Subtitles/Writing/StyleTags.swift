/// Opens and closes the tags `b`, `i` and `u` so that they nest.
struct StyleTags {
    private static let tags: [(style: SubtitleStyle, name: String)] = [(.bold, "b"), (.italic, "i"), (.underline, "u")]

    /// The open tags, the innermost last.
    private var open: [(style: SubtitleStyle, name: String)] = []

    /// Closes tags until all that are open belong to `style`.
    mutating func narrow(to style: SubtitleStyle, in output: inout [UInt8]) {
        while open.contains(where: { !style.contains($0.style) }), let last = open.popLast() {
            output.append(contentsOf: "</\(last.name)>".utf8)
        }
    }

    /// Closes and opens tags so that what follows is set in `style`.
    mutating func change(to style: SubtitleStyle, in output: inout [UInt8]) {
        narrow(to: style, in: &output)
        for tag in Self.tags where style.contains(tag.style) && !open.contains(where: { $0.style == tag.style }) {
            open.append(tag)
            output.append(contentsOf: "<\(tag.name)>".utf8)
        }
    }
}
