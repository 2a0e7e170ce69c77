import TestKit

/// How a model server in a test differs from one that understands everything.
struct Switches: Sendable {
    /// Parts of a chat request that it answers with 400 or 422.
    enum Part: CaseIterable, Sendable {
        case schema, object, temperature, tokenLimit
    }

    /// The forms in which servers complain.
    enum ErrorForm: CaseIterable, Sendable {
        /// An object with message, type, param and code.
        case openAI
        /// `error` is a plain text.
        case lmStudio
        /// A list of details with places, status 422.
        case fastAPI
    }

    /// The only key that it takes; nil takes none and any.
    var key: String?
    var refuses: Set<Part> = []
    var errorForm = ErrorForm.openAI
    /// Given once each, in order, before anything else.
    var replies: [Reply] = []
    /// Given to every request after those.
    var always: Reply?
    /// Holds chat answers back until they are released one by one.
    var isHolding = false
    /// Sends embeddings as base64, whatever was asked for.
    var sendsBase64 = false
}

extension Reply {
    static func error(_ status: Int, _ code: String, _ headers: [(String, String)] = []) -> Reply {
        let body = #"{"error":{"message":"It did not work: \#(code)","type":"t","param":null,"code":"\#(code)"}}"#
        return Reply(status, body, headers)
    }

    /// A page of a gateway that stands before the model.
    static let page = Reply(200, "<html><body>Please sign in</body></html>", [("content-type", "text/html")])

    /// A complete chat answer around the model's words, which are given as JSON.
    static func chat(contentJSON: String, refusal: String = "null", finish: String = #""stop""#) -> Reply {
        let message = #"{"role":"assistant","content":\#(contentJSON),"refusal":\#(refusal)}"#
        let choice = #"{"index":0,"finish_reason":\#(finish),"logprobs":null,"message":\#(message)}"#
        return Reply(200, #"{"id":"chatcmpl-1","object":"chat.completion","created":1,"choices":[\#(choice)]}"#)
    }

    static func chat(_ words: String) -> Reply {
        let escaped = words.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#).replacing("\n", with: #"\n"#)
        return chat(contentJSON: "\"\(escaped)\"")
    }
}
