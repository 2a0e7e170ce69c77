/// One of the four aspects under which titles are compared.
package enum Facet: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case plot
    case mood
    case themes
    case genre

    /// The place of the facet in every stored or computed list of four.
    package var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Who wrote a facet text, weakest first. A stronger text is never replaced by a weaker one.
package enum FacetSource: String, Sendable, Codable, CaseIterable {
    case composed
    case model
    case load
    case user

    package var strength: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The text of one facet of one title.
package struct FacetText: Hashable, Sendable {
    package let facet: Facet
    package let text: String
    package let source: FacetSource

    package init(facet: Facet, text: String, source: FacetSource) {
        self.facet = facet
        self.text = text
        self.source = source
    }
}

/// A facet text together with its unit vector under the current model.
package struct FacetEmbedding: Hashable, Sendable {
    package let facet: Facet
    package let textHash: String
    package let vector: [Float]

    package init(facet: Facet, textHash: String, vector: [Float]) {
        self.facet = facet
        self.textHash = textHash
        self.vector = vector
    }
}
