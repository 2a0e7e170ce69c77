/// A language model that is asked for short texts, when one is configured.
package protocol ChatModel: Sendable {
    /// As its endpoint knows it.
    var name: String { get }

    /// What the model says: text, or the JSON object that was asked for, without what stands around it. Nil when the
    /// model is down or said nothing usable: whoever asks has an answer of their own.
    func answer(_ question: ChatQuestion) async -> String?

    /// As `answer`, with what the answer took.
    func reply(to question: ChatQuestion) async -> ChatReply
}

extension ChatModel {
    package func reply(to question: ChatQuestion) async -> ChatReply { ChatReply(text: await answer(question)) }
}

/// What came of a question to a language model.
package struct ChatReply: Hashable, Sendable {
    /// As `ChatModel.answer` gives it.
    package let text: String?
    /// As the endpoint counts; 0 where it does not.
    package let promptTokens: Int
    package let completionTokens: Int
    /// Whether there is no answer because question or answer are too long; a smaller question may have one.
    package let isTooLong: Bool

    package init(text: String?, promptTokens: Int = 0, completionTokens: Int = 0, isTooLong: Bool = false) {
        self.text = text
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.isTooLong = isTooLong
    }
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
    case number
    case list(AnswerForm)
    /// Or null.
    case optional(AnswerForm)
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
