package import Domain

/// All titles of a kind that lists show, in the engine's form, as they were at one moment.
package struct ItemsOfKind: Sendable {
    package let kind: TitleKind
    package let catalogue: ItemCatalogue
    package let traits: [TitleID: TitleTraits]
    /// The model that made the vectors; nil while there are none.
    package let vectorModel: String?
    /// How many titles have a vector.
    package let vectorCount: Int
    /// Tells whether it is still what the stores say.
    let version: String

    package func genres(of title: TitleID) -> [String] { traits[title]?.genres ?? [] }
}
