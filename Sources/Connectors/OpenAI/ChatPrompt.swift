import Domain

/// What a chat model is told and asked, and the form in which it is to answer.
struct ChatPrompt: Sendable {
    /// What the form is called.
    let name: String
    let system: String
    let user: String
    /// Nil for plain text.
    let form: [AnswerForm.Member]?
    let tokensMax: Int
}

extension ChatPrompt {
    init(_ question: ChatQuestion) {
        self.init(
            name: question.name, system: question.task,
            user: String(question.facts.prefix(ConnectorsLimits.questionCharactersMax)), form: question.form,
            tokensMax: question.tokensMax)
    }

    init(_ facets: FacetPrompt) {
        self.init(
            name: "film_facets", system: facets.system, user: facets.user,
            form: [AnswerForm.Member("mood"), AnswerForm.Member("themes")], tokensMax: ConnectorsLimits.facetTokensMax)
    }
}

/// The JSON schema of a form. Strict mode wants every member listed as required, and no others allowed.
struct AnswerSchema: Encodable {
    /// Nil for what is null.
    let form: AnswerForm?

    private enum CodingKeys: String, CodingKey {
        case type, items, required, properties, additionalProperties, anyOf
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch form {
        case .text: try container.encode("string", forKey: .type)
        case .wholeNumber: try container.encode("integer", forKey: .type)
        case .number: try container.encode("number", forKey: .type)
        case .optional(let form):
            try container.encode([AnswerSchema(form: form), AnswerSchema(form: nil)], forKey: .anyOf)
        case nil: try container.encode("null", forKey: .type)
        case .list(let element):
            try container.encode("array", forKey: .type)
            try container.encode(AnswerSchema(form: element), forKey: .items)
        case .object(let members):
            try container.encode("object", forKey: .type)
            try container.encode(false, forKey: .additionalProperties)
            try container.encode(members.map(\.name), forKey: .required)
            let properties = members.map { ($0.name, AnswerSchema(form: $0.form)) }
            try container.encode(Dictionary(properties) { first, _ in first }, forKey: .properties)
        }
    }
}
