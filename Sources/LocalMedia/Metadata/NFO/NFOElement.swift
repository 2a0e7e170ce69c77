/// One element of a .nfo file with everything in it. Names are lower-case and without a prefix.
struct NFOElement: Sendable {
    let name: String
    let attributes: [String: String]
    /// The element's own text, without that of its children; references are replaced.
    let text: String
    let children: [NFOElement]

    /// The children called `name`, in the order of the file.
    func all(_ name: String) -> [NFOElement] { children.filter { $0.name == name } }

    /// The text of the first child called `name`.
    func text(_ name: String) -> String? { children.first { $0.name == name }?.text }
}

extension NFOEntry.Kind {
    /// The root elements by name.
    static let roots: [String: NFOEntry.Kind] = [
        "movie": .movie, "tvshow": .series, "season": .season, "episodedetails": .episode,
    ]
}
