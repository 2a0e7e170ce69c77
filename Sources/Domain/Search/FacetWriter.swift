/// Mood and themes of a title in the words of a language model.
package struct WrittenFacets: Sendable, Equatable {
    package let mood: String
    package let themes: String

    package init(mood: String, themes: String) {
        self.mood = mood
        self.themes = themes
    }
}

/// Writes facet texts with a language model, when one is configured.
package protocol FacetWriter: Sendable {
    /// One entry for each title, in order; nil where the model is down or said nothing usable. Never throws for
    /// the model's sake: a title without written facets gets composed ones.
    func write(_ titles: [Title]) async -> [WrittenFacets?]
}

/// Works out mood and themes of a film that somebody looks for, with a language model, when one is configured.
package protocol QueryReader: Sendable {
    /// nil when the model is down, slow, or said nothing usable: the query is then searched as it is.
    func read(_ query: String) async -> WrittenFacets?
}
