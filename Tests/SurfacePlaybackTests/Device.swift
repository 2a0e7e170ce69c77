import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

/// A refusal as the contract words it: the status and the code in the body.
struct Refusal: Sendable {
    let status: Int
    let code: String

    static let invalid = Refusal(status: 400, code: "invalid_request")
    static let unauthenticated = Refusal(status: 401, code: "unauthenticated")
    static let wrongPIN = Refusal(status: 401, code: "invalid_pin")
    static let noToken = Refusal(status: 403, code: "csrf_failed")
    static let forbidden = Refusal(status: 403, code: "forbidden")
    static let pinRequired = Refusal(status: 403, code: "pin_required")
    static let missing = Refusal(status: 404, code: "not_found")
    static let notNewer = Refusal(status: 409, code: "version_not_newer")
    static let gone = Refusal(status: 410, code: "file_unavailable")
    static let tooMany = Refusal(status: 429, code: "rate_limited")
    static let tooManyPlay = Refusal(status: 429, code: "playback_limit_exceeded")
}

/// A device on which somebody of the household is signed in.
struct Device: Sendable {
    let house: PlaybackHousehold
    let cookie: String
    let token: String

    /// Asks for an action by its name, or for a whole path.
    func asking(_ path: String) -> Scenario {
        let path = path.hasPrefix("/") ? path : "/api/" + path
        return Scenario(path, .get, path).with("Cookie", "PHPSESSID=\(cookie)")
    }

    /// A change, with the token of the session.
    func changing(_ action: String, _ form: String) -> Scenario {
        let path = action.hasPrefix("/") ? action : "/api/" + action
        return Scenario("\(path) \(form)", .post, path).with(form: form).with("Cookie", "PHPSESSID=\(cookie)")
            .with("X-CSRF-Token", token)
    }

    /// Asks, and expects success or this refusal.
    @discardableResult
    func get(
        _ path: String, _ refusal: Refusal? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        try await run(asking(path), refusal, sourceLocation)
    }

    /// Changes something, and expects success or this refusal.
    @discardableResult
    func post(
        _ action: String, _ form: String = "", _ refusal: Refusal? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        try await run(changing(action, form), refusal, sourceLocation)
    }

    private func run(
        _ scenario: Scenario, _ refusal: Refusal?, _ place: SourceLocation
    ) async throws -> JSONValue {
        let answer = try await house.surface.run(scenario.answers(refusal?.status ?? 200), sourceLocation: place)
        let json = try answer.json
        let comment = Comment(rawValue: "\(scenario.name): \(answer.text.prefix(500))")
        if let refusal {
            #expect(json["status"] == .text("error"), comment, sourceLocation: place)
            #expect(json["code"] == .text(refusal.code), comment, sourceLocation: place)
            #expect(json["message"]?.text?.isEmpty == false, comment, sourceLocation: place)
        } else {
            #expect(
                json["status"] == .text("success") || json["status"] == .text("saved"), comment, sourceLocation: place)
        }
        return json
    }
}

extension Device {
    /// Makes a profile, which is the session's afterwards.
    func addProfile(_ form: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int {
        let added = try await post("profiles_add", form, sourceLocation: sourceLocation)
        return try #require(added.at("profile", "id")?.int, sourceLocation: sourceLocation)
    }

    /// The profile that the session uses.
    func activeProfile() async throws -> Int {
        try #require(try await get("session").at("active_profile", "id")?.int)
    }

    /// Begins to play a title and gives what `play` says of it.
    func play(
        _ name: String, mount: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let answer = try await get("\(mount)/api/play?id=\(house.id(name))", sourceLocation: sourceLocation)
        return try #require(answer["data"], sourceLocation: sourceLocation)
    }

    /// Says how far a title was watched, a second after whatever was said before.
    @discardableResult
    func watch(
        _ name: String, to seconds: Int, _ more: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        house.world.advance(seconds: 1)
        return try await post(
            "progress", "id=\(house.id(name))&time=\(seconds)\(more)", sourceLocation: sourceLocation)
    }

    /// What the page of a title says of it.
    func details(
        _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let answer = try await get("details?id=\(house.id(name))", sourceLocation: sourceLocation)
        return try #require(answer["video"], sourceLocation: sourceLocation)
    }

    /// The titles in a list that an action answers with.
    func names(
        _ path: String, in list: String = "data", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [String] {
        try await get(path, sourceLocation: sourceLocation)[list].names
    }
}

extension JSONValue {
    /// What is there behind several names.
    func at(_ names: String...) -> JSONValue? {
        names.reduce(self) { value, name in value?[name] }
    }
}

extension JSONValue? {
    /// The titles, or names, of a list's members.
    var names: [String] {
        self?.list?.compactMap { $0["title"]?.text ?? $0["name"]?.text } ?? []
    }
}

extension String? {
    /// The path and query of an address of the test's server.
    var path: String {
        guard let address = self, let scheme = address.range(of: "://") else { return self ?? "" }
        return String(address[scheme.upperBound...].drop { $0 != "/" })
    }
}
