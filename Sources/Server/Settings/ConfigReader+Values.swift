import Configuration
import Foundation
import NIOCore

extension ConfigReader {
    /// The value, or nil when it is missing or blank.
    func optionalText(_ key: String) -> String? {
        string(forKey: ConfigKey(key)).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A whole number in `range`. Throws `SettingsError`.
    func int(_ key: String, in range: ClosedRange<Int>, default standard: Int) throws -> Int {
        guard let text = optionalText(key) else { return standard }
        guard let value = Int(text), range.contains(value) else {
            let bounds = "\(range.lowerBound) to \(range.upperBound)"
            throw SettingsError(key: key, reason: "must be a whole number from \(bounds), not \"\(text)\"")
        }
        return value
    }

    /// An absolute http or https URL without trailing slashes. Throws `SettingsError`.
    func optionalURL(_ key: String) throws -> String? {
        guard var text = optionalText(key) else { return nil }
        while text.hasSuffix("/") { text.removeLast() }
        guard let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), url.host()?.isEmpty == false
        else { throw SettingsError(key: key, reason: "must be a URL like https://films.example.org, not \"\(text)\"") }
        return text
    }

    /// One of some words. Throws `SettingsError`.
    func choice(_ key: String, of words: [String], default standard: String) throws -> String {
        guard let text = optionalText(key) else { return standard }
        guard words.contains(text) else {
            throw SettingsError(key: key, reason: "must be one of \(words.joined(separator: ", ")), not \"\(text)\"")
        }
        return text
    }

    /// IP addresses separated by commas. Throws `SettingsError`.
    func addresses(_ key: String) throws -> [String] {
        let list = list(key)
        for text in list where (try? SocketAddress(ipAddress: text, port: 0)) == nil {
            throw SettingsError(
                key: key, reason: "must be IP addresses separated by commas, without ranges; not \"\(text)\"")
        }
        return list
    }

    /// Texts separated by commas; blanks around them do not count.
    func list(_ key: String) -> [String] {
        let parts = optionalText(key)?.split(separator: ",") ?? []
        return parts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
