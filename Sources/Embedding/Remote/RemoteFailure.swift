import Foundation

/// What an answer other than 200 means, and what to do about it.
package struct RemoteFailure: Equatable, Sendable {
    /// What the caller does next: give up, ask for less at a time, or ask again later.
    package enum Remedy: Equatable, Sendable { case stop, halve, wait }

    package let remedy: Remedy
    package let status: Int
    /// The server's words without the key.
    package let message: String
    /// The wait that the server asked for.
    package let waitSeconds: Double?
    /// The member of the request that the server objects to; empty when it names none.
    package let parameter: String
    /// Code, type and message in lower case, for comparing only: they may quote the key.
    package let words: String

    package init(status: Int, headers: [String: String], body: [UInt8], key: String?) {
        let report = Self.report(body)
        self.status = status
        message = Self.cleaned(report.message, key: key)
        waitSeconds = Self.wait(headers)
        remedy = Self.remedy(status, report)
        parameter = report.parameter.lowercased()
        let text = report.message.prefix(EmbeddingLimits.remoteWordsCharactersMax)
        words = "\(report.code) \(text)".lowercased()
    }

    /// No credit is left: waiting does not help, whatever the status.
    package var isOutOfCredit: Bool { words.contains(Self.quotaCode) }

    private static let quotaCode = "insufficient_quota"

    private struct Report {
        var message: String
        var code: String
        var parameter = ""
    }

    private static func remedy(_ status: Int, _ report: Report) -> Remedy {
        if report.code.contains(quotaCode) { return .stop }
        switch status {
        case 413: return .halve
        case 400, 422:
            let known = ["context_length", "string_above_max_length", "max_tokens_per_request"]
            let text = report.code + " " + report.message.lowercased()
            let isTooLong = known.contains { text.contains($0) } || text.contains("context length")
            return isTooLong || text.contains("maximum request size") ? .halve : .stop
        case 408, 429, 500...599: return .wait
        default: return .stop
        }
    }

    /// Reads `{"error": {...}}`, `{"error": "..."}`, `{"message"|"detail": "..."}`, else the raw text.
    private static func report(_ body: [UInt8]) -> Report {
        let root = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        if let error = root["error"] as? [String: Any] {
            let message = error["message"] as? String ?? "no message"
            return report(message, error)
        }
        let message = root["error"] as? String ?? root["message"] as? String ?? root["detail"] as? String
        return report(message ?? String(decoding: body, as: UTF8.self), root)
    }

    private static func report(_ message: String, _ error: [String: Any]) -> Report {
        let code = text(error["code"]) + " " + text(error["type"])
        return Report(message: message, code: code, parameter: error["param"] as? String ?? "")
    }

    private static func text(_ value: Any?) -> String {
        value.map { "\($0)" } ?? ""
    }

    private static func cleaned(_ message: String, key: String?) -> String {
        var message = message
        if let key { message = message.replacing(key, with: "***") }
        return String(message.prefix(EmbeddingLimits.remoteMessageCharactersMax))
    }

    private static func wait(_ headers: [String: String]) -> Double? {
        let milliseconds = headers["retry-after-ms"].flatMap(Double.init).map { $0 / 1000 }
        let wait = milliseconds ?? headers["retry-after"].flatMap(Double.init)
        return wait.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
}
