/// Finds names by what they mean.
package protocol SceneMeaning: Sendable {
    /// Those of the names that are closest in meaning to the text, the closest first; none when meanings cannot be
    /// compared now. The same names are asked for again and again.
    func closest(names: [String], to text: String, limit: Int) async -> [String]
}
