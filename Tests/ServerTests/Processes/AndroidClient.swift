import TestKit
import Testing

/// A refusal as apps read it: the status and the code in the body.
struct Refusal: Sendable {
    let status: Int
    let code: String

    static let wrongPIN = Refusal(status: 401, code: "invalid_pin")
    static let pinRequired = Refusal(status: 403, code: "pin_required")
    static let tooMany = Refusal(status: 429, code: "rate_limited")
}

/// A device with the Android app on which Anna is signed in.
struct AndroidClient: Sendable {
    private static let marks = ["User-Agent": "okhttp/4.9.0", "X-Client-Platform": "android"]

    let server: LiveServer
    private let cookie: String
    private let token: String

    static func signIn(at server: LiveServer) async throws -> AndroidClient {
        let answer = try await server.exchange(
            "POST", "/api/login", headers: marks, form: "username=\(Anna.email)&password=\(Anna.password)")
        try #require(answer.status == 200, "\(answer.text)")
        let token = try JSONValue(parsing: answer.text)["csrf_token"]?.text
        return AndroidClient(
            server: server, cookie: try #require(answer.cookie("PHPSESSID")), token: try #require(token))
    }

    /// Sends a request with the session, and the token where it changes something, and takes any answer.
    func ask(_ method: String, _ path: String, form: String? = nil) async throws -> WholeAnswer {
        var headers = Self.marks
        headers["Cookie"] = "PHPSESSID=\(cookie)"
        if method == "POST" { headers["X-CSRF-Token"] = token }
        return try await server.exchange(method, "/api/" + path, headers: headers, form: form)
    }

    /// Fetches what an address leads to, with the session, as players do.
    func fetch(_ address: String) async throws -> WholeAnswer {
        try await server.exchange(
            "GET", address, headers: ["User-Agent": "okhttp/4.9.0", "Cookie": "PHPSESSID=\(cookie)"])
    }

    /// Asks, and expects success or this refusal.
    @discardableResult
    func get(
        _ path: String, _ refusal: Refusal? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        try Self.read(try await ask("GET", path), "GET \(path)", refusal, sourceLocation)
    }

    /// Changes something, and expects success or this refusal.
    @discardableResult
    func post(
        _ action: String, _ form: String, _ refusal: Refusal? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        try Self.read(
            try await ask("POST", action, form: form), "POST \(action) \(form)", refusal, sourceLocation)
    }

    private static func read(
        _ answer: WholeAnswer, _ request: String, _ refusal: Refusal?, _ place: SourceLocation
    ) throws -> JSONValue {
        let comment = Comment(rawValue: "\(request): \(answer.text.prefix(500))")
        #expect(answer.status == refusal?.status ?? 200, comment, sourceLocation: place)
        let json = try JSONValue(parsing: answer.text)
        if let refusal {
            #expect(json["status"] == .text("error"), comment, sourceLocation: place)
            #expect(json["code"] == .text(refusal.code), comment, sourceLocation: place)
        } else {
            let status = json["status"]?.text
            #expect(status == "success" || status == "saved", comment, sourceLocation: place)
        }
        return json
    }
}

extension AndroidClient {
    /// Makes a profile, which is the session's afterwards.
    func addProfile(_ form: String) async throws -> Int {
        let added = try await post("profiles_add", form)
        return try #require(added["profile"]?["id"]?.int)
    }

    /// Begins to play a title; returns the address of its file.
    func play(_ id: Int) async throws -> String {
        let answer = try await get("play?id=\(id)")
        return try #require(answer["data"]?["stream_url"]?.text)
    }
}

extension JSONValue? {
    /// The titles of a list's members.
    var titles: [String] {
        self?.list?.compactMap { $0["title"]?.text } ?? []
    }
}
