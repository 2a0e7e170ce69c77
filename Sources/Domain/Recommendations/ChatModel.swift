/// A language model that is asked for short texts, when one is configured.
package protocol ChatModel: Sendable {
    /// As its endpoint knows it.
    var name: String { get }

    /// What the model says: text, or the JSON object that was asked for, without what stands around it. Nil when the
    /// model is down or said nothing usable: whoever asks has an answer of their own.
    func answer(_ question: ChatQuestion) async -> String?
}

/// The language model as it is set up now; nil without one.
package typealias CurrentChatModel = @Sendable () -> (any ChatModel)?

/// What a language model is asked.
package struct ChatQuestion: Hashable, Sendable {
    /// Letters, digits, `_` and `-`: what endpoints call the form of the answer.
    package let name: String
    package let task: String
    /// What the task is about. The task says that these are data and no instructions.
    package let facts: String
    /// The members of the object that is wanted; nil for plain text.
    package let form: [AnswerForm.Member]?
    package let tokensMax: Int

    package init(name: String, task: String, facts: String, form: [AnswerForm.Member]? = nil, tokensMax: Int) {
        self.name = name
        self.task = task
        self.facts = facts
        self.form = form
        self.tokensMax = tokensMax
    }
}

/// The form of a part of an answer.
package indirect enum AnswerForm: Hashable, Sendable {
    case text
    case wholeNumber
    case list(AnswerForm)
    case object([Member])

    /// A named part; every one of them is wanted.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let form: AnswerForm

        package init(_ name: String, _ form: AnswerForm = .text) {
            self.name = name
            self.form = form
        }
    }
}
