/// How the titles that everybody watches are worked out, and where they are written.
package struct TopPicksSettings: Sendable, Hashable {
    /// Whether they are written anywhere; they can be looked at in any case.
    package var isEnabled = false
    package var timeWindowDays = 30
    package var viewersMin = 2
    package var weights = TopPicksWeights()
    package var movies = TopPicksOutput(name: "Top Picks - Movies")
    package var series = TopPicksOutput(name: "Top Picks - Series")

    package init() {}
}

/// What counts how much; each 0...1.
package struct TopPicksWeights: Sendable, Hashable {
    package var viewers = 0.5
    package var plays = 0.3
    package var completion = 0.2

    package init() {}
}

/// What is written of one kind of title.
package struct TopPicksOutput: Sendable, Hashable {
    package var count = 10
    package var libraryName: String
    package var collectionName: String
    package var hasLibrary = true
    package var hasCollection = false
    package var hasPlaylist = false
    /// Links to the files, instead of `.strm` files.
    package var links = false

    package init(name: String) {
        (libraryName, collectionName) = (name, name)
    }
}
