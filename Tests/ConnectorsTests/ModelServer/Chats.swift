import TestKit

/// What a chat model answers, and what a server objects to.
enum Chats {
    static let words = #"{"mood":"hushed, tender","themes":"memory and loss"}"#

    static func answer(_ request: SeenRequest, _ switches: Switches) -> Reply {
        if let part = refused(request, switches.refuses) { return refusal(of: part, switches.errorForm) }
        guard request.json["model"] is String, !request.user.isEmpty else {
            return .error(400, "invalid_request_error")
        }
        let format = request.formatName
        if format == "json_object", !(request.system + request.user).contains("JSON") {
            return .error(400, "invalid_request_error")
        }
        // Without a format the model talks as models do.
        return .chat(format == nil ? "Of course:\n```json\n\(words)\n```\nAnything else?" : words)
    }

    private static func refused(_ request: SeenRequest, _ parts: Set<Switches.Part>) -> Switches.Part? {
        Switches.Part.allCases.first { part in
            guard parts.contains(part) else { return false }
            return switch part {
            case .schema: request.formatName == "json_schema"
            case .object: request.formatName == "json_object"
            case .temperature: request.json["temperature"] != nil
            case .tokenLimit: request.json["max_tokens"] != nil
            }
        }
    }

    private static func refusal(of part: Switches.Part, _ form: Switches.ErrorForm) -> Reply {
        let (parameter, code, text) = complaint(about: part)
        switch form {
        case .openAI:
            let head = #"{"error":{"message":"\#(text)","type":"invalid_request_error""#
            return Reply(400, head + #","param":"\#(parameter)","code":\#(code)}}"#)
        case .lmStudio:
            return Reply(400, #"{"error":"\#(text)"}"#)
        case .fastAPI:
            return Reply(422, #"{"detail":[{"type":"bad","loc":["body","\#(parameter)"],"msg":"not permitted"}]}"#)
        }
    }

    private static func complaint(about part: Switches.Part) -> (parameter: String, code: String, text: String) {
        switch part {
        case .schema:
            ("response_format", "null", "'response_format.type' cannot be 'json_schema' here")
        case .object:
            ("response_format", "null", "'response_format.type' must be 'text'")
        case .temperature:
            ("temperature", #""unsupported_value""#, "'temperature' can only be 1 with this model")
        case .tokenLimit:
            ("max_tokens", #""unsupported_parameter""#, "'max_tokens' is unknown: say 'max_completion_tokens'")
        }
    }
}
